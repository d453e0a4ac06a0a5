#include "models/stability.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features.hpp"
#include "models/maths/gini.hpp"
#include "models/maths/ranks.hpp"
#include "models/refresh.hpp"

namespace entente {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Cohesion of an alliance of positive power: `centre` is working memory of as many doubles as there are issues.
double measure_cohesion(const World& world, AllianceId alliance, double total, std::span<double> centre) {
  const std::size_t issues = centre.size();
  const auto power = world.states[columns::power];
  const auto position = world.states[columns::position];
  const double* focus = world.alliances[columns::focus].data() + alliance.index() * issues;
  const auto members = world.memberships.members(alliance);
  const auto state_of = [&](std::int32_t row) {
    return world.memberships.state()[static_cast<std::size_t>(row)].index();
  };
  std::fill(centre.begin(), centre.end(), 0.0);
  for (const std::int32_t row : members)
    for (std::size_t d = 0; d < issues; ++d)
      centre[d] += power[state_of(row)] / total * position[state_of(row) * issues + d];
  double weights = 0.0;
  for (std::size_t d = 0; d < issues; ++d) weights += focus[d];
  if (weights == 0.0) return 1.0;
  double dispersion = 0.0;
  for (const std::int32_t row : members)
    for (std::size_t d = 0; d < issues; ++d) {
      const double difference = position[state_of(row) * issues + d] - centre[d];
      dispersion += power[state_of(row)] / total * focus[d] / weights * difference * difference;
    }
  return std::exp(-0.5 * dispersion);
}

void measure(World& world, Scratch& scratch) {
  const auto power = world.states[columns::power];
  const auto gdp = world.states[columns::gdp];
  const auto burden = world.states[columns::burden];
  const auto margin = world.memberships[columns::margin];
  const auto size = world.alliances.update(columns::members);
  const auto effective = world.alliances.update(columns::effective_members);
  const auto total_power = world.alliances.update(columns::alliance_power);
  const auto cohesion = world.alliances.update(columns::cohesion);
  const auto spending = world.alliances.update(columns::alliance_burden);
  const auto weakest = world.alliances.update(columns::weakest_margin);
  const auto mean = world.alliances.update(columns::mean_margin);
  const auto centre = scratch.take(world.extent(Axis::issue));
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const auto members = world.memberships.members(AllianceId(a));
    double squares = 0.0, spent = 0.0, income = 0.0, sum = 0.0;
    total_power[a] = 0.0;
    weakest[a] = members.empty() ? none : std::numeric_limits<double>::infinity();
    for (const std::int32_t member : members) {
      const auto row = static_cast<std::size_t>(member);
      const std::size_t i = world.memberships.state()[row].index();
      total_power[a] += power[i];
      squares += power[i] * power[i];
      spent += burden[i] * gdp[i];
      income += gdp[i];
      sum += margin[row];
      weakest[a] = std::min(weakest[a], margin[row]);
    }
    size[a] = static_cast<double>(members.size());
    mean[a] = members.empty() ? none : sum / size[a];
    spending[a] = income > 0.0 ? spent / income : none;
    effective[a] = squares > 0.0 ? total_power[a] * total_power[a] / squares : 0.0;
    cohesion[a] = total_power[a] > 0.0 ? measure_cohesion(world, AllianceId(a), total_power[a], centre) : none;
  }
}

/// How the members of an alliance share the burden, with working memory for the largest.
class Sharing {
 public:
  Sharing(World& world, Scratch& scratch)
      : world_(world),
        gdp_(scratch.take(world.states.size())),
        burden_(scratch.take(world.states.size())),
        by_gdp_(scratch.take(world.states.size())),
        by_burden_(scratch.take(world.states.size())),
        order_(scratch.take<std::int32_t>(world.states.size())) {}

