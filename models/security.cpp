#include "models/security.hpp"

#include <algorithm>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features.hpp"
#include "models/maths/contest.hpp"

namespace entente {

void due_for_refresh(const World& world, const Step& step, std::span<double> due) {
  const bool new_year = step.tick % 12 == 0 || step.tick / 12 != (step.tick + step.months - 1) / 12;
  const double since = add_months(step.begin, -step.months).days;
  const auto changed = world.alliances[columns::changed];
  for (std::size_t a = 0; a < due.size(); ++a) due[a] = new_year || changed[a] >= since ? 1.0 : 0.0;
}

namespace {

/// Pledges of every row: what a member has and what an outsider would have.
void assess_pledges(const World& world, std::span<double> pledge) {
  const MembershipTable& memberships = world.memberships;
  const auto power = world.states[columns::power];
  const auto reputation = world.states[columns::reputation];
  const auto trust = memberships[columns::trust];
  const auto interoperability = memberships[columns::interoperability];
  const auto strength = world.alliances[columns::strength];
  const auto defence = world.alliances[columns::defence];
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const AllianceId alliance(a);
    double weight = 0.0;
    double sum = 0.0;
    for (const std::int32_t row : memberships.members(alliance)) {
      const std::size_t j = memberships.state()[static_cast<std::size_t>(row)].index();
      weight += power[j];
      sum += power[j] * reputation[j];
    }
    for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row) {
      const std::size_t i = memberships.state()[row].index();
      const double own = is_member(memberships.status()[row]) ? power[i] : 0.0;
      const double others = weight - own;
      const double reliability = others > 0.0 ? (sum - own * reputation[i]) / others : 0.0;
      pledge[row] = defence[a] * strength[a] * interoperability[row] * reliability * trust[row];
    }
  }
}

/// What each state could bring to `i` if it had pledged fully: m_j max(k_ij, presence_ji).
void reach_of_others(const World& world, StateId i, std::span<double> reach) {
  const auto power = world.states[columns::power];
  const auto presence = world.dyads[columns::presence];
  const auto near = world.proximity.row(i);
  for (std::size_t j = 0; j < reach.size(); ++j) reach[j] = power[j] * near[j];
  for (std::size_t d = world.dyads.begin(i); d < world.dyads.end(i); ++d) {
    const std::size_t j = world.dyads.to()[d].index();
    const double based = presence[static_cast<std::size_t>(world.dyads.reverse()[d])];
    reach[j] = power[j] * std::max(near[j], based);
  }
  reach[i.index()] = 0.0;
}

}  // namespace

void Security::declare(Declarations<Parameters>& p) {
  p.add(&Parameters::exponent, {.name = "exponent", .range = between(0, 10),
                                .about = "how decisive superior power is in the contest that security is about"});
  p.add(&Parameters::exposure_half, {.name = "exposure_half", .unit = "of the power reference", .range = above(0),
                                     .about = "threat at which a state counts as half exposed"});
}

MechanismDeclaration Security::declaration() {
  using namespace columns;
  return {.name = "security",
          .claim = "An alliance is worth the difference that its members' pledges make to a state's chance to prevail, "
                   "as far as the state is threatened; and a member is worth what it does for the others' chances.",
          .equation = "p_i = P^s / (P^s + theta_i^s), P = m_i + G_i, G_i = sum_j m_j max(k_ij, presence_ji) max_a "
                      "(omega_a J_ia rel_ia T_ia); S_ia = theta_i / (theta_i + theta_A) (p_i(with a) - p_i(without "
                      "a)); s = exponent, theta_A = exposure_half",
          .source = "Tullock 1980; Hirshleifer 1989; Boulding 1962",
          .parameters = {},
          .reads = {&power, &reputation, &threat, &presence, &strength, &defence, &trust, &interoperability, &changed},
          .writes = {&protection, &security, &features::security, &features::denial},
          .events = {}};
}

