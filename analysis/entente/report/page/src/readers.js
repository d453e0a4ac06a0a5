import { bisectCenter, bisectRight } from "d3-array";
import { select } from "d3-selection";
import { hide, show } from "./tooltip.js";
import { number, share } from "./format.js";

const SIDE = 1000;

/**
 * What can be read off each kind of picture: `count` steps to the side and `rows` up and down, which of them lies at a place
 * of the picture (0 to 1000), and what it says: { x, y } to mark, a title, and lines.
 */
const kinds = {
  curve: (chart, page) => {
    const range = chart.high - chart.low, { x: places, labels } = page.data.along[chart.along];
    return {
      count: places.length,
      rows: 1,
      at: (x) => [bisectCenter(places, x), 0],
      read: (n) => ({
        x: places[n],
        title: labels[n],
        marks: chart.series.map((one) => [one.colour, one.middle[n] === null ? null : SIDE * (1 - (one.middle[n] - chart.low) / range)]),
        lines: chart.series.filter((one) => one.middle[n] !== null).map((one) => {
          const middle = number(one.middle[n], chart.percent);
          const around = !one.low ? "" : ` (${number(one.low[n], chart.percent)} to ${number(one.high[n], chart.percent)})`;
          const few = one.low && one.runs ? `, ${one.runs[n].toLocaleString("en")} runs` : "";
          return [one.colour, one.name, middle + around + few];
        }),
      }),
    };
  },
  belonging: (chart, page) => ({
    count: page.data.along[chart.along].x.length,
    rows: chart.rows.length,
    at: (x, y) => [Math.max(0, bisectRight(page.data.along[chart.along].x, x) - 1), Math.min(chart.rows.length - 1, Math.floor((y / SIDE) * chart.rows.length))],
    read: (n, row) => {
      const { name, cells } = chart.rows[row];
      const cell = cells.find(([from, until]) => from <= n && n < until);
      const { x, labels } = page.data.along[chart.along];
      return { x: x[n], row, title: name, lines: [["", labels[n], share(cell ? cell[2] : 0, page.data.runs)]] };
    },
    pick: (row) => chart.rows[row].id,
  }),
  points: (chart) => ({
    count: chart.points.length,
    rows: 1,
    at: (x, y, square) => {
      const far = chart.points.map((one) => ((one.x - x) * square) ** 2 + (one.y - y) ** 2);
      return [far.indexOf(Math.min(...far)), 0];
    },
    read: (n) => {
      const { name, x, y, values } = chart.points[n];
      return { x, y, title: name, lines: [["", chart.titles[0], number(values[0])], ["", chart.titles[1], number(values[1], chart.percent)]] };
    },
    pick: (n) => chart.points[n].id,
  }),
  bars: (chart) => ({
    count: chart.rows.length,
    rows: 1,
    at: (_, y) => [Math.min(chart.rows.length - 1, Math.max(0, Math.floor((y / SIDE) * chart.rows.length))), 0],
    read: (n) => {
      const { name, about, values } = chart.rows[n];
      const around = values[0] === null ? "" : ` (${number(values[0])} to ${number(values[2])})`;
      return { y: (SIDE * (n + 0.5)) / chart.rows.length, title: name, lines: [["", about, number(values[1]) + around]] };
    },
  }),
};

/** Makes a picture readable with the mouse, a finger and the arrow keys; screen readers hear what the box shows. */
export function readable(plot, chart, page) {
  if (!kinds[chart.type]) return;
  const kind = kinds[chart.type](chart, page);
  const canvas = select(plot).select(".canvas");
  const shapes = canvas.select("svg");
  const pointer = shapes.append("g").attr("class", "pointer").attr("hidden", "");
  let column = 0, row = 0;
  canvas.attr("tabindex", 0).attr("role", "slider").attr("aria-label", shapes.attr("aria-label")).attr("aria-valuemin", 0)
    .attr("aria-valuemax", kind.count - 1).attr("aria-valuenow", 0).attr("aria-valuetext", "arrow keys read the values");

  function tell(x, y) {
    const told = kind.read(column, row);
    pointer.attr("hidden", null).selectAll("*").remove();
    if (told.x !== undefined && told.y === undefined) pointer.append("path").attr("class", "rule").attr("d", `M${told.x} 0V${SIDE}`);
    if (told.row !== undefined) {
      const high = SIDE / kind.rows;
      pointer.append("path").attr("class", "rule").attr("d", `M0 ${told.row * high}H${SIDE}V${(told.row + 1) * high}H0Z`);
    }
    for (const [colour, at] of told.marks ?? []) {
      if (at !== null) pointer.append("path").attr("class", `dot ${colour}`).attr("d", `M${told.x} ${at}h0`);
    }
    if (told.y !== undefined && told.x !== undefined) pointer.append("path").attr("class", "ring").attr("d", `M${told.x} ${told.y}h0`);
    canvas.attr("aria-valuenow", column).attr("aria-valuetext", [told.title, ...told.lines.map(([, ...words]) => words.join(" "))].join("; "));
    const area = canvas.node().getBoundingClientRect();
    show(x ?? area.left + (area.width * (told.x ?? SIDE / 2)) / SIDE, y ?? area.top + (area.height * (told.y ?? ((row + 0.5) * SIDE) / kind.rows)) / SIDE,
      told.title, told.lines);
  }
  function away() {
    pointer.attr("hidden", "");
    hide();
  }
  canvas.on("pointermove", (event) => {
    const area = canvas.node().getBoundingClientRect();
    const x = (SIDE * (event.clientX - area.left)) / area.width, y = (SIDE * (event.clientY - area.top)) / area.height;
    [column, row] = kind.at(x, y, area.width / area.height);
    tell(event.clientX, event.clientY);
  });
  canvas.on("pointerleave blur", away);
  canvas.on("click", () => kind.pick && page.choose({ state: kind.pick(kind.rows > 1 ? row : column) }));
  canvas.on("keydown", (event) => {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], PageUp: [-10, 0], PageDown: [10, 0],
      Home: [-Infinity, 0], End: [Infinity, 0] };
    const move = moves[event.key];
    if (event.key === "Escape") away();
    if (event.key === "Enter" && kind.pick) page.choose({ state: kind.pick(kind.rows > 1 ? row : column) });
    if (!move) return;
    event.preventDefault();
    const [aside, down] = kind.rows > 1 ? move : [move[0] || move[1], 0];
    column = Math.min(kind.count - 1, Math.max(0, column + aside));
    row = Math.min(kind.rows - 1, Math.max(0, row + down));
    tell();
  });
}
