// Select words of a source: their place goes into `start` and `end`, counted in code points as the server counts.
// Markup: <pre data-source data-form="#quick"> with the text; the form holds inputs named start and end, an
// <output data-picked>, and the field to type in next carries data-next. Without script, lines are chosen by radio.
const points = (text) => [...text].length;

function before(source, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(source);
  range.setEnd(node, offset);
  return range.toString();
}

function pick(source) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!source.contains(range.startContainer) || !source.contains(range.endContainer)) return;
  const words = range.toString();
  const bare = words.trim();
  if (!bare) return;
  const lead = words.length - words.trimStart().length;
  const start = points(before(source, range.startContainer, range.startOffset)) + points(words.slice(0, lead));
  const form = document.querySelector(source.dataset.form);
  form.elements.start.value = start;
  form.elements.end.value = start + points(bare);
  const shown = form.querySelector("[data-picked]");
  if (shown) shown.textContent = bare;
  form.querySelectorAll("input[name=line]:checked").forEach((line) => (line.checked = false));
  form.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: { start, words: bare } }));
  form.querySelector("[data-next]")?.focus();
}

document.addEventListener("mouseup", (event) => {
  const source = event.target.closest?.("[data-source]") ?? document.querySelector("[data-source]");
  if (source && !event.target.closest?.("form, a, button")) setTimeout(() => pick(source));
});
document.addEventListener("keyup", (event) => {
  const source = document.activeElement?.closest?.("[data-source]");
  if (source && event.key === "Enter") pick(source);
});
document.addEventListener("touchend", (event) => {
  const source = event.target.closest?.("[data-source]");
  if (source) setTimeout(() => pick(source), 300);
});