void Security::start(World& world, Scratch& scratch) const {
  if (!world.proximity.is_exact()) return assess_regional(world, scratch);
  assess_exact(world, scratch, scratch.take(world.alliances.size(), 1.0));
}

void Security::step(World& world, const Step& step) const {
  if (!world.proximity.is_exact()) return assess_regional(world, step.scratch);
  const auto due = step.scratch.take(world.alliances.size());
  due_for_refresh(world, step, due);
  assess_exact(world, step.scratch, due);
}

void Security::assess_exact(World& world, Scratch& scratch, std::span<const double> due) const {
  const MembershipTable& memberships = world.memberships;
  const std::size_t states = world.states.size();
  const auto threat = world.states[columns::threat];
  const auto power = world.states[columns::power];
  const auto protection = world.states.update(columns::protection);
  const auto security = world.states.update(columns::security);
  const auto value = world.memberships.update(features::security);
  const auto denial = world.memberships.update(features::denial);
  const auto pledge = scratch.take(memberships.size());
  const auto reach = scratch.take(states);
  const auto best = scratch.take(states);    // strongest pledge of each ally to i
  const auto second = scratch.take(states);  // the next strongest, by another alliance
  const auto weight = scratch.take(world.alliances.size(), 0.0);
  assess_pledges(world, pledge);
  for (std::size_t row = 0; row < memberships.size(); ++row)
    if (due[memberships.alliance()[row].index()] > 0.0) denial[row] = 0.0;

  for (std::size_t i = 0; i < states; ++i) {
    protection[i] = 0.0;
    security[i] = 0.0;
    if (!world.states.active[i]) continue;
    reach_of_others(world, StateId(i), reach);
    std::fill(best.begin(), best.end(), 0.0);
    std::fill(second.begin(), second.end(), 0.0);
    for (const std::int32_t own : memberships.rows_of(StateId(i))) {
      const auto row = static_cast<std::size_t>(own);
      if (!is_member(memberships.status()[row])) continue;
      for (const std::int32_t other : memberships.members(memberships.alliance()[row])) {
        const std::size_t j = memberships.state()[static_cast<std::size_t>(other)].index();
        second[j] = std::max(second[j], std::min(best[j], pledge[row]));
        best[j] = std::max(best[j], pledge[row]);
      }
    }
    for (std::size_t j = 0; j < states; ++j) protection[i] += reach[j] * best[j];
    const double own_power = power[i] + protection[i];
    const double exposed = exposure(threat[i]);
    security[i] = maths::contest(own_power, threat[i], parameters_.exponent);
    for (const std::int32_t own : memberships.rows_of(StateId(i))) {
      const auto row = static_cast<std::size_t>(own);
      const AllianceId alliance = memberships.alliance()[row];
      const bool member = is_member(memberships.status()[row]);
      double change = 0.0;
      for (const std::int32_t other : memberships.members(alliance)) {
        const std::size_t j = memberships.state()[static_cast<std::size_t>(other)].index();
        change += reach[j] * (member ? (pledge[row] >= best[j] ? best[j] - second[j] : 0.0)
                                     : std::max(0.0, pledge[row] - best[j]));
      }
      const double elsewhere = maths::contest(own_power + (member ? -change : change), threat[i], parameters_.exponent);
      value[row] = exposed * (member ? security[i] - elsewhere : elsewhere - security[i]);
      if (!member || due[alliance.index()] == 0.0) continue;
      const double importance = power[i] * exposed;
      weight[alliance.index()] += power[i];
      for (std::size_t other = memberships.begin(alliance); other < memberships.end(alliance); ++other) {
        const std::size_t j = memberships.state()[other].index();
        if (j == i) continue;
        const bool inside = is_member(memberships.status()[other]);
        const double help = reach[j] * (inside ? (pledge[row] >= best[j] ? best[j] - second[j] : 0.0)
                                               : std::max(0.0, pledge[row] - best[j]));
        const double without = maths::contest(own_power + (inside ? -help : help), threat[i], parameters_.exponent);
        denial[other] += importance * (inside ? security[i] - without : without - security[i]);
      }
    }
  }
  for (std::size_t row = 0; row < memberships.size(); ++row) {
    const std::size_t a = memberships.alliance()[row].index();
    if (due[a] == 0.0) continue;
    const double others =
        weight[a] - (is_member(memberships.status()[row]) ? power[memberships.state()[row].index()] : 0.0);
    denial[row] = others > 0.0 ? denial[row] / others : 0.0;
  }
}

