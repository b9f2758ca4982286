// The plan as a chart: bars are moved by mouse, finger or keys; the server computes every date and the chart is drawn anew.
import { Chart, dayOf, plus, textOf } from "./js/gantt_chart.js";

const PAUSE = 500;
const box = document.getElementById("gantt");
const form = document.getElementById("gantt-form");
const data = document.getElementById("gantt-chart");
const lang = document.documentElement.lang;
const long = new Intl.DateTimeFormat(lang, { year: "numeric", month: "long", day: "numeric", weekday: "short" });
const short = new Intl.DateTimeFormat(lang, { month: "numeric", day: "numeric" });

const read = ({ columns, rows, ...rest }) => ({
  ...rest,
  rows: rows.map((cells) => Object.fromEntries(columns.map((name, place) => [name, cells[place]]))),
});
const filled = (pattern, words) => pattern.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole);

let chart, off, undo = null, isBusy = false, hand = null, keyed = null;

const rowOf = (group) => chart.tasks[Number(group.dataset.id.slice(3))].row;
const groupOf = (code) => chart.bars.find((bar) => bar.task.row.code === code)?.group;
const barOf = (group) => chart.bars[Number(group.dataset.id.slice(3))];

function sentence(row, start = row.start, finish = row.finish) {
  const words = { code: row.code, name: row.name, start: long.format(dayOf(start)), finish: long.format(dayOf(finish)) };
  return filled(row.kind === "milestone" ? box.dataset.dayBar : box.dataset.bar, words);
}

function named(row) {
  const item = document.createElement("li");
  item.className = `gantt-name gantt-level-${Math.min(row.level, 4)} gantt-name-${row.kind}`;
  const code = document.createElement("span");
  code.className = "code";
  code.textContent = row.code;
  const name = document.createElement(box.dataset.task ? "a" : "span");
  name.textContent = row.name;
  name.title = row.name;
  if (box.dataset.task) {
    name.href = box.dataset.task.replace("CODE", encodeURIComponent(row.code));
    name.tabIndex = -1;
  }
  item.append(code, name);
  return item;
}

const isMovable = (row) => form && row.kind !== "parts" && !row.stage;
const isStretchable = (row) => form && row.kind === "task" && row.stage !== "done";

// Each bar can be told apart, and one of them takes part in the order of the Tab key.
function prepare() {
  off = new Set(chart.options.plan.off.map((day) => textOf(plus(dayOf(chart.options.plan.since), day))));
  chart.bars.forEach(({ group, task: { row } }, place) => {
    const isLive = isMovable(row) || isStretchable(row);
    group.setAttribute("role", isLive ? "slider" : "img");
    group.setAttribute("tabindex", place ? -1 : 0);
    const says = row.critical ? `${sentence(row)} (${box.dataset.critical})` : sentence(row);
    group.setAttribute("aria-label", isLive ? `${row.code} ${row.name}` : says);
    if (isLive) {
      group.setAttribute("aria-valuenow", Math.round(chart.xOf(dayOf(anchor(row, "start"))) / chart.perDay));
      group.setAttribute("aria-valuemin", 0);
      group.setAttribute("aria-valuemax", chart.dates.length);
      group.setAttribute("aria-valuetext", says);
      group.setAttribute("aria-describedby", "gantt-keys");
    }
    group.classList.toggle("gantt-live", isLive);
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = says;
    group.prepend(title);
  });
}

