// Select words of a source: their place goes into `start` and `end`, counted in code points as the server counts.
// Markup: <pre data-source data-form="#quick"> with the text; the form holds inputs named start and end, an
// <output data-picked>, and the field to type in next carries data-next. With data-hint="/address/" on the form the row
// around it (data-target="#row") is fetched anew, filled with who, kind and day. Without script, lines are links.
import htmx from "htmx.org/dist/htmx.esm.min.js";
import { whenever } from "./words.js";

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
  propose(source, form, start, start + points(bare));
}

async function propose(source, form, start, end) {
  const { hint, target } = form.dataset;
  if (hint) await htmx.ajax("GET", `${hint}?start=${start}&end=${end}`, { source, target, swap: "outerHTML" });
  document.querySelector(`#${form.id} [data-next]`)?.focus();
}

// From row to row by keys: the next sentence stands in the row already. After the browser has gone to #row, which
// takes the focus away.
window.addEventListener("load", () => {
  if (location.search.includes("end=")) setTimeout(() => document.querySelector("form[data-hint] [data-next]")?.focus());
});

// A line chosen from the list fills the row: the hand goes on there.
document.addEventListener("htmx:after:swap", (event) => {
  const source = event.detail?.ctx?.sourceElement;
  if (source?.matches?.("a[hx-target='#row']")) document.querySelector("form[data-hint] [data-next]")?.focus();
});

// What stands in the row is marked in the text, so that it can be read where it was said. An extra of newer browsers.
function found(source, points) {
  const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  for (let left = points; node; node = walker.nextNode()) {
    const signs = [...node.data];
    if (left <= signs.length) return [node, signs.slice(0, left).join("").length];
    left -= signs.length;
  }
  return [source, source.childNodes.length];
}

function mark() {
  const source = document.querySelector("[data-source]");
  const form = source && document.querySelector(source.dataset.form);
  if (!form?.elements.end?.value || !window.Highlight) return;
  const range = document.createRange();
  range.setStart(...found(source, Number(form.elements.start.value)));
  range.setEnd(...found(source, Number(form.elements.end.value)));
  CSS.highlights.set("picked", new Highlight(range));
  const seen = source.getBoundingClientRect();
  const words = range.getBoundingClientRect();
  if (words.top < seen.top || words.bottom > seen.bottom) source.scrollTop += words.top - seen.top - seen.height / 3;
}
whenever(mark);

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