  void measure(AllianceId alliance) {
    const auto members = world_.memberships.members(alliance);
    const std::size_t number = members.size();
    for (std::size_t n = 0; n < number; ++n) {
      const std::size_t i = world_.memberships.state()[static_cast<std::size_t>(members[n])].index();
      gdp_[n] = world_.states[columns::gdp][i];
      burden_[n] = world_.states[columns::burden][i];
    }
    constexpr std::size_t fewest = 3;  // two are always in perfect order
    double& exploitation = world_.alliances.update(columns::exploitation)[alliance.index()];
    exploitation = none;
    if (number >= fewest) {
      maths::mean_ranks(gdp_.first(number), order_.first(number), by_gdp_.first(number));
      maths::mean_ranks(burden_.first(number), order_.first(number), by_burden_.first(number));
      exploitation = maths::spearman(by_gdp_.first(number), by_burden_.first(number));
    }
    world_.alliances.update(columns::burden_gini)[alliance.index()] = maths::gini(burden_.first(number));
  }

 private:
  World& world_;
  std::span<double> gdp_, burden_, by_gdp_, by_burden_;  // by member
  std::span<std::int32_t> order_;
};

/// What the alliance's pooled security would lose without each member, and whom it can least miss.
void measure_pivotality(World& world, AllianceId alliance) {
  const MembershipTable& memberships = world.memberships;
  const auto power = world.states[columns::power];
  const auto security = memberships[features::security];
  const auto denial = memberships[features::denial];
  const auto pivotality = world.memberships.update(columns::pivotality);
  double& pivotal = world.alliances.update(columns::pivotal_state)[alliance.index()];
  pivotal = -1.0;
  for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row) pivotality[row] = none;
  double total = 0.0, pooled = 0.0;
  for (const std::int32_t member : memberships.members(alliance)) {
    const auto row = static_cast<std::size_t>(member);
    const double m = power[memberships.state()[row].index()];
    total += m;
    pooled += m * security[row];
  }
  if (!(pooled > 0.0)) return;
  double most = 0.0;
  for (const std::int32_t member : memberships.members(alliance)) {
    const auto row = static_cast<std::size_t>(member);
    const StateId i = memberships.state()[row];
    const double m = power[i.index()];
    pivotality[row] = (m * security[row] + (total - m) * denial[row]) / pooled;
    if (pivotality[row] <= most) continue;
    most = pivotality[row];
    pivotal = i.row;
  }
}

void measure_yearly(World& world, Scratch& scratch, std::span<const std::uint8_t> due) {
  Sharing sharing(world, scratch);
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    if (!due[a]) continue;
    sharing.measure(AllianceId(a));
    measure_pivotality(world, AllianceId(a));
  }
}

}  // namespace

MechanismDeclaration Stability::declaration() {
  using namespace columns;
  return {
      .name = "stability",
      .claim =
          "How an alliance stands: size, power, cohesion, how much its members spend and how unequally, whom it can "
          "least miss, and how far its members are from leaving.",
      .equation =
          "effective members = 1 / sum_i (m_i / M)^2; cohesion = exp(-D / 2), D = sum_i (m_i / M) "
          "dist2(x_i, y); burden = sum_i b_i g_i / sum_i g_i; exploitation: Spearman's correlation of g_i and b_i; "
          "pivotality_i = (m_i S_i + (M - m_i) denial_i) / sum_j m_j S_j",
      .source = "Laakso & Taagepera 1979; Axelrod & Bennett 1993; Olson & Zeckhauser 1966",
      .parameters = {},
      .reads = {&power, &position, &gdp, &burden, &focus, &margin, &features::security, &features::denial, &changed},
      .writes = {&members, &effective_members, &alliance_power, &cohesion, &alliance_burden, &weakest_margin,
                 &mean_margin, &burden_gini, &exploitation, &pivotal_state, &pivotality},
      .events = {}};
}

void Stability::start(World& world, Scratch& scratch) const {
  measure(world, scratch);
  measure_yearly(world, scratch, all_due(world, scratch).yearly);
}

void Stability::step(World& world, const Step& step) const {
  measure(world, step.scratch);
  measure_yearly(world, step.scratch, due_for_refresh(world, step).yearly);
}

}  // namespace entente
