import { select } from "d3-selection";
import { hide, show } from "./tooltip.js";

const LEAST = 5, LIKELY = 50; // percent of the runs
const MILLISECONDS = 400;

/** One large picture with a slider over its dates instead of the few that stand in the page. */
export function network(page) {
  const told = page.data.network;
  const host = select("#networks");
  if (!told?.frames || host.empty()) return;
  host.selectAll("*").remove();
  host.attr("class", "one-network");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const bar = host.append("div").attr("class", "player");
  const play = bar.append("button").attr("type", "button").text("Play");
  const label = bar.append("label");
  label.append("span").text("Date");
  const slider = label.append("input").attr("type", "range").attr("min", 0).attr("max", told.frames.length - 1).attr("step", 1).attr("id", "network-date");
  const date = bar.append("output").attr("for", "network-date");
  const plot = host.append("div").attr("class", "plot network").style("--gap", told.gap);
  const canvas = plot.append("div").attr("class", "canvas");
  const svg = canvas.append("svg").attr("viewBox", "0 0 1000 1000").attr("preserveAspectRatio", "none").attr("role", "img");
  const words = canvas.append("div").attr("class", "nodes").attr("aria-hidden", "true");
  const names = new Map(page.data.states);
  let shown = told.start, places = told.frames[shown].places, moving = 0, timer = 0;

  function draw(frame) {
    const ties = [], nodes = [];
    told.states.forEach((id, state) => {
      const shares = frame.share.map((row) => row[state]);
      const most = Math.max(...shares);
      if (most < LEAST) return;
      const hot = page.chosen.state === id, likely = shares.flatMap((share, hub) => (share >= LIKELY ? [hub] : []));
      nodes.push({ id, shares, hot, best: likely[0] ?? shares.indexOf(most), second: likely[1], weak: !likely.length, x: places[state][0], y: places[state][1] });
      shares.forEach((share, hub) => share >= LEAST && ties.push({ key: `${hub}${id}`, hub, hot, share, d: `M${told.hubs[hub]}L${places[state]}` }));
    });
    const dim = nodes.some((node) => node.hot);
    svg.selectAll("path.tie").data(ties, (each) => each.key).join((enter) => enter.append("path"))
      .attr("class", (each) => `tie c${each.hub}${each.hot ? " hot" : ""}`).attr("d", (each) => each.d)
      .style("opacity", (each) => (each.hot ? 1 : (0.1 + 0.004 * each.share) * (dim ? 0.4 : 1)));
    const discs = (name, of, colour) => svg.selectAll(`path.${name}`).data(of, (each) => each.id).join("path")
      .attr("class", (each) => `dot ${name} ${colour(each)}${dim && !each.hot ? " dim" : ""}`).attr("d", (each) => `M${each.x} ${each.y}h0`).raise();
    discs("second", nodes.filter((each) => each.second !== undefined), (each) => `c${each.second}`);
    discs("first", nodes, (each) => `c${each.best}`);
    discs("hole", nodes.filter((each) => each.weak), () => "");
    words.selectAll(".state").data(nodes, (each) => each.id).join("span").attr("class", (each) => `state c${each.best}${each.weak ? " weak" : ""}`)
      .style("left", (each) => `${each.x / 10}%`).style("top", (each) => `${each.y / 10}%`).text((each) => each.id)
      .on("pointerenter", (event, each) => show(event.clientX, event.clientY, names.get(each.id) ?? each.id,
        each.shares.map((share, hub) => [`c${hub}`, told.names[hub], page.data.runs === 1 ? (share ? "member" : "no") : `${share}\u00a0%`])))
      .on("pointerleave", hide).on("click", (_, each) => page.choose({ state: each.id }));
    words.selectAll(".hub").data(told.names).join("span").attr("class", (_, hub) => `hub c${hub}`)
      .style("left", (_, hub) => `${told.hubs[hub][0] / 10}%`).style("top", (_, hub) => `${told.hubs[hub][1] / 10}%`).text((name) => name);
    const inside = frame.share.map((row) => row.filter((share) => share >= 50).length);
    svg.attr("aria-label", `states and their alliances on ${frame.date}: ${told.names.map((name, hub) => `${name} ${inside[hub]} states`).join(", ")}`);
  }
  function go(next) {
    const from = places, frame = told.frames[next], began = performance.now();
    shown = next;
    slider.property("value", next).attr("aria-valuetext", frame.date);
    date.text(frame.date);
    cancelAnimationFrame(moving);
    const step = (now) => {
      const part = still ? 1 : Math.min(1, (now - began) / MILLISECONDS), eased = part * (2 - part);
      places = frame.places.map(([x, y], n) => [Math.round(from[n][0] + (x - from[n][0]) * eased), Math.round(from[n][1] + (y - from[n][1]) * eased)]);
      draw(frame);
      if (part < 1) moving = requestAnimationFrame(step);
    };
    step(began);
  }
  function stop() {
    clearInterval(timer);
    timer = 0;
    play.text("Play");
  }
  slider.on("input", function () {
    stop();
    go(+this.value);
  });
  play.on("click", () => {
    if (timer) return stop();
    if (shown === told.frames.length - 1) go(0);
    play.text("Pause");
    timer = setInterval(() => (shown + 1 < told.frames.length ? go(shown + 1) : stop()), 900);
  });
  page.on(() => draw(told.frames[shown]));
  go(shown);
}
