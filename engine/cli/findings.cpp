#include "engine/cli/findings.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/cli/statistics.hpp"
#include "engine/simulation/structure.hpp"

namespace entente {

bool covers(const Spell& spell, Date date) {
  return spell.entry <= date && date < spell.exit;
}

std::vector<double> SeriesOfRuns::quantiles(std::size_t row, double share) const {
  std::vector<double> result;
  for (const std::vector<double>& over_runs : values[row]) result.push_back(quantile(over_runs, share));
  return result;
}

std::vector<Spell> Findings::spells_of(std::size_t run, StateId state, AllianceId alliance) const {
  std::vector<Spell> found;
  std::copy_if(spells[run].begin(), spells[run].end(), std::back_inserter(found),
               [&](const Spell& spell) { return spell.state == state && spell.alliance == alliance; });
  return found;
}

double Findings::share(StateId state, AllianceId alliance, Date date) const {
  const auto count = std::count_if(spells.begin(), spells.end(), [&](const std::vector<Spell>& of_run) {
    return std::any_of(of_run.begin(), of_run.end(), [&](const Spell& spell) {
      return spell.state == state && spell.alliance == alliance && covers(spell, date);
    });
  });
  const auto there = std::count_if(reached.begin(), reached.end(), [&](Date last) { return date <= last; });
  return there == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(there);
}

namespace {

/// Places in the layout of the series that a question is about.
std::vector<std::size_t> places_of(const RecordLayout& layout, const Question& question) {
  const auto is_of_table = [&](const Series& series) {
    return series.column->table == question.table && series.column->axis == Axis::none;
  };
  std::vector<std::size_t> places;
  if (question.columns.empty())
    for (std::size_t n = 0; n < layout.series.size(); ++n)
      if (is_of_table(layout.series[n])) places.push_back(n);
  for (const std::string_view name : question.columns)
    for (std::size_t n = 0; n < layout.series.size(); ++n)
      if (is_of_table(layout.series[n]) && layout.series[n].column->name == name) places.push_back(n);
  return places;
}

/// A state that does not exist has no values: its numbers stand still, and tell nothing.
void blank_what_does_not_exist(const RecordLayout& layout, RunRecord& record) {
  for (std::size_t n = 0; n < layout.series.size(); ++n) {
    const Column& column = *layout.series[n].column;
    if (column.table != TableKind::state || column.name != structure::state_active.name) continue;
    const std::vector<double> active = record.series[n];
    for (std::size_t m = 0; m < layout.series.size(); ++m) {
      if (m == n || layout.series[m].column->table != TableKind::state || layout.series[m].width != 1) continue;
      for (std::size_t k = 0; k < active.size(); ++k)
        if (active[k] == 0.0) record.series[m][k] = std::numeric_limits<double>::quiet_NaN();
    }
  }
}

}  // namespace

Findings find(const ResultReader& reader, const Question& question) {
  const RecordLayout& layout = reader.layout();
  Findings findings;
  findings.runs = reader.runs();
  const std::vector<std::size_t> places = places_of(layout, question);
  for (const std::size_t place : places) {
    findings.series.push_back({layout.series[place].column, {}});
    findings.series.back().values.assign(layout.series[place].rows,
                                         std::vector<std::vector<double>>(layout.times.size()));
  }
  for (std::uint64_t run = 0; run < std::min(findings.runs, question.most_runs); ++run) {
    RunRecord record = reader.read_run(run);
    if (!record.failure.empty()) {
      ++findings.runs_failed;
      continue;
    }
    if (question.table == TableKind::state) blank_what_does_not_exist(layout, record);
    for (std::size_t n = 0; n < places.size(); ++n) {
      auto& values = findings.series[n].values;
      const std::vector<double>& recorded = record.series[places[n]];
      for (std::size_t time = 0; time < record.times; ++time)
        for (std::size_t row = 0; row < values.size(); ++row)
          if (!question.row || row == *question.row) values[row][time].push_back(recorded[time * values.size() + row]);
    }
    findings.reached.push_back(layout.times[std::max<std::size_t>(record.times, 1) - 1]);
    for (Spell& spell : record.spells)
      if (spell.exit_kind < 0) spell.exit = {findings.reached.back().days + 1};
    findings.spells.push_back(record.spells);
    if (findings.spells.size() == 1) findings.first = std::move(record);
  }
  findings.runs_read = findings.spells.size();
  return findings;
}

}  // namespace entente
