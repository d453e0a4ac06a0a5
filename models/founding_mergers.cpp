#include "models/founding_mergers.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/base/hash.hpp"
#include "models/changes.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/maths/averages.hpp"
#include "models/mission_charter.hpp"
#include "models/parameters_of.hpp"
#include "models/tick.hpp"

namespace entente {

namespace {

constexpr std::uint64_t merger_key = name_hash("founding.merger");

/// A member of the alliance that would merge, with what it has and what it would have.
struct Party {
  std::size_t own, other;  ///< its rows in the predecessor and in the successor
  bool enters;             ///< it is not in the successor yet
  std::vector<double> own_shares = {}, shares = {};

  static double sum(const std::vector<double>& shares) { return std::accumulate(shares.begin(), shares.end(), 0.0); }
  double gain() const { return sum(shares) - sum(own_shares); }
};

bool can_merge(const World& world, const Succession& pair) {
  const auto mission = world.alliances[columns::mission_kind];
  const std::size_t a = pair.successor.index(), b = pair.predecessor.index();
  return world.alliances.active[a] && world.alliances.active[b] && !is_mission(mission, a) && !is_mission(mission, b);
}

double draw_of(const World& world, const Streams& streams, const Tick& tick, const Succession& pair) {
  const auto entities = world.alliances.entities();
  return streams
      .at(merger_key, tick.index, pair_hash(entities[pair.successor.index()], entities[pair.predecessor.index()]))
      .uniform();
}

/// The members that have a say, and who of them, if anybody, could not go along.
std::pair<std::vector<Party>, StateId> parties_of(const World& world, const Succession& pair) {
  const MembershipTable& memberships = world.memberships;
  const auto barred = memberships[columns::barred];
  std::pair<std::vector<Party>, StateId> found;
  for (const std::int32_t member : memberships.members(pair.predecessor)) {
    const auto own = static_cast<std::size_t>(member);
    if (memberships.status()[own] != Status::member) continue;
    const StateId state = memberships.state()[own];
    const auto row = memberships.row(state, pair.successor);
    const bool inside = row && is_member(memberships.status()[*row]);
    if (inside || (row && memberships.status()[*row] != Status::suspended && barred[*row] == 0.0))
      found.first.push_back({own, *row, !inside});
    else if (!found.second.valid())
      found.second = state;
  }
  return found;
}

/// The world after the merger, as far as the successor's rows tell of it.
World merged_world(const World& world, const Succession& pair, const std::vector<Party>& parties,
                   const Membership::Parameters& membership, const Security::Parameters& security, Scratch& scratch) {
  World merged = world;
  MembershipTable& memberships = merged.memberships;
  for (std::size_t row = memberships.begin(pair.predecessor); row < memberships.end(pair.predecessor); ++row)
    if (belongs(memberships.status()[row])) memberships.set_status(row, Status::outsider, world.date);
  for (const Party& party : parties)
    if (party.enters) memberships.set_status(party.other, Status::member, world.date);
  merged.alliances.active[pair.predecessor.index()] = 0;
  const auto rows = scratch.take(world.alliances.size(), std::uint8_t{0});
  rows[pair.successor.index()] = 1;
  const Due due{.quarterly = rows, .yearly = rows};
  assess_security(merged, security, due, scratch);
  features::assess(merged, membership.scales, due, scratch);
  return merged;
}

std::vector<Voice> voices_of(const std::vector<Opinion>& opinions) {
  std::vector<Voice> voices;
  for (const Opinion& opinion : opinions) {
    voices.push_back({.voter = opinion.voter, .value = opinion.value, .terms = {}});
    for (std::size_t t = 0; t < opinion_terms.size(); ++t)
      voices.back().terms.emplace_back(opinion_terms[t], opinion.terms[t]);
  }
  return voices;
}

}  // namespace

struct Mergers::Vote {
  std::vector<Party> parties = {};
  StateId hindered = {};               ///< a member that could not go along
  std::vector<Opinion> theirs = {};    ///< of the predecessor's members: gain of utility
  std::vector<Opinion> opinions = {};  ///< of the successor's
  Ballot of_theirs = {}, of_opinions = {};
  bool wanted = false;   ///< by the predecessor's members
  bool welcome = false;  ///< to the successor's
  bool possible() const { return !parties.empty() && !hindered.valid(); }
  bool carries() const { return wanted && welcome; }
};

struct Mergers::Motion {
  Succession pair;
  Event event;
  Vote vote;
};

Mergers::Mergers(double rate, const Setup& setup)
    : rate_(rate),
      possible_(successions(setup.scenario(), "merges")),
      membership_(parameters_of<Membership>(setup)),
      security_(parameters_of<Security>(setup)),
      merged_(setup.event(events::merged)),
      absorbed_(setup.event(events::absorbed)),
      declined_(setup.event(events::merger_declined)),
      refused_(setup.event(events::merger_refused)),
      lapsed_(setup.event(events::lapsed)),
      dissolved_(setup.event(events::dissolved)) {}

/// What each member of the predecessor has, and would have in the successor with all of them.
void Mergers::judge(const World& world, const Step& step, const Succession& pair, Vote& vote) const {
  const World merged = merged_world(world, pair, vote.parties, membership_, security_, step.scratch);
  const auto power = world.states[columns::power];
  for (Party& party : vote.parties) {
    party.own_shares = Membership::shares_of(world, membership_, step.streams, party.own);
    party.shares = Membership::shares_of(merged, membership_, step.streams, party.other);
    Opinion opinion;
    opinion.voter = world.memberships.state()[party.own];
    opinion.weight = power[opinion.voter.index()];
    opinion.value = party.gain();
    vote.theirs.push_back(opinion);
  }
}

/// What each of the successor's members thinks of all who would enter, on the mean, which has the sign of the sum.
std::vector<Opinion> Mergers::opinions_on(const World& world, const Step& step, const Tick& tick,
                                          const Vote& vote) const {
  const MembershipTable& memberships = world.memberships;
  World asked = world;  // in which those who enter together are no outsiders in one another's country
  const auto presence = asked.dyads.update(columns::presence);
  for (const Party& one : vote.parties)
    for (const Party& other : vote.parties)
      if (const auto pair = world.dyads.row(memberships.state()[one.own], memberships.state()[other.own]))
        presence[*pair] = 0.0;
  std::vector<Opinion> all;
  const auto entrants =
      std::count_if(vote.parties.begin(), vote.parties.end(), [](const Party& p) { return p.enters; });
  for (const Party& party : vote.parties) {
    if (!party.enters) continue;
    const bool applies = memberships.status()[party.other] == Status::applicant;
    const std::int64_t since =
        applies ? std::min<std::int64_t>(month_index(memberships.since()[party.other]), tick.index) : tick.index;
    const std::vector<Opinion> of_one =
        opinions(asked, membership_.vote, membership_.scales, step.streams, party.other, since, tick.index);
    if (all.empty()) all.resize(of_one.size());
    for (std::size_t n = 0; n < all.size(); ++n) {
      all[n].voter = of_one[n].voter;
      all[n].weight = of_one[n].weight;
      all[n].value += of_one[n].value / static_cast<double>(entrants);
      for (std::size_t t = 0; t < opinion_terms.size(); ++t)
        all[n].terms[t] += of_one[n].terms[t] / static_cast<double>(entrants);
    }
  }
  return all;
}

Mergers::Vote Mergers::vote(const World& world, const Step& step, const Tick& tick, const Succession& pair) const {
  Vote vote;
  std::tie(vote.parties, vote.hindered) = parties_of(world, pair);
  if (!vote.possible()) return vote;
  const auto ballot = [&](const std::vector<Opinion>& found, AllianceId alliance, Ballot& result) {
    const std::size_t a = alliance.index();
    StateId lead;
    lead.row = static_cast<std::int32_t>(world.alliances[columns::lead_state][a]);
    result = count_votes(found, lead);
    return carries(result, voting_rule(world.alliances[columns::admission_rule][a]),
                   world.alliances[columns::admission_share][a]);
  };
  judge(world, step, pair, vote);
  vote.wanted = ballot(vote.theirs, pair.predecessor, vote.of_theirs);
  if (!vote.wanted) return vote;
  vote.opinions = opinions_on(world, step, tick, vote);
  vote.welcome = vote.opinions.empty() || ballot(vote.opinions, pair.successor, vote.of_opinions);
  return vote;
}

std::vector<Mergers::Motion> Mergers::motions(const World& world, const Step& step, const Tick& tick) const {
  const double probability = maths::probability(rate_, month);
  const auto changed = world.alliances[columns::changed];
  std::vector<Motion> found;
  for (const Succession& pair : possible_) {
    if (!can_merge(world, pair)) continue;
    const double draw = draw_of(world, step.streams, tick, pair);
    if (draw >= probability) continue;
    Vote result = vote(world, step, tick, pair);
    if (!result.possible()) continue;
    // Not before those who vote have entered: earlier mechanisms may have gone through later months of the step.
    const double last = std::max(changed[pair.successor.index()], changed[pair.predecessor.index()]);
    const Date date = std::max(tick.day_of(draw, rate_), Date{static_cast<std::int32_t>(last)});
    found.push_back({pair, {.date = date, .probability = probability, .draw = draw}, std::move(result)});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Motion& a, const Motion& b) { return a.event.date < b.event.date; });
  return found;
}