void Security::assess_regional(World& world, Scratch& scratch) const {
  const MembershipTable& memberships = world.memberships;
  const std::size_t regions = world.proximity.size();
  const auto threat = world.states[columns::threat];
  const auto power = world.states[columns::power];
  const auto protection = world.states.update(columns::protection);
  const auto security = world.states.update(columns::security);
  const auto value = world.memberships.update(features::security);
  const auto denial = world.memberships.update(features::denial);
  const auto pledge = scratch.take(memberships.size());
  const auto help = scratch.take(memberships.size());  // power that the alliance would bring to the row's state
  const auto present = scratch.take(regions);          // members' power by region
  const auto wanted = scratch.take(regions);           // worth of a unit of help to the members, by region
  assess_pledges(world, pledge);
  std::fill(protection.begin(), protection.end(), 0.0);
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const AllianceId alliance(a);
    std::fill(present.begin(), present.end(), 0.0);
    for (const std::int32_t member : memberships.members(alliance)) {
      const StateId j = memberships.state()[static_cast<std::size_t>(member)];
      present[world.proximity.region_index(j)] += power[j.index()];
    }
    for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row) {
      const StateId i = memberships.state()[row];
      const auto near = world.proximity.row(i);
      const bool member = is_member(memberships.status()[row]);
      double sum = 0.0;
      for (std::size_t g = 0; g < regions; ++g) sum += near[g] * present[g];
      if (member) sum -= near[world.proximity.region_index(i)] * power[i.index()];
      help[row] = pledge[row] * sum;
      if (member) protection[i.index()] += help[row];
    }
  }
  for (std::size_t i = 0; i < security.size(); ++i)
    security[i] =
        world.states.active[i] ? maths::contest(power[i] + protection[i], threat[i], parameters_.exponent) : 0.0;
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const AllianceId alliance(a);
    std::fill(wanted.begin(), wanted.end(), 0.0);
    double weight = 0.0;
    for (const std::int32_t member : memberships.members(alliance)) {
      const auto row = static_cast<std::size_t>(member);
      const std::size_t j = memberships.state()[row].index();
      const double own = power[j] + protection[j];
      const double p = security[j];
      const double slope = own > 0.0 ? parameters_.exponent * p * (1.0 - p) / own : 0.0;
      weight += power[j];
      wanted[world.proximity.region_index(StateId(j))] += power[j] * exposure(threat[j]) * slope * pledge[row];
    }
    for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row) {
      const StateId i = memberships.state()[row];
      const auto near = world.proximity.row(i);
      const bool member = is_member(memberships.status()[row]);
      const double own = power[i.index()] + protection[i.index()];
      const double other = maths::contest(own + (member ? -help[row] : help[row]), threat[i.index()], parameters_.exponent);
      const double gain = member ? security[i.index()] - other : other - security[i.index()];
      value[row] = world.states.active[i.index()] ? exposure(threat[i.index()]) * gain : 0.0;
      double sum = 0.0;
      for (std::size_t g = 0; g < regions; ++g) sum += near[g] * wanted[g];
      const double others = weight - (member ? power[i.index()] : 0.0);
      denial[row] = others > 0.0 ? power[i.index()] * sum / others : 0.0;
    }
  }
}

}  // namespace entente
