#include "engine/simulation/model.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/simulation/structure.hpp"

namespace entente {

namespace {

/// Whether events keep a feature's share: one that is named after a mechanism (`crises.odds`) only with it.
bool is_kept(const Feature& feature, const std::vector<PipelineEntry>& pipeline) {
  const std::size_t dot = feature.name.find('.');
  return dot == std::string::npos || std::any_of(pipeline.begin(), pipeline.end(), [&](const PipelineEntry& entry) {
           return entry.mechanism == feature.name.substr(0, dot);
         });
}

}  // namespace

Model::Model(Scenario scenario, const Catalogue& catalogue) : scenario_(std::move(scenario)) {
  const Setup setup(scenario_, catalogue.event_kinds());
  for (const auto& entry : scenario_.pipeline)
    pipeline_.push_back({entry.mechanism, catalogue.make(entry.mechanism, setup)});
  Scratch scratch;
  for (const Phase& phase : pipeline_) {
    phase.mechanism->start(scenario_.world, scratch);
    scratch.clear();
  }
  plan_dates();
  plan_layout(catalogue);
}

Date Model::date(std::size_t n) const {
  return add_months(scenario_.time.start, static_cast<int>(n) * scenario_.time.months_per_step);
}

void Model::plan_dates() {
  while (date(steps_) < scenario_.time.end) ++steps_;
  const int every = std::max(scenario_.record.months, scenario_.time.months_per_step);
  const auto interval = static_cast<std::size_t>(every / scenario_.time.months_per_step);
  for (std::size_t n = 0; n <= steps_; ++n) {
    recorded_.push_back(n % interval == 0 || n == steps_);
    if (recorded_.back()) layout_.times.push_back(date(n));
  }
}

std::vector<const Column*> Model::chosen_columns(const Catalogue& catalogue) const {
  std::vector<const Column*> known(std::begin(structure::columns), std::end(structure::columns));
  known.insert(known.end(), catalogue.vocabulary().columns.begin(), catalogue.vocabulary().columns.end());
  std::stable_sort(known.begin(), known.end(), [](const Column* a, const Column* b) {
    return std::pair(a->table, a->name) < std::pair(b->table, b->name);
  });
  std::vector<const Column*> chosen;
  for (const Column* column : known) {
    const std::string table(to_string(column->table));
    const bool wanted =
        std::any_of(scenario_.record.series.begin(), scenario_.record.series.end(), [&](const std::string& word) {
          return word == "all" || (word == "default" && column->recorded) || word == table + "s" ||
                 word == table + "s." + std::string(column->name);
        });
    if (wanted) chosen.push_back(column);
  }
  return chosen;
}

void Model::plan_layout(const Catalogue& catalogue) {
  const World& world = scenario_.world;
  for (const Column* column : chosen_columns(catalogue))
    layout_.series.push_back({column, world.table(column->table).size(), world.extent(column->axis)});
  std::copy_if(catalogue.features().begin(), catalogue.features().end(), std::back_inserter(layout_.features),
               [&](const Feature& feature) { return is_kept(feature, scenario_.pipeline); });
  layout_.event_kinds = catalogue.event_kinds();
  layout_.issues = world.issues;
  layout_.domains = world.domains;
  layout_.regions = world.regions;
  layout_.threats = {world.threats.ids(), world.threats.labels};
  layout_.states = {world.states.ids(), world.states.labels};
  layout_.alliances = {world.alliances.ids(), world.alliances.labels};
  for (const StateId state : world.memberships.state()) layout_.membership_state.push_back(state.row);
  for (const AllianceId alliance : world.memberships.alliance()) layout_.membership_alliance.push_back(alliance.row);
  for (const StateId state : world.dyads.from()) layout_.dyad_from.push_back(state.row);
  for (const StateId state : world.dyads.to()) layout_.dyad_to.push_back(state.row);
}

}  // namespace entente
