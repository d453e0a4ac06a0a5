import { select } from "d3-selection";

/** The bar's choices: alliance, state, light or dark. */
export function controls(page) {
  const bar = select("#controls");
  const { alliances, states } = page.data;
  if (alliances.length > 1) {
    const group = bar.append("fieldset").attr("class", "chips");
    group.append("legend").text("Alliance");
    const chips = group.selectAll("label").data(alliances).join("label").attr("class", (_, n) => `c${n % 8}`).attr("title", (each) => each[1]);
    chips.append("input").attr("type", "radio").attr("name", "alliance").attr("value", (each) => each[0])
      .property("checked", (_, n) => n === 0).on("change", (_, each) => page.choose({ alliance: each[0] }));
    chips.append("span").text((each) => each[0]);
  }
  if (states.length && page.data.runs) {
    const ever = new Set(Object.values(page.data.charts).filter((chart) => chart.type === "belonging").flatMap((chart) => chart.rows.map((row) => row.id)));
    const listed = states.filter(([id]) => ever.has(id)).sort((a, b) => a[1].localeCompare(b[1], "en"));
    choice(bar, "State", [["", "all states"], ...listed], (id) => page.choose({ state: id || null })).attr("id", "state-choice");
  }
  theme(bar);
  page.on(({ alliance, state }) => {
    select(document).selectAll(".of-alliance").attr("hidden", function () {
      return alliances.length > 1 && alliance && this.dataset.alliance !== alliance ? "until-found" : null;
    });
    select("#state-choice").property("value", state ?? "");
    select(document).selectAll(".rows span").classed("chosen", function () { return state && this.dataset.state === state; });
    document.documentElement.toggleAttribute("data-state-chosen", Boolean(state));
  });
  select(document).selectAll(".of-alliance").on("beforematch", function () {
    bar.select(`input[value="${CSS.escape(this.dataset.alliance)}"]`).property("checked", true);
    page.choose({ alliance: this.dataset.alliance });
  });
  page.choose({ alliance: alliances[0]?.[0] ?? null });
}

/** A labelled select; calls back with the value. */
export function choice(where, label, options, changed) {
  const field = where.append("label").attr("class", "choice");
  field.append("span").text(label);
  const box = field.append("select").on("change", function () { changed(this.value); });
  box.selectAll("option").data(options).join("option").attr("value", (each) => each[0]).text((each) => each[1]);
  return box;
}

function theme(bar) {
  const root = document.documentElement;
  choice(bar, "Colours", [["", "as the system"], ["light", "light"], ["dark", "dark"]], (value) => {
    if (value) root.dataset.theme = value;
    else delete root.dataset.theme;
  }).attr("id", "theme-choice");
}
