// What scrolls sideways can be scrolled by keys: it takes the focus, and its table gives it a name.
import { whenever } from "./words.js";

function look(box) {
  const scrolls = box.scrollWidth > box.clientWidth + 1;
  if (!scrolls) return ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
  box.tabIndex = 0;
  const name = box.querySelector("caption")?.textContent ?? document.querySelector("h1")?.textContent;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", name.trim());
}

const watch = new ResizeObserver((seen) => seen.forEach(({ target }) => look(target)));
whenever((root) => root.querySelectorAll(".table-wrap").forEach((box) => watch.observe(box)));
