// Light or dark at once; the form behind the button remembers it when the page is asked for again.
document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button?.matches("[data-theme]")) return;
  event.preventDefault();
  const form = event.target;
  const facts = new FormData(form, button);
  document.documentElement.dataset.bsTheme = button.value;
  const answer = await fetch(form.action, { method: "POST", body: facts, redirect: "manual" });
  if (answer.type !== "opaqueredirect" && !answer.ok) return;
  const isDark = button.value === "dark";
  button.value = isDark ? "light" : "dark";
  const use = button.querySelector("use");
  use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, isDark ? "#sun" : "#moon"));
});
