import { line } from "d3-shape";
import { scaleLinear } from "d3-scale";
import { select } from "d3-selection";

/** The chosen state's own burden, drawn into the pictures of burden. */
export function stateLine(page) {
  const told = page.data.burdens;
  if (!told) return;
  page.on(({ state }) => {
    for (const [key, chart] of Object.entries(page.data.charts)) {
      if (!key.startsWith("burden:")) continue;
      const canvas = select(`[data-chart="${CSS.escape(key)}"] .canvas`);
      canvas.selectAll(".own").remove();
      const values = told.states[state];
      if (!values) continue;
      const y = scaleLinear([chart.low, chart.high], [1000, 0]);
      const drawn = line().defined(([, value]) => value !== null).x(([n]) => told.x[n]).y(([, value]) => y(value));
      canvas.select("svg").append("path").attr("class", "line own").attr("d", drawn(values.map((value, n) => [n, value])));
      const last = values.findLastIndex?.((value) => value !== null) ?? values.length - 1;
      if (last >= 0) canvas.append("span").attr("class", "own").style("left", `${told.x[last] / 10}%`).style("top", `${y(values[last]) / 10}%`).text(state);
    }
  });
}
