// A form is sent once, and half-typed words are not lost by a stray click.
import { whenever } from "./words.js";

const dirty = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form) dirty.add(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  dirty.delete(form);
  if (event.defaultPrevented || form.method !== "post" || event.submitter?.matches("[data-theme]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  // After the browser has collected the values: a disabled button would not be among them.
  setTimeout(() => form.querySelectorAll("button:not([type=button])").forEach((button) => (button.disabled = true)));
});

// Enter ends a line of a text; with Ctrl or ⌘ it sends the form, as by its first button.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.matches?.("textarea, input")) return;
  event.preventDefault();
  event.target.form?.querySelector("button.btn-primary")?.click();
});

// Coming back with the browser's button finds a form that can be sent again.
const wake = (form) => {
  delete form.dataset.sent;
  form.querySelectorAll("button:disabled").forEach((button) => (button.disabled = false));
};
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(wake);
});
document.addEventListener("htmx:finally:request", () => document.querySelectorAll("form[data-sent]").forEach(wake));

window.addEventListener("beforeunload", (event) => {
  for (const form of dirty) if (!form.isConnected) dirty.delete(form);
  if (dirty.size) event.preventDefault();
});

whenever((root) => root.querySelector("[data-errors]")?.focus({ preventScroll: false }));
