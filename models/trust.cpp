#include "models/trust.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/maths/averages.hpp"

namespace entente {

namespace {

constexpr std::uint64_t key = name_hash("trust");

bool belongs(Status status) {
  return is_member(status) || status == Status::suspended;
}

/// Burden that counts as fair: the norm once it holds, before that what the members together spend.
double fair_burden(const World& world, AllianceId alliance, Date date) {
  const double norm = world.alliances[columns::norm][alliance.index()];
  if (norm > 0.0 && date.days >= world.alliances[columns::norm_from][alliance.index()]) return norm;
  const auto gdp = world.states[columns::gdp];
  const auto burden = world.states[columns::burden];
  double spent = 0.0, income = 0.0;
  for (const std::int32_t row : world.memberships.members(alliance)) {
    const std::size_t i = world.memberships.state()[static_cast<std::size_t>(row)].index();
    spent += burden[i] * gdp[i];
    income += gdp[i];
  }
  return income > 0.0 ? spent / income : 0.0;
}

}  // namespace

void Trust::declare(Declarations<Parameters>& p) {
  p.add(&Parameters::trust_time,
        {.name = "trust_time", .unit = "years", .range = above(0), .about = "time in which trust follows its grounds"});
  p.add(&Parameters::reputation_time, {.name = "reputation_time",
                                       .unit = "years",
                                       .range = above(0),
                                       .about = "time in which a blow to a state's reputation is forgotten",
                                       .source = "that it is: Crescenzi 2007"});
  p.add(&Parameters::free_riding, {.name = "free_riding",
                                   .range = unit_interval,
                                   .about = "share of its worth that the promise of a member without defence loses"});
  p.add(&Parameters::departure, {.name = "departure",
                                 .range = unit_interval,
                                 .about = "share of trust that is lost where members of all but all power leave"});
  p.add(&Parameters::noise, {.name = "noise",
                             .range = between(0, 1),
                             .about = "spread of trust about its grounds where nothing is transparent"});
  p.add(&Parameters::growth,
        {.name = "growth",
         .unit = "1/year",
         .range = at_least(0),
         .about = "rate at which constant joint exercises close the gap to full interoperability"});
  p.add(&Parameters::decay,
        {.name = "decay", .unit = "1/year", .range = at_least(0), .about = "rate at which interoperability is lost"});
  p.add(&Parameters::usual_exercises, {.name = "usual_exercises",
                                       .range = unit_interval,
                                       .about = "joint exercises without a common command or contributions"});
  p.add(&Parameters::contribution_half, {.name = "contribution_half",
                                         .unit = "share of GDP",
                                         .range = above(0),
                                         .about = "contribution that makes up for half of what exercises lack"});
}

MechanismDeclaration Trust::declaration() {
  using namespace columns;
  return {
      .name = "trust",
      .claim =
          "Members trust an alliance as far as the others keep promises and bear a fair burden, and less when "
          "a patron leaves; forces that exercise together come to work together.",
      .equation =
          "dT_ia = (Tbar_ia - T_ia) dt / tau + s (1 - transparency_a) sqrt(2 / tau) dW; Tbar_ia = the other "
          "members' r_j (1 - phi max(0, 1 - b_j / bfair_a)), weighted by power; departures: T_ia (1 - d lost_a); "
          "dr_i = (rbar_i - r_i) dt / tau_r; dJ_ia = (g E_ia (1 - J_ia) - w J_ia) dt, E_ia = 1 - (1 - e) (1 - kappa_a) "
          "c / (c + q_ia / g_i); tau = trust_time, tau_r = reputation_time, phi = free_riding, d = departure, s = "
          "noise, g = growth, w = decay, e = usual_exercises, c = contribution_half",
      .source = "Crescenzi 2007; Olson & Zeckhauser 1966; the numbers are starting values",
      .parameters = {},
      .reads = {&power, &gdp, &burden, &newborn, &transparency, &integration, &contribution, &norm, &norm_from,
                &changed},
      .writes = {&trust, &interoperability, &inside, &reputation, &reputation_level},
      .events = {}};
}

Trust::Trust(const Parameters& parameters, const Setup& setup) : parameters_(parameters) {
  for (const Trajectory& path : setup.scenario().trajectories)
    if (same_column(*path.column, columns::reputation)) paths_.push_back(path);
}

void Trust::start(World& world, Scratch&) const {
  const auto reputation = world.states[columns::reputation];
  std::copy(reputation.begin(), reputation.end(), world.states.update(columns::reputation_level).begin());
  const auto status = world.memberships.status();
  const auto inside = world.memberships.update(columns::inside);
  for (std::size_t row = 0; row < inside.size(); ++row) inside[row] = belongs(status[row]) ? 1.0 : 0.0;
}

void Trust::step(World& world, const Step& step) const {
  settle_reputations(world, step);
  const auto changed = world.alliances[columns::changed];
  const double before = add_months(step.begin, -step.months).days;
  const auto worth = step.scratch.take(world.states.size());
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const AllianceId alliance(a);
    if (changed[a] >= before) take_stock(world, alliance);
    move_trust(world, step, alliance, worth);
    move_interoperability(world, step, alliance);
  }
}

