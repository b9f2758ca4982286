// Ctrl K or /: every place this page leads to, and the search.
import { isTyping, word } from "./words.js";

const dialog = () => document.getElementById("palette");
const list = () => document.getElementById("palette-list");
let chosen = 0;

function places() {
  const seen = new Set();
  return [...document.querySelectorAll(".rail a[href], .tabs a[href], .switcher a[href], .page-acts a[href], .crumbs a[href], main a[data-command], main [data-row] a[href]")]
    .map((link) => ({ words: (link.closest("[data-row]") ?? link).innerText.replace(/\s+/g, " ").trim() || link.title, href: link.href }))
    .filter(({ words, href }) => words && !seen.has(href) && seen.add(href));
}

function show(typed) {
  const field = document.getElementById("palette-words");
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = places().filter(({ words }) => parts.every((part) => words.toLowerCase().includes(part))).slice(0, 12);
  if (typed && field.dataset.search) {
    found.push({ words: `${field.dataset.find} “${typed}”`, href: `${field.dataset.search}?q=${encodeURIComponent(typed)}` });
  }
  chosen = 0;
  list().replaceChildren(
    ...found.map(({ words, href }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = href;
      link.textContent = words;
      item.append(link);
      return item;
    }),
  );
  if (!found.length) list().textContent = word("none");
  mark();
}

function mark() {
  [...list().querySelectorAll("a")].forEach((link, index) => {
    link.setAttribute("aria-selected", String(index === chosen));
    if (index === chosen) link.scrollIntoView({ block: "nearest" });
  });
}

function open() {
  const field = document.getElementById("palette-words");
  dialog().showModal();
  field.value = "";
  show("");
  field.focus();
}

document.addEventListener("keydown", (event) => {
  if (!dialog()) return;
  const isCommand = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (isCommand || (event.key === "/" && !isTyping(event.target) && !document.querySelector("dialog[open]"))) {
    event.preventDefault();
    if (!dialog().open) open();
    return;
  }
  if (!dialog().open) return;
  const links = list().querySelectorAll("a");
  if (event.key === "ArrowDown") chosen = Math.min(chosen + 1, links.length - 1);
  else if (event.key === "ArrowUp") chosen = Math.max(chosen - 1, 0);
  else if (event.key === "Enter") links[chosen]?.click();
  else return;
  event.preventDefault();
  mark();
});
document.addEventListener("input", (event) => event.target.id === "palette-words" && show(event.target.value.trim()));
document.addEventListener("click", (event) => event.target === dialog() && dialog().close());
