// The library draws; names never pass through it, because it writes them as HTML, and no style attribute is written.
import Gantt from "frappe-gantt";

const SVG = "http://www.w3.org/2000/svg";
const DAY = 86400000;
const BAR = 18;
const GAP = 14;
export const SCALES = {
  day: { width: 30, before: 10, after: 14, starts: (day) => day.getDate() === 1, labels: () => true, says: (day) => day.getDate() },
  week: { width: 11, before: 28, after: 42, starts: (day) => day.getDate() === 1, labels: (day) => day.getDay() === 1, says: (day) => day.getDate() },
  month: { width: 2.4, before: 110, after: 50, starts: (day) => day.getMonth() === 0 && day.getDate() === 1, labels: (day) => day.getDate() === 1, says: (day, lang) => new Intl.DateTimeFormat(lang, { month: "short" }).format(day) },
};

export const dayOf = (text) => new Date(`${text}T00:00:00`);
export const textOf = (day) => `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
export const plus = (day, count) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + count);
const between = (first, last) => Math.round((last - first) / DAY);

function draw(tag, attributes, parent) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

export class Chart extends Gantt {
  constructor(frame, plan, options) {
    super(frame, [], {
      ...options, plan, bar_height: BAR, padding: GAP, bar_corner_radius: 2, upper_header_height: 24, lower_header_height: 20,
      infinite_padding: false, popup: false, holidays: null, today_button: false, move_dependencies: false, scroll_to: null, lines: "none",
      view_modes: Object.keys(SCALES).map((name) => ({ name, step: "1d", column_width: SCALES[name].width, padding: "1d" })),
    });
  }

  get scale() {
    return SCALES[this.options.view_mode];
  }

  get perDay() {
    return this.config.column_width;
  }

  // What the library would read out of texts, and the limits it sets, are not needed: the server computed these dates.
  setup_tasks() {
    this.tasks = this.options.plan.rows.map((row, place) => ({
      id: `bar${place}`, name: "", row, progress: row.percent, custom_class: `gantt-${row.kind}`, _index: place, dependencies: [],
      _start: dayOf(row.start), _end: plus(dayOf(row.finish), 1),
    }));
    for (const [before, after] of this.options.plan.links) this.tasks[after].dependencies.push(`bar${before}`);
    this.setup_dependencies();
  }

  setup_gantt_dates() {
    const days = this.tasks.flatMap((task) => [task._start, task._end]);
    const first = new Date(Math.min(...days));
    const last = new Date(Math.max(...days));
    this.gantt_start = plus(first, -this.scale.before);
    this.gantt_end = plus(last, this.scale.after);
    this.config.date_format = "YYYY-MM-DD";
  }

  xOf(day) {
    return between(this.gantt_start, day) * this.perDay;
  }

  dayAt(x) {
    return plus(this.gantt_start, Math.floor(x / this.perDay));
  }

  make_dates() {
    const { lang } = this.options;
    const upper = new Intl.DateTimeFormat(lang, this.options.view_mode === "month" ? { year: "numeric" } : { year: "numeric", month: "long" });
    let block = null;
    this.dates.forEach((day, place) => {
      const left = place * this.perDay;
      if (!block || this.scale.starts(day)) {
        block = this.create_el({ left, classes: "upper-text", append_to: this.$upper_header });
        const says = document.createElement("span");
        says.textContent = upper.format(day);
        block.append(says);
      }
      block.style.width = `${left + this.perDay - parseFloat(block.style.left)}px`;
      if (this.scale.labels(day)) {
        const below = this.create_el({ left, classes: "lower-text", append_to: this.$lower_header });
        below.textContent = this.scale.says(day, lang);
      }
    });
    this.$corner = this.create_el({ classes: "gantt-corner" });
    this.$header.prepend(this.$corner);
  }

  // The library's own writes style attributes here, which our policy forbids.
  make_grid_highlights() {
    this.config.ignored_positions = [];
    const top = this.config.header_height;
    const height = this.grid_height - top;
    const { plan, today, view_mode } = this.options;
    if (view_mode !== "month") {
      const since = this.xOf(dayOf(plan.since));
      const d = plan.off.map((day) => `M${since + day * this.perDay} ${top}h${this.perDay}v${height}h${-this.perDay}z`).join("");
      this.layers.grid.prepend(draw("path", { class: "gantt-off", d }, this.layers.grid));
    }
    const months = this.dates.flatMap((day, place) => (day.getDate() === 1 ? [`M${place * this.perDay} ${top}v${height}`] : []));
    draw("path", { class: "gantt-rule", d: months.join("") }, this.layers.grid);
    const now = this.xOf(dayOf(today)) + this.perDay / 2;
    if (now > 0 && now < this.dates.length * this.perDay) draw("path", { class: "gantt-today", d: `M${now} ${top}v${height}` }, this.layers.grid);
  }

  make_bars() {
    super.make_bars();
    this.bars.forEach((bar) => {
      bar.update_label_position = () => {};
      this.finish_bar(bar);
    });
  }

  finish_bar(bar) {
    const { row } = bar.task;
    bar.group.querySelectorAll("animate, .handle.left").forEach((one) => one.remove());
    bar.group.classList.toggle("gantt-critical", row.critical);
    bar.group.classList.toggle("gantt-done", row.stage === "done");
    const { x, y, width } = bar;
    if (row.kind === "milestone") {
      const [middle, half] = [x + this.perDay / 2, BAR / 2];
      draw("path", { class: "gantt-diamond", d: `M${middle} ${y}l${half} ${half}l${-half} ${half}l${-half} ${-half}z` }, bar.bar_group);
    }
    if (row.kind === "parts") for (const one of [bar.$bar, bar.$bar_progress]) one.setAttribute("height", 8);
    if (row.kind !== "task" || row.stage === "done") bar.group.querySelector(".handle.right")?.remove();
    if (row.kind !== "task" || row.stage !== "begun") bar.group.querySelector(".handle.progress")?.remove();
    const edge = bar.group.querySelector(".handle.right");
    if (edge) for (const [name, value] of [["width", 10], ["x", x + width - 5], ["y", y], ["height", BAR]]) edge.setAttribute(name, value);
    const label = bar.group.querySelector(".bar-label");
    label.textContent = this.options.shortly(row.finish);
    label.setAttribute("x", (row.kind === "milestone" ? x + this.perDay / 2 + BAR / 2 : x + width) + 8);
    if (row.signedStart) {
      const from = row.kind === "milestone" ? row.signedFinish : row.signedStart;
      const width = Math.max(this.xOf(plus(dayOf(row.signedFinish), 1)) - this.xOf(dayOf(from)), 6);
      draw("rect", { class: "gantt-signed", x: this.xOf(dayOf(from)), y: y + BAR + 3, width, height: 3 }, this.layers.progress);
    }
  }

  // Our own hands on the bars stand in gantt.js; the library's know the mouse only and move dates by themselves.
  bind_events() {}
  map_arrows_on_bars() {}
  set_scroll_position() {}

  render() {
    super.render();
    this.$names?.remove();
    this.$names = document.createElement("ol");
    this.$names.className = "gantt-names";
    this.$container.append(this.$names);
    for (const { row } of this.tasks) this.$names.append(this.options.named(row));
  }
}
