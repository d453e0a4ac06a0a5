#include "engine/run/inquiry.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "engine/run/replay.hpp"

namespace entente {

Inquiry::Inquiry(const Model& model, const RunRecord& stored)
    : model_(model), stored_(stored), run_(model, stored.seed, stored.replicate) {}

void Inquiry::go_to(Date date) {
  while (!done() && model_.date(run_.steps_done() + 1) <= date) step();
}

std::optional<std::string> Inquiry::difference() const {
  return first_difference(model_.layout(), stored_.events, run_.events(), next());
}

double utility_missing(const Prospect& prospect) {
  const double missing = std::abs(prospect.utility_needed - prospect.utility);
  return std::isfinite(missing) ? missing : std::numeric_limits<double>::infinity();
}

namespace {

/// What makes one prospect nearer than another: that nothing forbids it, then utility, then chance and draw.
auto farness(const Prospect& prospect) {
  const double beyond = prospect.draw - prospect.probability;
  return std::tuple(!prospect.obstacle.empty(), utility_missing(prospect), std::isnan(beyond) ? 1.0 : beyond);
}

bool is_nearer(const Prospect& a, const Prospect& b) {
  return farness(a) < farness(b);
}

void keep_if_nearer(std::vector<Occasion>& nearest, const Foreseen& prospect, const Moment& moment) {
  const auto same = std::find_if(nearest.begin(), nearest.end(),
                                 [&](const Occasion& occasion) { return occasion.prospect.kind == prospect.kind; });
  if (same == nearest.end())
    nearest.push_back({prospect, moment});
  else if (is_nearer(prospect, same->prospect))
    *same = {prospect, moment};
}

}  // namespace

Watch watch(Inquiry& inquiry, Pair pair, Date from, Date until) {
  Watch watch;
  for (inquiry.go_to(from); !inquiry.done() && inquiry.next() < until; inquiry.step()) {
    const Moment moment = inquiry.moment();
    const Outlook outlook = moment.ask(pair);
    watch.state_exists |= outlook.state_exists;
    watch.alliance_exists |= outlook.alliance_exists;
    watch.both_exist |= outlook.state_exists && outlook.alliance_exists;
    watch.status = outlook.status;
    Date last = no_date;
    for (const Foreseen& prospect : outlook.prospects) {
      if (prospect.month < from || prospect.month >= until) continue;
      if (prospect.month != last) ++watch.months;
      last = prospect.month;
      keep_if_nearer(watch.nearest, prospect, moment);
    }
  }
  std::stable_sort(watch.nearest.begin(), watch.nearest.end(),
                   [](const Occasion& a, const Occasion& b) { return is_nearer(a.prospect, b.prospect); });
  return watch;
}

}  // namespace entente
