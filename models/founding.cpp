#include "models/founding.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/changes.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/maths/averages.hpp"
#include "models/maths/logistic.hpp"
#include "models/parameters_of.hpp"
#include "models/refresh.hpp"
#include "models/tick.hpp"

namespace entente {

namespace {

constexpr std::uint64_t call_key = name_hash("founding.call");
constexpr std::uint64_t answer_key = name_hash("founding.answer");

/// Who comes to a conference, and why.
struct Founder {
  std::size_t row;
  Event event;
  FoundingShares shares;
};

/// The one whom a state would rather found the alliance with than any other.
struct Favourite {
  StateId state;
  double value = -1e9;
};

Favourite favourite(FoundingProspects& prospects, std::size_t row, std::span<const StateId> others) {
  Favourite best;
  for (const StateId& other : others)
    if (const double value = prospects.value(row, {&other, 1}); value > best.value) best = {other, value};
  return best;
}

}  // namespace

/// A conference that a draw calls, and what comes of it.
struct Conferences::Call {
  std::size_t row;  ///< of the convener
  Date date;
  double probability, draw;
  std::vector<Founder> founders = {};  ///< the convener first
  StateId refuser = {};                ///< the first who would not come, or was not wanted
};

Conferences::Conferences(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters),
      security_(parameters_of<Security>(setup)),
      dates_(setup.scenario().foundings),
      replacements_(successions(setup.scenario(), "replaces")),
      mergers_(parameters.merge_rate, setup),
      contributions_move_(std::any_of(setup.scenario().pipeline.begin(), setup.scenario().pipeline.end(),
                                      [](const PipelineEntry& entry) { return entry.mechanism == "budget"; })),
      founded_(setup.event(events::founded)),
      failed_(setup.event(events::conference_failed)),
      renewed_(setup.event(events::renewed)),
      not_renewed_(setup.event(events::not_renewed)),
      expired_(setup.event(events::expired)),
      superseded_(setup.event(events::superseded)),
      disused_(setup.event(events::disused)),
      replaced_(setup.event(events::replaced)),
      lapsed_(setup.event(events::lapsed)),
      dissolved_(setup.event(events::dissolved)) {}

void Conferences::start(World& world, Scratch& scratch) const {
  assess(world, world.date, scratch);
  begin_terms(world, world.date);
}

void Conferences::step(World& world, const Step& step) const {
  if (step.anew || begins_period(step, quarterly)) assess(world, step.begin, step.scratch);
  begin_terms(world, step.begin);
  for (int m = 0; m < step.months; ++m) {
    const Tick tick = tick_of(step, m);
    mergers_.step(world, step, tick);
    std::vector<Call> calls = calls_of(world, step.streams, tick);
    if (!calls.empty()) {
      FoundingProspects prospects(world, parameters_.weights, security_, step.scratch);
      for (Call& call : calls) meet(world, step.streams, tick, prospects, call);
    }
    for (const Call& call : calls) conclude(world, step, call);
    end_terms(world, step, tick);
    end_useless(world, step, tick);
  }
  leave_predecessors(world, step);
}

bool Conferences::awaits(const World& world, AllianceId alliance, Date date) const {
  const std::size_t a = alliance.index();
  return world.alliances[columns::conference][a] != 0.0 && !world.alliances.active[a] && dates_[a].date <= date &&
         date < dates_[a].until;
}

/// Lists whom the state of a row could found the alliance with.
void Conferences::list_others(const World& world, const FoundingProspects& prospects, std::size_t row,
                              std::vector<StateId>& others) const {
  const MembershipTable& memberships = world.memberships;
  const auto barred = memberships[columns::barred];
  const AllianceId alliance = memberships.alliance()[row];
  const StateId convener = memberships.state()[row];
  others.clear();
  for (std::size_t r = memberships.begin(alliance); r < memberships.end(alliance); ++r) {
    const StateId j = memberships.state()[r];
    if (r != row && world.states.active[j.index()] && barred[r] == 0.0 &&
        !prospects.bound_already(convener, j, alliance))
      others.push_back(j);
  }
}

/// The rates at which states call conferences.
void Conferences::assess(World& world, Date date, Scratch& scratch) const {
  const MembershipTable& memberships = world.memberships;
  const auto rate = world.memberships.update(columns::call_rate);
  const auto barred = memberships[columns::barred];
  const auto conference = world.alliances[columns::conference];
  if (std::all_of(conference.begin(), conference.end(), [](double flag) { return flag == 0.0; })) return;
  FoundingProspects prospects(world, parameters_.weights, security_, scratch);
  std::vector<StateId> others;
  for (std::size_t a = 0; a < conference.size(); ++a) {
    const AllianceId alliance(a);
    const bool possible = awaits(world, alliance, date);
    for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row) {
      const StateId i = memberships.state()[row];
      rate[row] = 0.0;
      if (!possible || !world.states.active[i.index()] || barred[row] > 0.0) continue;
      const double need = prospects.need(i);
      if (need == 0.0) continue;
      list_others(world, prospects, row, others);
      const Favourite best = favourite(prospects, row, others);
      if (best.state.valid()) rate[row] = parameters_.call_rate * need * maths::logistic(best.value);
    }
  }
}

