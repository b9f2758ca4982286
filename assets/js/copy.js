// Copy buttons: the text stands on the page, so it can be marked by hand where there is no clipboard.
import { whenever, word } from "./words.js";

whenever((root) => root.querySelectorAll("[data-copy]").forEach((button) => (button.hidden = false)));
whenever((root) => root.querySelectorAll("[data-print]").forEach((button) => (button.hidden = false)));

async function copy(text, place) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  getSelection().selectAllChildren(place);
  document.execCommand("copy");
}

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const place = document.querySelector(button.dataset.copy);
  await copy(place.value ?? place.textContent, place);
  const says = button.querySelector("span") ?? button;
  const before = says.textContent;
  says.textContent = word("copied");
  button.setAttribute("aria-live", "polite");
  setTimeout(() => (says.textContent = before), 2000);
});