void Trust::settle_reputations(World& world, const Step& step) const {
  const auto newborn = world.states[columns::newborn];
  const auto reputation = world.states.update(columns::reputation);
  const auto level = world.states.update(columns::reputation_level);
  const Date middle{step.begin.days + (step.end.days - step.begin.days) / 2};
  for (const Trajectory& path : paths_) level[path.row] = path.at(middle);
  const double kept = maths::kept(step.dt, parameters_.reputation_time);
  for (std::size_t i = 0; i < level.size(); ++i) {
    if (!world.states.active[i]) continue;
    if (newborn[i] > 0.0) level[i] = reputation[i];
    reputation[i] = maths::relaxed(reputation[i], level[i], kept);
  }
}

/// Those who left return to what outsiders have, and those who stay lose trust with the power that left.
void Trust::take_stock(World& world, AllianceId alliance) const {
  const MembershipTable& memberships = world.memberships;
  const auto power = world.states[columns::power];
  const auto trust = world.memberships.update(columns::trust);
  const auto interoperability = world.memberships.update(columns::interoperability);
  const auto inside = world.memberships.update(columns::inside);
  double stayed = 0.0, left = 0.0;
  for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row) {
    if (inside[row] == 0.0) continue;
    const bool stays = belongs(memberships.status()[row]);
    (stays ? stayed : left) += power[memberships.state()[row].index()];
    if (stays) continue;
    inside[row] = 0.0;
    trust[row] = columns::trust.initial;
    interoperability[row] = columns::interoperability.initial;
  }
  const double remaining = left > 0.0 ? 1.0 - parameters_.departure * left / (left + stayed) : 1.0;
  for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row) {
    if (inside[row] > 0.0) trust[row] *= remaining;
    inside[row] = belongs(memberships.status()[row]) ? 1.0 : 0.0;
  }
}

void Trust::move_trust(World& world, const Step& step, AllianceId alliance, std::span<double> worth) const {
  const MembershipTable& memberships = world.memberships;
  const auto members = memberships.members(alliance);
  const auto state_of = [&](std::size_t row) { return memberships.state()[row].index(); };
  const auto power = world.states[columns::power];
  const auto reputation = world.states[columns::reputation];
  const auto burden = world.states[columns::burden];
  const double fair = fair_burden(world, alliance, step.begin);
  double total = 0.0, weighted = 0.0;
  for (const std::int32_t row : members) {
    const std::size_t j = state_of(static_cast<std::size_t>(row));
    const double missing = fair > 0.0 ? std::max(0.0, 1.0 - burden[j] / fair) : 0.0;
    worth[j] = reputation[j] * (1.0 - parameters_.free_riding * missing);
    total += power[j];
    weighted += power[j] * worth[j];
  }
  const auto trust = world.memberships.update(columns::trust);
  const double spread = parameters_.noise * (1.0 - world.alliances[columns::transparency][alliance.index()]);
  const double kept = maths::kept(step.dt, parameters_.trust_time);
  const double stirred = std::sqrt(1.0 - kept * kept);
  constexpr double negligible = 1e-9;  // what is left of equal sums is rounding, not another member's power
  for (const std::int32_t member : members) {
    const auto row = static_cast<std::size_t>(member);
    const std::size_t i = state_of(row);
    const double others = total - power[i];
    if (others <= negligible * total) continue;
    const double ground = std::clamp((weighted - power[i] * worth[i]) / others, 0.0, 1.0);
    const double room = std::min(ground, 1.0 - ground);
    const double shock = spread > 0.0 ? std::min(spread, room / 3.0) * stirred *
                                            step.streams.at(key, step.tick, memberships.entities()[row]).normal()
                                      : 0.0;
    trust[row] = std::clamp(maths::relaxed(trust[row], ground, kept) + shock, 0.0, 1.0);
  }
}

void Trust::move_interoperability(World& world, const Step& step, AllianceId alliance) const {
  const Parameters& p = parameters_;
  const auto gdp = world.states[columns::gdp];
  const auto contribution = world.memberships[columns::contribution];
  const auto interoperability = world.memberships.update(columns::interoperability);
  const double lacking = (1.0 - p.usual_exercises) * (1.0 - world.alliances[columns::integration][alliance.index()]);
  for (const std::int32_t member : world.memberships.members(alliance)) {
    const auto row = static_cast<std::size_t>(member);
    const double share = contribution[row] / gdp[world.memberships.state()[row].index()];
    const double exercises = 1.0 - lacking * p.contribution_half / (p.contribution_half + share);
    const double rate = p.growth * exercises + p.decay;
    if (rate == 0.0) continue;
    interoperability[row] =
        maths::relaxed(interoperability[row], p.growth * exercises / rate, std::exp(-rate * step.dt));
  }
}

}  // namespace entente
