// A row opens beside the list; the link behind it stays a link. Escape closes and gives the focus back.
const drawer = () => document.getElementById("drawer");
let opener = null;

document.addEventListener("htmx:before:request", (event) => {
  const source = event.detail?.ctx?.sourceElement;
  if (source?.getAttribute("hx-target") === "#drawer") opener = source;
});

document.addEventListener("htmx:after:swap", () => {
  const place = drawer();
  if (!place || !place.hidden || !place.childElementCount) return;
  place.hidden = false;
  place.focus({ preventScroll: true });
});

function close() {
  const place = drawer();
  if (!place || place.hidden) return false;
  place.hidden = true;
  place.replaceChildren();
  opener?.focus();
  return true;
}

// The second Enter on the same row goes to the whole page.
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("a[hx-target='#drawer']");
    if (link && link === opener && !drawer().hidden) {
      event.stopImmediatePropagation();
      event.preventDefault();
      location.assign(link.href);
    }
    if (event.target.closest?.("[data-close]")) {
      event.preventDefault();
      close();
    }
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && close()) event.preventDefault();
});