void Mergers::step(World& world, const Step& step, const Tick& tick) const {
  std::vector<AllianceId> grown;  // this month: those who are new there had no vote on where it would go
  for (const Motion& motion : motions(world, step, tick)) {
    const auto [successor, predecessor] = motion.pair;
    if (!can_merge(world, motion.pair) || std::find(grown.begin(), grown.end(), predecessor) != grown.end()) continue;
    if (motion.vote.carries()) {
      merge(world, step, motion);
      grown.push_back(successor);
    } else {
      report(world, step, motion);
    }
  }
}

void Mergers::report(const World& world, const Step& step, const Motion& motion) const {
  const bool wanted = motion.vote.wanted;
  Event event = motion.event;
  event.kind = wanted ? refused_ : declined_;
  event.alliance = motion.pair.successor;
  event.partner = (wanted ? motion.vote.of_opinions : motion.vote.of_theirs).smallest_of;
  for (const Party& party : motion.vote.parties) {
    event.state = world.memberships.state()[party.own];
    event.utility = Party::sum(party.shares);
    step.events.add(event, party.shares);
  }
}

void Mergers::merge(World& world, const Step& step, const Motion& motion) const {
  const MembershipTable& memberships = world.memberships;
  Event event = motion.event;
  for (const Party& party : motion.vote.parties) {
    event.kind = merged_;
    event.utility = Party::sum(party.shares);
    if (!belongs(memberships.status()[party.other]))
      changes::enter(world, step.events, party.other, event, party.shares);
    event.kind = absorbed_;
    event.utility = Party::sum(party.own_shares);
    changes::leave(world, step.events, party.own, event, party.own_shares);
  }
  changes::dissolve(world, step.events, motion.pair.predecessor, event.date,
                    {.exit = absorbed_, .lapsed = lapsed_, .dissolved = dissolved_});
}

