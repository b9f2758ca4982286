// The few sentences a script shows; the page brings them in its own language.
export const word = (name) => document.getElementById("words")?.dataset[name] ?? "";

// Run now and again for whatever is swapped into the page later.
export function whenever(act) {
  const start = () => act(document);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  document.addEventListener("htmx:after:swap", start);
}

export const isTyping = (target) =>
  target instanceof Element && target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]") !== null;