function redraw(plan, scale = chart.options.view_mode) {
  const { $container } = chart;
  const names = () => chart.$names.offsetWidth;
  const left = chart.dayAt($container.scrollLeft + names());
  const top = $container.scrollTop;
  const focused = $container.contains(document.activeElement) && document.activeElement.closest(".bar-wrapper");
  const code = focused ? rowOf(focused).code : null;
  chart.options.plan = plan;
  chart.setup_tasks();
  chart.change_view_mode(scale);
  prepare();
  $container.scrollLeft = chart.xOf(left) - names();
  $container.scrollTop = top;
  if (code) take(groupOf(code));
  box.querySelectorAll("[data-scale]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.scale === scale)));
}

function take(group) {
  if (!group) return;
  chart.$svg.querySelector('.bar-wrapper[tabindex="0"]')?.setAttribute("tabindex", -1);
  group.setAttribute("tabindex", 0);
  group.focus({ preventScroll: true });
}

// In sight, beside the names that stay at the left.
function show(group) {
  const { $container, $names } = chart;
  const bar = barOf(group);
  const [from, to] = [$container.scrollLeft + $names.offsetWidth, $container.scrollLeft + $container.clientWidth];
  if (bar.x < from || bar.x > to - 40) $container.scrollLeft = bar.x - $names.offsetWidth - 40;
  const [above, below] = [$container.scrollTop + chart.config.header_height, $container.scrollTop + $container.clientHeight];
  if (bar.y < above) $container.scrollTop = bar.y - chart.config.header_height - 10;
  else if (bar.y + 40 > below) $container.scrollTop = bar.y + 60 - $container.clientHeight;
}

function say(sentences, isRefusal) {
  const place = box.querySelector(".gantt-said");
  place.classList.toggle("gantt-refused", isRefusal);
  place.replaceChildren(...sentences.map((words) => Object.assign(document.createElement("span"), { textContent: words })));
}

async function send(facts) {
  const body = new FormData(form);
  body.set("once", [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  for (const [name, value] of Object.entries(facts)) body.set(name, value);
  isBusy = true;
  box.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const { said, chart: plan, undo: back } = await answer.json();
    redraw(read(plan));
    say(said, !answer.ok);
    if (answer.ok) undo = facts.act === "back" ? null : back;
  } catch {
    redraw(chart.options.plan);
    say([box.dataset.failed], true);
    undo = null;
  }
  isBusy = false;
  box.removeAttribute("aria-busy");
  const button = box.querySelector("[data-undo]");
  const hadFocus = document.activeElement === button;
  button.hidden = !undo;
  if (hadFocus && !undo) take(chart.$svg.querySelector('.bar-wrapper[tabindex="0"]'));
}

const act = (row, kind, value) => send({ task: row.code, revision: row.revision, act: kind, [kind]: value });

// A bar in the hand: it follows in whole days; what is let go of is sent.
function begin(event) {
  const group = event.target.closest(".bar-wrapper");
  if (!group || event.button || isBusy || keyed) return;
  take(group);
  const row = rowOf(group);
  const kind = event.target.matches(".handle.right") ? "finish" : event.target.matches(".handle.progress") ? "percent" : "start";
  if (kind === "start" ? !isMovable(row) : !isStretchable(row)) return;
  event.preventDefault();
  hand = { group, row, kind, from: event.clientX + chart.$container.scrollLeft, value: null };
  group.setPointerCapture(event.pointerId);
}

function follow(event) {
  if (!hand) return;
  const by = event.clientX + chart.$container.scrollLeft - hand.from;
  const bar = barOf(hand.group);
  if (hand.kind === "percent") {
    const width = Math.min(Math.max(bar.progress_width + by, 0), bar.width);
    const percent = Math.round((100 * width) / bar.width);
    hand.value = percent === hand.row.percent ? null : percent;
    bar.$bar_progress.setAttribute("width", width);
    bar.$handle_progress.setAttribute("cx", bar.x + width);
    hand.group.querySelector(".bar-label").textContent = `${percent}%`;
    return;
  }
  preview(hand.group, hand.kind, Math.round(by / chart.perDay));
  const days = Math.round(by / chart.perDay);
  hand.value = days ? textOf(plus(dayOf(anchor(hand.row, hand.kind)), days)) : null;
}

const anchor = (row, kind) => (kind === "finish" || row.kind === "milestone" ? row.finish : row.start);

// The bar where it would lie, before the server has computed anything.
function preview(group, kind, days) {
  const bar = barOf(group);
  const { row } = bar.task;
  const shift = days * chart.perDay;
  if (kind === "start") group.setAttribute("transform", `translate(${shift} 0)`);
  else bar.$bar.setAttribute("width", Math.max(bar.width + shift, chart.perDay));
  const moved = (text) => textOf(plus(dayOf(text), days));
  const [start, finish] = [kind === "start" ? moved(row.start) : row.start, moved(row.finish)];
  const words = sentence(row, start, finish < start ? start : finish);
  group.setAttribute("aria-valuetext", words);
  const label = group.querySelector(".bar-label");
  label.textContent = chart.options.shortly(finish < start ? start : finish);
  if (kind === "finish") label.setAttribute("x", bar.x + Math.max(bar.width + shift, chart.perDay) + 8);
}

function drop() {
  if (!hand) return;
  const { row, kind, value } = hand;
  hand = null;
  if (value === null) redraw(chart.options.plan);
  else act(row, kind, value);
}

function putBack() {
  hand = null;
  clearTimeout(keyed?.timer);
  keyed = null;
  redraw(chart.options.plan);
}

// Keys move by working days; what several strokes add up to is sent after a pause.
function worked(day, step) {
  let next = plus(day, step);
  for (let tries = 0; tries < 60 && off.has(textOf(next)); tries += 1) next = plus(next, step);
  return next;
}

function nudge(group, kind, step) {
  const row = rowOf(group);
  if (isBusy || hand || (kind === "start" ? !isMovable(row) : !isStretchable(row))) return;
  if (keyed && (keyed.group !== group || keyed.kind !== kind)) return;
  const since = dayOf(anchor(row, kind));
  keyed ??= { group, kind, day: since };
  keyed.day = worked(keyed.day, step);
  if (kind === "finish" && textOf(keyed.day) < row.start) keyed.day = dayOf(row.start);
  preview(group, kind, Math.round((keyed.day - since) / 86400000));
  clearTimeout(keyed.timer);
  keyed.timer = setTimeout(() => {
    const { day } = keyed;
    keyed = null;
    if (day.getTime() === since.getTime()) redraw(chart.options.plan);
    else act(row, kind, textOf(day));
  }, PAUSE);
}

function press(event) {
  if (event.key === "Escape" && (hand || keyed)) return putBack();
  const group = event.target.closest?.(".bar-wrapper");
  if (!group || event.ctrlKey || event.metaKey || event.altKey) return;
  const place = Number(group.dataset.id.slice(3));
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    const next = chart.bars[place + (event.key === "ArrowUp" ? -1 : 1)];
    if (next && !keyed) {
      take(next.group);
      show(next.group);
    }
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    nudge(group, event.shiftKey ? "finish" : "start", event.key === "ArrowLeft" ? -1 : 1);
  } else if (event.key === "Enter" && box.dataset.task) {
    location.href = box.dataset.task.replace("CODE", encodeURIComponent(rowOf(group).code));
  } else return;
  event.preventDefault();
}

function fitting(plan) {
  const days = plan.rows.flatMap((row) => [dayOf(row.start), dayOf(row.finish)]);
  const span = (Math.max(...days) - Math.min(...days)) / 86400000;
  return span < 45 ? "day" : span < 300 ? "week" : "month";
}

// The beginning; of a plan under way that is wider than its frame, today a third of the way in.
function opening() {
  const today = chart.xOf(dayOf(box.dataset.today));
  const [first, last] = [Math.min(...chart.bars.map((bar) => bar.x)), Math.max(...chart.bars.map((bar) => bar.x + bar.width))];
  const names = chart.$names.offsetWidth;
  const room = chart.$container.clientWidth - names;
  const there = last - first > room - 80 && today > first && today < last ? today - room / 3 : first - 40;
  return Math.max(there - names, 0);
}

if (box && data) {
  const plan = read(JSON.parse(data.textContent));
  document.documentElement.classList.add("has-gantt");
  box.hidden = false;
  chart = new Chart(box.querySelector(".gantt-frame"), plan, {
    lang, today: box.dataset.today, readonly: !form, named, shortly: (day) => short.format(dayOf(day)),
  });
  redraw(plan, fitting(plan));
  chart.$container.scrollLeft = opening();
  chart.$svg.setAttribute("role", "group");
  chart.$svg.setAttribute("aria-label", box.getAttribute("aria-label"));
  box.addEventListener("click", ({ target }) => {
    const scale = target.closest("[data-scale]")?.dataset.scale;
    if (scale && !isBusy && !keyed) redraw(chart.options.plan, scale);
    if (target.closest("[data-undo]") && undo && !isBusy) send(undo);
  });
  box.addEventListener("keydown", press);
  if (form) {
    chart.$svg.addEventListener("pointerdown", begin);
    chart.$svg.addEventListener("pointermove", follow);
    chart.$svg.addEventListener("pointerup", drop);
    chart.$svg.addEventListener("pointercancel", putBack);
  }
}