std::vector<Prospect> Mergers::prospects(const World& world, const Step& step, StateId state,
                                         AllianceId alliance) const {
  const auto row = world.memberships.row(state, alliance);
  std::vector<Prospect> prospects;
  for (const Succession& pair : possible_) {
    if (!row || !can_merge(world, pair) || (alliance != pair.successor && alliance != pair.predecessor)) continue;
    const bool joins = alliance == pair.successor;
    for (int m = 0; m < step.months; ++m) {
      const Tick tick = tick_of(step, m);
      const Vote result = vote(world, step, tick, pair);
      const auto party = std::find_if(result.parties.begin(), result.parties.end(),
                                      [&](const Party& each) { return *row == (joins ? each.other : each.own); });
      const bool hinders = result.hindered == state;
      if (party == result.parties.end() && !hinders) continue;
      Prospect next;
      next.month = tick.begin;
      next.kind = joins ? merged_ : absorbed_;
      next.probability = maths::probability(rate_, month);
      next.draw = draw_of(world, step.streams, tick, pair);
      if (result.possible()) {
        next.shares = joins ? party->shares : party->own_shares;
        next.utility = Party::sum(next.shares);
        next.voices = voices_of(result.theirs);
        for (Voice& voice : next.voices) voice.terms = {{"gain by merging", voice.value}};
        for (Voice& voice : voices_of(result.opinions)) next.voices.push_back(std::move(voice));
        next.carries = result.carries();
      } else {
        next.obstacle = world.states.ids()[result.hindered.index()] + " may not belong to " +
                        world.alliances.ids()[pair.successor.index()];
      }
      prospects.push_back(std::move(next));
    }
  }
  return prospects;
}

}  // namespace entente
