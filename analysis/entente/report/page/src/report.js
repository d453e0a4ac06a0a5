// What a page that already shows everything can do more: read values off pictures, choose an alliance or a state, move
// through time, search the events. The numbers stand in the page, as JSON.
import { select } from "d3-selection";
import { controls } from "./controls.js";
import { readable } from "./readers.js";
import { network } from "./network.js";
import { events } from "./events.js";
import { stateLine } from "./state_line.js";

const data = JSON.parse(document.getElementById("data").textContent);
const chosen = { alliance: null, state: null, listeners: [] };

/** Tells every part that something else was chosen: {alliance} or {state}, by id. */
function choose(change) {
  Object.assign(chosen, change);
  for (const listener of chosen.listeners) listener(chosen);
}

const page = { data, chosen, choose, on: (listener) => chosen.listeners.push(listener) };
network(page);
events(page);
stateLine(page);
select(document).selectAll("[data-chart]").each(function () {
  const chart = data.charts[this.dataset.chart];
  if (chart) readable(this, chart, page);
});
controls(page);
document.documentElement.dataset.ready = "yes";