/// The conferences of a month, by their days.
std::vector<Conferences::Call> Conferences::calls_of(const World& world, const Streams& streams,
                                                     const Tick& tick) const {
  const MembershipTable& memberships = world.memberships;
  const auto rate = memberships[columns::call_rate];
  std::vector<Call> calls;
  for (std::size_t row = 0; row < rate.size(); ++row) {
    if (rate[row] == 0.0) continue;
    const double draw = streams.at(call_key, tick.index, memberships.entities()[row]).uniform();
    if (draw >= rate[row] * month) continue;  // the probability is smaller than this bound
    const double probability = maths::probability(rate[row], month);
    if (draw < probability && awaits(world, memberships.alliance()[row], tick.begin))
      calls.push_back({.row = row, .date = tick.day_of(draw, rate[row]), .probability = probability, .draw = draw});
  }
  std::stable_sort(calls.begin(), calls.end(), [](const Call& a, const Call& b) { return a.date < b.date; });
  return calls;
}

/// Lets the convener look for its group.
void Conferences::meet(const World& world, const Streams& streams, const Tick& tick, FoundingProspects& prospects,
                       Call& call) const {
  const MembershipTable& memberships = world.memberships;
  const AllianceId alliance = memberships.alliance()[call.row];
  std::vector<StateId> possible;
  list_others(world, prospects, call.row, possible);
  if (possible.empty()) return;
  std::vector<std::pair<double, StateId>> candidates;
  for (const StateId& other : possible) candidates.emplace_back(prospects.value(call.row, {&other, 1}), other);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  call.founders.push_back({call.row, {.probability = call.probability, .draw = call.draw}, {}});
  std::vector<StateId> group{memberships.state()[call.row]};
  const auto without = [&](std::size_t n) {
    std::vector<StateId> others = group;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(n));
    return others;
  };
  const auto assents = [&](std::size_t n, StateId newcomer) {
    std::vector<StateId> others = without(n);
    const double before = others.empty() ? -1e9 : prospects.value(call.founders[n].row, others);
    others.push_back(newcomer);
    const double after = prospects.value(call.founders[n].row, others);
    return after > 0.0 || after >= before;
  };
  for (const auto& [value, j] : candidates) {
    bool wanted = true;
    for (std::size_t n = 0; n < group.size() && wanted; ++n) wanted = assents(n, j);
    const std::size_t row = *memberships.row(j, alliance);
    const FoundingShares shares = prospects.shares(row, group);
    const double probability = maths::logistic(score_of(shares));
    const double draw = streams.at(answer_key, tick.index, memberships.entities()[row]).uniform();
    if (!wanted || draw >= probability) {
      if (!call.refuser.valid()) call.refuser = j;
      continue;
    }
    call.founders.push_back(
        {row,
         {.partner = group.front(), .utility = score_of(shares), .probability = probability, .draw = draw},
         shares});
    group.push_back(j);
  }
  Founder& convener = call.founders.front();
  const StateId& favoured = candidates.front().second;
  const std::vector<StateId> others = without(0);
  convener.shares = prospects.shares(call.row, others.empty() ? std::span(&favoured, 1) : std::span(others));
  convener.event.utility = score_of(convener.shares);
}

/// Carries out what a conference came to.
void Conferences::conclude(World& world, const Step& step, const Call& call) const {
  const AllianceId alliance = world.memberships.alliance()[call.row];
  if (call.founders.empty() || !awaits(world, alliance, call.date)) return;
  const std::size_t number = step.events.features();
  if (static_cast<double>(call.founders.size()) < world.alliances[columns::minimum_members][alliance.index()]) {
    Event event = call.founders.front().event;
    event.date = call.date;
    event.kind = failed_;
    event.state = world.memberships.state()[call.row];
    event.alliance = alliance;
    event.partner = call.refuser;
    return step.events.add(event, recorded(call.founders.front().shares, number));
  }
  world.alliances.active[alliance.index()] = 1;
  world.alliances.update(columns::term_began)[alliance.index()] = call.date.days;
  for (const Founder& founder : call.founders) {
    Event event = founder.event;
    event.date = call.date;
    event.kind = founded_;
    changes::enter(world, step.events, founder.row, event, recorded(founder.shares, number));
  }
}

std::vector<Prospect> Conferences::prospects(World world, const Step& step, StateId state, AllianceId alliance) const {
  if (std::vector<Prospect> of_mergers = mergers_.prospects(world, step, state, alliance); !of_mergers.empty())
    return of_mergers;
  const auto row = world.memberships.row(state, alliance);
  if (!row || !awaits(world, alliance, step.begin) || !world.states.active[state.index()]) return {};
  if (step.anew || begins_period(step, quarterly)) assess(world, step.begin, step.scratch);
  FoundingProspects found(world, parameters_.weights, security_, step.scratch);
  std::vector<StateId> others;
  list_others(world, found, *row, others);
  const Favourite best = favourite(found, *row, others);
  const double rate = world.memberships[columns::call_rate][*row];
  std::vector<Prospect> prospects;
  for (int m = 0; m < step.months; ++m) {
    const Tick tick = tick_of(step, m);
    Prospect next;
    next.month = tick.begin;
    next.kind = founded_;
    next.probability = maths::probability(rate, month);
    next.draw = step.streams.at(call_key, tick.index, world.memberships.entities()[*row]).uniform();
    if (best.state.valid()) {
      next.utility = best.value;
      next.shares = recorded(found.shares(*row, {&best.state, 1}), step.events.features());
      const double asked = -std::log1p(-next.draw) / month / (parameters_.call_rate * found.need(state));
      if (asked < 1.0) next.utility_needed = std::log(asked / (1.0 - asked));
    } else {
      next.obstacle = "there is nobody to found it with who is not bound as strongly already";
    }
    if (world.memberships[columns::barred][*row] > 0.0) next.obstacle = "the schedule forbids it";
    prospects.push_back(std::move(next));
  }
  return prospects;
}

}  // namespace entente
