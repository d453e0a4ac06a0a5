#include "models/trust.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/common_fund.hpp"
#include "models/fair_burden.hpp"
#include "models/integration.hpp"
#include "models/maths/averages.hpp"
#include "models/refresh.hpp"

namespace entente {

namespace {

constexpr std::uint64_t key = name_hash("trust");

/// One alliance at a time: what its members deserve, and what each therefore trusts it with; how much they exercise.
class Alliances {
 public:
  Alliances(World& world, const Step& step, const Trust::Parameters& parameters)
      : world_(world),
        memberships_(world.memberships),
        step_(step),
        p_(parameters),
        power_(world.states[columns::power]),
        gdp_(world.states[columns::gdp]),
        burden_(world.states[columns::burden]),
        reputation_(world.states[columns::reputation]),
        transparency_(world.alliances[columns::transparency]),
        integration_(world.alliances[columns::integration]),
        contribution_(world.memberships[columns::contribution]),
        opted_out_(world.memberships[columns::opted_out]),
        trust_(world.memberships.update(columns::trust)),
        interoperability_(world.memberships.update(columns::interoperability)),
        worth_(step.scratch.take(world.states.size())),
        years_(years_of_quarters(step)),
        kept_(maths::kept(years_, parameters.trust_time)),
        stirred_(std::sqrt(1.0 - kept_ * kept_)) {}

  void move_trust(AllianceId alliance) {
    const auto members = memberships_.members(alliance);
    const double fair = fair_burden(world_, alliance, step_.begin);
    const double per_fair = fair > 0.0 ? 1.0 / fair : 0.0;
    double total = 0.0, weighted = 0.0;
    for (const std::int32_t row : members) {
      const std::size_t j = state_of(row);
      const double missing = std::max(0.0, (fair - burden_[j]) * per_fair);
      worth_[j] = reputation_[j] * (1.0 - p_.free_riding * missing);
      total += power_[j];
      weighted += power_[j] * worth_[j];
    }
    const double spread = p_.noise * (1.0 - transparency_[alliance.index()]);
    constexpr double negligible = 1e-9;  // what is left of equal sums is rounding, not another member's power
    for (const std::int32_t row : members) {
      const std::size_t i = state_of(row);
      const double others = total - power_[i];
      if (others > negligible * total) relax(row, (weighted - power_[i] * worth_[i]) / others, spread);
    }
  }

  void move_interoperability(AllianceId alliance) {
    const CommonFund fund(world_, alliance);
    for (const std::int32_t row : memberships_.members(alliance)) {
      const double integration = integration_of(integration_, opted_out_, memberships_, static_cast<std::size_t>(row));
      const double lacking = (1.0 - p_.usual_exercises) * (1.0 - integration);
      double& value = interoperability_[static_cast<std::size_t>(row)];
      // What it pays into the fund buys exercises for all, not for itself.
      const double share = std::max(0.0, contribution_[static_cast<std::size_t>(row)] / gdp_[state_of(row)] +
                                             (fund.size() - fund.paid_by(state_of(row))));
      const double exercises = 1.0 - lacking * p_.contribution_half / (p_.contribution_half + share);
      const double rate = p_.growth * exercises + p_.decay;
      if (rate > 0.0) value = maths::relaxed(value, p_.growth * exercises / rate, std::exp(-rate * years_));
    }
  }

 private:
  std::size_t state_of(std::int32_t row) const { return memberships_.state()[static_cast<std::size_t>(row)].index(); }

  void relax(std::int32_t member, double ground, double spread) {
    const auto row = static_cast<std::size_t>(member);
    ground = std::clamp(ground, 0.0, 1.0);
    const double own_spread = std::min(spread, std::min(ground, 1.0 - ground) / 3.0);
    double value = maths::relaxed(trust_[row], ground, kept_);
    if (own_spread > 0.0)
      value += own_spread * stirred_ * step_.streams.at(key, step_.tick, memberships_.entities()[row]).normal();
    trust_[row] = std::clamp(value, 0.0, 1.0);
  }

  const World& world_;
  const MembershipTable& memberships_;
  const Step& step_;
  const Trust::Parameters& p_;
  std::span<const double> power_, gdp_, burden_, reputation_;
  std::span<const double> transparency_, integration_, contribution_, opted_out_;
  std::span<double> trust_, interoperability_;
  std::span<double> worth_;  // by state: of its promise to the alliance in hand
  double years_;             // that pass
  double kept_, stirred_;    // what is left of a distance from the ground, and the part of the spread that is new
};

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
  return {.name = "trust",
          .claim =
              "Members trust an alliance as far as the others keep promises and bear a fair burden, and less when "
              "a patron leaves; forces that exercise together come to work together.",
          .equation =
              "dT_ia = (Tbar_ia - T_ia) dt / tau + s (1 - transparency_a) sqrt(2 / tau) dW; Tbar_ia = the other "
              "members' r_j (1 - phi max(0, 1 - b_j / bfair_a)), weighted by power; departures: T_ia (1 - d lost_a); "
              "dr_i = (rbar_i - r_i) dt / tau_r; dJ_ia = (g E_ia (1 - J_ia) - w J_ia) dt, E_ia = 1 - (1 - e) (1 - "
              "kappa_ia) "
              "c / (c + q_ia / g_i - f_ia + f_a); tau = trust_time, tau_r = reputation_time, phi = free_riding, d = "
              "departure, s = "
              "noise, g = growth, w = decay, e = usual_exercises, c = contribution_half",
          .source = "Crescenzi 2007; Olson & Zeckhauser 1966; the numbers are starting values",
          .parameters = {},
          .reads = {&power, &gdp, &burden, &newborn, &transparency, &integration, &opted_out, &contribution, &norm,
                    &norm_from, &common_fund, &funding_key, &changed},
          .writes = {&trust, &interoperability, &inside, &reputation, &reputation_level},
          .events = {},
          .leaves_to_paths = {&reputation}};
}

Trust::Trust(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters), given_(setup, columns::reputation) {}

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
  Alliances alliances(world, step, parameters_);
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const AllianceId alliance(a);
    if (changed[a] >= before) take_stock(world, alliance);
    if (!begins_period(step, quarterly)) continue;
    alliances.move_trust(alliance);
    alliances.move_interoperability(alliance);
  }
}

void Trust::settle_reputations(World& world, const Step& step) const {
  const auto newborn = world.states[columns::newborn];
  const auto reputation = world.states.update(columns::reputation);
  const auto level = world.states.update(columns::reputation_level);
  const Date freed = end_of_freed_paths(step);
  const double kept = maths::kept(step.dt, parameters_.reputation_time);
  for (std::size_t i = 0; i < level.size(); ++i) {
    if (!world.states.active[i]) continue;
    if (newborn[i] > 0.0 || given_.give(i, freed)) level[i] = reputation[i];
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

}  // namespace entente
