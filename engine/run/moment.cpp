#include "engine/run/moment.hpp"

#include <algorithm>
#include <utility>

namespace entente {

const Foreseen* Outlook::find(Date date, std::int32_t kind) const {
  Date month = no_date;
  for (const Prospect& prospect : prospects)
    if (prospect.month <= date) month = std::max(month, prospect.month);
  const auto found = std::find_if(prospects.begin(), prospects.end(), [&](const Prospect& prospect) {
    return prospect.month == month && (kind < 0 || prospect.kind == kind);
  });
  return found == prospects.end() ? nullptr : &*found;
}

bool is_drawn(const Prospect& prospect) {
  return prospect.obstacle.empty() && prospect.draw >= 0.0 && prospect.draw < prospect.probability;
}

Moment::Moment(const Model& model, const Simulation& run)
    : model_(&model),
      world_(run.world()),
      seed_(run.seed()),
      replicate_(run.replicate()),
      steps_done_(run.steps_done()) {}

std::vector<Outlook> Moment::ask(std::span<const Pair> pairs, bool anew, std::optional<std::size_t> phase,
                                 const BeforePhase& before) const {
  RunRecord blank;
  blank.seed = seed_;
  blank.replicate = replicate_;
  blank.events = EventLog(model_->layout().features.size());
  Simulation again(*model_, world_, std::move(blank), steps_done_);
  std::vector<Outlook> outlooks(pairs.size());
  const BeforePhase ask_all = [&](std::size_t place, World& world, const Step& step) {
    if (before) before(place, world, step);
    if (phase && place != *phase) return;
    for (std::size_t n = 0; n < pairs.size(); ++n) {
      Outlook& outlook = outlooks[n];
      const auto [state, alliance] = pairs[n];
      if (outlook.prospects.empty()) {
        outlook.state_exists = world.states.active[state.index()] != 0;
        outlook.alliance_exists = world.alliances.active[alliance.index()] != 0;
        if (const auto row = world.memberships.row(state, alliance)) outlook.status = world.memberships.status()[*row];
      }
      for (Prospect& prospect : model_->pipeline()[place].mechanism->prospects(world, step, state, alliance)) {
        // As events keep them: who names the first only has no others.
        if (!prospect.shares.empty()) prospect.shares.resize(step.events.features());
        outlook.prospects.push_back({std::move(prospect), place});
      }
      step.scratch.clear();
    }
  };
  again.step(ask_all, anew);
  for (Outlook& outlook : outlooks)
    std::stable_sort(outlook.prospects.begin(), outlook.prospects.end(),
                     [](const Prospect& a, const Prospect& b) { return a.month < b.month; });
  return outlooks;
}

}  // namespace entente
