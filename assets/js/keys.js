// Keys of the desk. A page names its acts by data-key on the link or button ("c", "n", "o", "m", "e", "g t").
import { isTyping } from "./words.js";

let prefix = "";
let here = -1;

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
const link = (row) => row.querySelector("a[href]");

function move(step) {
  const all = rows();
  if (!all.length) return;
  const focused = all.findIndex((row) => row.contains(document.activeElement));
  here = Math.min(Math.max((focused >= 0 ? focused : here) + step, 0), all.length - 1);
  all.forEach((row, index) => row.classList.toggle("is-here", index === here));
  (link(all[here]) ?? all[here]).focus({ preventScroll: true });
  all[here].scrollIntoView({ block: "nearest" });
}

function press(key) {
  const row = rows()[here];
  const target = row?.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (target.matches("input, textarea, select")) target.focus();
  else target.click();
  return true;
}

function twins() {
  const all = [...document.querySelectorAll("details.twin")];
  const open = all.some((twin) => !twin.open);
  all.forEach((twin) => (twin.open = open));
  return all.length > 0;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const key = event.key;
  if (prefix) {
    const both = `${prefix} ${key}`;
    prefix = "";
    if (press(both)) event.preventDefault();
    return;
  }
  if (key === "g") {
    prefix = "g";
    setTimeout(() => (prefix = ""), 1200);
    return;
  }
  if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
  else if (key === "?") document.getElementById("keys")?.showModal();
  else if (!(key === "t" && twins()) && !(key.length === 1 && /[a-z]/.test(key) && press(key))) return;
  event.preventDefault();
});
