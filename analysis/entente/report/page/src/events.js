import { select } from "d3-selection";
import { choice } from "./controls.js";
import { signed } from "./format.js";

const PAGE = 40;
const HEADS = [["date", 2], ["state", 4], ["alliance", 5], ["what happened", 3], ["chance", 7], ["reasons: largest shares of utility", null], ["run", 0], ["", null]];

/** The table of events with a search, filters and an order. */
export function events(page) {
  const told = page.data.events;
  const table = select("#event-table");
  if (!told?.rows || table.empty()) return;
  const { states, alliance_ids: alliances } = page.data;
  const runs = [...new Set(told.rows.map((row) => row[0]))].sort((a, b) => a - b);
  const filter = { words: "", kind: "", alliance: "", run: "" };
  let order = null, down = false, most = PAGE;
  const text = told.rows.map((row) => [row[2], ...(states[row[4]] ?? []), alliances[row[5]] ?? "", ...told.kinds[row[3]],
    ...row[8].filter((_, n) => n % 2 === 0).map((n) => told.features[n].replaceAll("_", " "))].join(" ").toLowerCase());

  const bar = select("#event-controls").attr("class", "controls");
  const search = bar.append("label").attr("class", "choice");
  search.append("span").text("Search");
  search.append("input").attr("type", "search").attr("id", "event-search").attr("placeholder", "France left 1966").on("input", function () {
    filter.words = this.value.toLowerCase();
    again();
  });
  const set = (key) => (value) => {
    filter[key] = value;
    again();
  };
  choice(bar, "What", [["", "everything"], ...told.kinds.map(([, name], n) => [n, name])], set("kind")).attr("id", "event-kind");
  choice(bar, "Alliance", [["", "any"], ...alliances.map((id, n) => [n, id])], set("alliance"));
  if (runs.length > 1) choice(bar, "Run", [["", "all"], ...runs.map((run) => [run, run])], set("run"));
  const count = bar.append("output").attr("id", "event-count").attr("aria-live", "polite");

  table.select("caption").attr("class", "unseen").text("What happened, with its reasons");
  const heads = table.select("thead tr").selectAll("th").data(HEADS).join("th").attr("scope", "col");
  heads.text("").each(function ([name, column]) {
    if (column === null) return void select(this).text(name);
    select(this).append("button").attr("type", "button").text(name).on("click", () => {
      down = order === column && !down;
      order = column;
      again();
    });
  });
  const more = select(table.node().parentNode).append("button").attr("type", "button").attr("class", "more").on("click", () => {
    most += 5 * PAGE;
    draw();
  });

  function matching() {
    const wanted = filter.words.split(/\s+/).filter(Boolean);
    const state = page.chosen.state ? states.findIndex(([id]) => id === page.chosen.state) : null;
    const found = told.rows.filter((row, n) =>
      (filter.kind === "" || row[3] === +filter.kind) && (filter.alliance === "" || row[5] === +filter.alliance) &&
      (filter.run === "" || row[0] === +filter.run) && (state === null || row[4] === state || row[6] === state) && wanted.every((word) => text[n].includes(word)));
    if (order === null) return found;
    const value = (row) => (order === 4 ? (states[row[4]]?.[1] ?? "") : order === 5 ? (alliances[row[5]] ?? "") : order === 3 ? told.kinds[row[3]][1] : row[order] ?? -1);
    const sign = down ? -1 : 1;
    return [...found].sort((a, b) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0));
  }
  function again() {
    most = PAGE;
    draw();
  }
  function draw() {
    const found = matching();
    heads.attr("aria-sort", ([, column]) => (column !== null && column === order ? (down ? "descending" : "ascending") : null));
    count.text(`${found.length.toLocaleString("en")} of ${told.rows.length.toLocaleString("en")} events`);
    more.attr("hidden", found.length > most ? null : "").text(`Show ${Math.min(5 * PAGE, found.length - most)} more`);
    const rows = table.select("tbody").selectAll("tr").data(found.slice(0, most)).join("tr");
    rows.selectAll("*").remove();
    rows.each(function (row) {
      const line = select(this), [run, number, date, kind, state, alliance, partner, chance, reasons] = row;
      const cell = (words) => line.append("td").text(words);
      cell(date);
      cell((states[state]?.[1] ?? "") + (partner >= 0 ? ` / ${states[partner][1]}` : ""));
      cell(alliances[alliance] ?? "");
      cell(told.kinds[kind][1]);
      cell(chance === null ? "" : `${+(100 * chance).toPrecision(2)}\u00a0%`);
      const why = line.append("td").attr("class", "reasons");
      for (let n = 0; n < reasons.length; n += 2) {
        why.append("span").attr("class", reasons[n + 1] < 0 ? "against" : "for").text(`${told.features[reasons[n]].replaceAll("_", " ")} ${signed(reasons[n + 1])}`);
      }
      cell(run);
      const fold = line.append("td").append("details");
      fold.append("summary").text("why");
      const inside = fold.append("p");
      inside.append("span").text(`${told.kinds[kind][2]}. The whole story: `);
      inside.append("code").text(`entente why ${told.file} --run ${run} --event ${number}`);
    });
  }
  page.on(again);
  draw();
}
