#include "models/features.hpp"

#include <algorithm>
#include <cmath>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/maths/averages.hpp"
#include "models/maths/distance.hpp"

namespace entente::features {

namespace {

constexpr std::size_t place_of(const Column& column) {
  for (std::size_t f = 0; f < count; ++f)
    if (all[f].column == &column) return f;
  return count;
}

/// Sums over the members of one alliance, from which each row takes itself out.
struct Members {
  double number = 0.0;
  double power = 0.0;
  double democracy = 0.0;
  double burden = 0.0;
};

/// Each state's pairs in which there is something to fear or to remember, packed: most pairs have neither.
struct Enemies {
  std::span<double> first;  // states + 1: places in the lists below
  std::span<double> state, threat, memory, fear;
};

/// Working memory for one alliance at a time, zero between alliances.
struct Workspace {
  std::span<double> hatred;     // by state e: sum over members j of m_j h_je
  std::span<double> inside;     // by state: power of a member, else 0
  std::span<double> enemies;    // states that are hated, ascending
  std::span<double> by_region;  // hatred x power by region
  std::span<double> total;      // sum of the members' positions
  std::span<double> others;     // mean position without the state itself
};

Enemies list_enemies(const World& world, Scratch& scratch) {
  const DyadTable& dyads = world.dyads;
  const auto threat = dyads[columns::pair_threat];
  const auto memory = dyads[columns::pair_memory];
  const auto fear = dyads[columns::fear];
  Enemies enemies{scratch.take(world.states.size() + 1), scratch.take(dyads.size()), scratch.take(dyads.size()),
                  scratch.take(dyads.size()), scratch.take(dyads.size())};
  std::size_t n = 0;
  for (std::size_t i = 0; i < world.states.size(); ++i) {
    enemies.first[i] = static_cast<double>(n);
    for (std::size_t d = dyads.begin(StateId(i)); d < dyads.end(StateId(i)); ++d) {
      if (memory[d] <= 0.0) continue;
      enemies.state[n] = dyads.to()[d].row;
      enemies.threat[n] = threat[d];
      enemies.memory[n] = memory[d];
      enemies.fear[n] = fear[d];
      ++n;
    }
  }
  enemies.first[world.states.size()] = static_cast<double>(n);
  return enemies;
}

/// Averages of states over time, and the state's own features that are the same for every alliance.
void assess_states(World& world, const Scales& scales, double dt) {
  const auto democracy = world.states[columns::democracy];
  const auto newborn = world.states[columns::newborn];
  const auto average = world.states.update(columns::democracy_average);
  const double kept = maths::kept(dt, scales.democracy_time);
  for (std::size_t i = 0; i < democracy.size(); ++i)
    average[i] = dt == 0.0 || newborn[i] > 0.0 || !world.states.active[i]
                     ? democracy[i]
                     : maths::relaxed(average[i], democracy[i], kept);
}

void assess_own(World& world) {
  const MembershipTable& memberships = world.memberships;
  const auto state = memberships.state();
  const auto democracy = world.states[columns::democracy];
  const auto average = world.states[columns::democracy_average];
  const auto shock = world.states[columns::threat_shock];
  const auto commitment = world.states[columns::commitment];
  const auto neutral = world.states[columns::neutrality];
  const auto minds = world.states[columns::sovereignty];
  const auto integration = world.alliances[columns::integration];
  const auto f_shock = world.memberships.update(threat_shock);
  const auto f_democratisation = world.memberships.update(democratisation);
  const auto f_upheaval = world.memberships.update(upheaval);
  const auto f_leader = world.memberships.update(leader);
  const auto f_neutrality = world.memberships.update(neutrality);
  const auto f_sovereignty = world.memberships.update(sovereignty);
  for (std::size_t row = 0; row < memberships.size(); ++row) {
    const std::size_t i = state[row].index();
    const double change = democracy[i] - average[i];
    f_shock[row] = shock[i];
    f_democratisation[row] = std::max(0.0, change);
    f_upheaval[row] = std::fabs(change);
    f_leader[row] = commitment[i];
    f_neutrality[row] = neutral[i];
    f_sovereignty[row] = integration[memberships.alliance()[row].index()] * minds[i];
  }
}

Members sum_members(const World& world, AllianceId alliance) {
  const auto power = world.states[columns::power];
  const auto democracy = world.states[columns::democracy];
  const auto spending = world.states[columns::burden];
  Members sums;
  for (const std::int32_t row : world.memberships.members(alliance)) {
    const std::size_t j = world.memberships.state()[static_cast<std::size_t>(row)].index();
    sums.number += 1.0;
    sums.power += power[j];
    sums.democracy += democracy[j];
    sums.burden += spending[j];
  }
  return sums;
}

double influence_of(const World& world, std::size_t a, std::size_t i, double members, double power) {
  const double share = power > 0.0 ? world.states[columns::power][i] / power : 0.0;
  const auto rule = static_cast<int>(world.alliances[columns::admission_rule][a]);
  double vote = 1.0 / members;
  if (rule == 2) vote = share;
  if (rule == 3) vote = world.alliances[columns::lead_state][a] == static_cast<double>(i) ? 1.0 : 0.0;
  return vote + share > 0.0 ? vote / (vote + share) : 0.5;
}

/// Features that compare the state with the other members: alignment, regime, burden, influence.
void compare_with_members(World& world, const Scales& scales, double dt, AllianceId alliance, const Members& sums,
                          const Workspace& work) {
  const MembershipTable& memberships = world.memberships;
  const std::size_t issues = world.extent(Axis::issue);
  const auto position = world.states[columns::position];
  const auto salience = world.states[columns::salience];
  const auto democracy = world.states[columns::democracy];
  const auto spending = world.states[columns::burden];
  const auto power = world.states[columns::power];
  const double* focus = world.alliances[columns::focus].data() + alliance.index() * issues;
  const auto f_alignment = world.memberships.update(alignment);
  const auto f_average = world.memberships.update(alignment_average);
  const auto f_drift = world.memberships.update(alignment_drift);
  const auto f_regime = world.memberships.update(regime);
  const auto f_burden = world.memberships.update(burden);
  const auto f_influence = world.memberships.update(influence);
  const auto total = work.total;
  const auto others = work.others;
  std::fill(total.begin(), total.end(), 0.0);
  for (const std::int32_t member : memberships.members(alliance))
    for (std::size_t d = 0; d < issues; ++d)
      total[d] += position[memberships.state()[static_cast<std::size_t>(member)].index() * issues + d];
  const double kept = dt > 0.0 ? maths::kept(dt, scales.drift_time) : 0.0;
  for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row) {
    const std::size_t i = memberships.state()[row].index();
    const double own = is_member(memberships.status()[row]) ? 1.0 : 0.0;
    const double number = sums.number - own;
    f_influence[row] = influence_of(world, alliance.index(), i, number + 1.0, sums.power + (1.0 - own) * power[i]);
    if (number < 1.0) {
      f_alignment[row] = scales.centre[place_of(alignment)];
      f_regime[row] = scales.centre[place_of(regime)];
      f_burden[row] = scales.centre[place_of(burden)];
    } else {
      for (std::size_t d = 0; d < issues; ++d)
        others[d] = (total[d] - own * position[i * issues + d]) / number;
      const double square = maths::weighted_square_distance(&position[i * issues], others.data(),
                                                            &salience[i * issues], focus, issues);
      f_alignment[row] = std::exp(-0.5 * square);
      f_regime[row] = 1.0 - std::fabs(democracy[i] - (sums.democracy - own * democracy[i]) / number);
      f_burden[row] =
          std::tanh((spending[i] - (sums.burden - own * spending[i]) / number) / scales.burden_scale);
    }
    f_average[row] = maths::relaxed(f_average[row], f_alignment[row], kept);
    f_drift[row] = f_alignment[row] - f_average[row];
  }
}

/// Features about who fears whom.
void compare_enemies(World& world, const Scales& scales, AllianceId alliance, const Members& sums,
                     const Enemies& enemies, const Workspace& work) {
  const auto& [hatred, inside, listed, by_region, total, others_position] = work;
  const MembershipTable& memberships = world.memberships;
  const auto power = world.states[columns::power];
  const auto threat = world.states[columns::threat];
  const auto protection = world.states[columns::protection];
  const double strength = world.alliances[columns::strength][alliance.index()];
  const auto f_common = world.memberships.update(common_threat);
  const auto f_memory = world.memberships.update(memory);
  const auto f_entrapment = world.memberships.update(entrapment);
  const auto f_provocation = world.memberships.update(provocation);
  const auto f_rivalry = world.memberships.update(rivalry);
  const auto range = [&](std::size_t i) {
    return std::pair(static_cast<std::size_t>(enemies.first[i]), static_cast<std::size_t>(enemies.first[i + 1]));
  };

  for (const std::int32_t member : memberships.members(alliance)) {
    const std::size_t j = memberships.state()[static_cast<std::size_t>(member)].index();
    inside[j] = power[j];
  }
  std::size_t number_listed = 0;
  for (const std::int32_t member : memberships.members(alliance)) {
    const std::size_t j = memberships.state()[static_cast<std::size_t>(member)].index();
    for (auto [n, end] = range(j); n < end; ++n) {
      const auto e = static_cast<std::size_t>(enemies.state[n]);
      const double added = power[j] * enemies.fear[n];
      if (inside[e] > 0.0 || added == 0.0) continue;
      if (hatred[e] == 0.0) listed[number_listed++] = enemies.state[n];
      hatred[e] += added;
    }
  }
  std::sort(listed.begin(), listed.begin() + static_cast<std::ptrdiff_t>(number_listed));
  double faced = 0.0;  // sum over enemies of hatred x power
  for (std::size_t n = 0; n < number_listed; ++n) {
    const auto e = static_cast<std::size_t>(listed[n]);
    faced += hatred[e] * power[e];
  }
  std::fill(by_region.begin(), by_region.end(), 0.0);
  if (!world.proximity.is_exact())
    for (std::size_t n = 0; n < number_listed; ++n) {
      const auto e = static_cast<std::size_t>(listed[n]);
      by_region[world.proximity.region_index(StateId(e))] += hatred[e] * power[e];
    }

  for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row) {
    const StateId state = memberships.state()[row];
    const std::size_t i = state.index();
    const double own = is_member(memberships.status()[row]) ? power[i] : 0.0;
    const double others = sums.power - own;
    if (others <= 0.0) {
      for (const Column* column : {&common_threat, &memory, &entrapment, &provocation, &rivalry})
        world.memberships.update(*column)[row] = scales.centre[place_of(*column)];
      continue;
    }
    double common = 0.0, once = 0.0, shared = 0.0, rival = 0.0, own_faced = 0.0, own_near = 0.0;
    for (auto [n, end] = range(i); n < end; ++n) {
      const auto e = static_cast<std::size_t>(enemies.state[n]);
      const double fear = enemies.fear[n];
      rival += inside[e] * fear;
      if (hatred[e] == 0.0) continue;
      const double theirs = (hatred[e] - own * fear) / others;  // E_ea without i
      common += enemies.threat[n] * theirs;
      once += enemies.memory[n] * theirs;
      shared += power[e] * std::min(theirs, fear);
      own_faced += power[e] * own * fear;
      own_near += enemies.threat[n] * own;
    }
    double near = 0.0;  // sum over the others' enemies of E m k
    const auto proximity = world.proximity.row(state);
    if (world.proximity.is_exact()) {
      for (std::size_t n = 0; n < number_listed; ++n) {
        const auto e = static_cast<std::size_t>(listed[n]);
        near += hatred[e] * power[e] * proximity[e];
      }
      near -= hatred[i] * power[i] * proximity[i];
    } else {
      for (std::size_t g = 0; g < by_region.size(); ++g) near += by_region[g] * proximity[g];
      near -= hatred[i] * power[i] * proximity[world.proximity.region_index(state)];
    }
    near = std::max(0.0, near - own_near) / others;
    const double faced_by_others = std::max(0.0, faced - hatred[i] * power[i] - own_faced) / others;
    f_common[row] = common / (threat[i] + scales.threat_floor);
    f_memory[row] = once / (once + scales.memory_half);
    f_entrapment[row] = faced_by_others > 0.0 ? strength * std::max(0.0, faced_by_others - shared) / faced_by_others : 0.0;
    f_provocation[row] = near > 0.0 ? near / (near + power[i] + protection[i]) : 0.0;
    f_rivalry[row] = rival / others;
  }
  for (std::size_t n = 0; n < number_listed; ++n) hatred[static_cast<std::size_t>(listed[n])] = 0.0;
  for (const std::int32_t member : memberships.members(alliance))
    inside[memberships.state()[static_cast<std::size_t>(member)].index()] = 0.0;
}

/// Places of the five nearest states that exist, nearest first; fewer where there are fewer. Exact geometry.
std::size_t nearest_five(const World& world, StateId i, std::array<std::size_t, 5>& nearest) {
  const auto proximity = world.proximity.row(i);
  std::size_t found = 0;
  for (std::size_t j = 0; j < world.states.size(); ++j) {
    if (j == i.index() || !world.states.active[j]) continue;
    std::size_t place = found < 5 ? found++ : 5;
    while (place > 0 && proximity[j] > proximity[nearest[place - 1]]) {
      if (place < 5) nearest[place] = nearest[place - 1];
      --place;
    }
    if (place < 5) nearest[place] = j;
  }
  return found;
}

/// Features that change with memberships and borders only: ties and neighbours, for the alliances that are due.
void compare_neighbours(World& world, const Scales& scales, std::span<const double> due, std::span<double> inside) {
  const MembershipTable& memberships = world.memberships;
  const DyadTable& dyads = world.dyads;
  const auto tie = dyads[columns::tie];
  const auto contiguous = dyads[columns::contiguous];
  const auto f_ties = world.memberships.update(ties);
  const auto f_neighbours = world.memberships.update(neighbours);
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    if (due[a] == 0.0) continue;
    const AllianceId alliance(a);
    for (const std::int32_t member : memberships.members(alliance))
      inside[memberships.state()[static_cast<std::size_t>(member)].index()] = 1.0;
    for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row) {
      const StateId i = memberships.state()[row];
      double tied = 0.0, tied_inside = 0.0, near = 0.0, near_inside = 0.0;
      for (std::size_t d = dyads.begin(i); d < dyads.end(i); ++d) {
        const std::size_t j = dyads.to()[d].index();
        if (!world.states.active[j]) continue;
        tied += tie[d];
        tied_inside += tie[d] * inside[j];
        near += contiguous[d];
        near_inside += contiguous[d] * inside[j];
      }
      if (near == 0.0 && world.proximity.is_exact()) {
        std::array<std::size_t, 5> nearest{};
        const std::size_t found = nearest_five(world, i, nearest);
        near = static_cast<double>(found);
        for (std::size_t n = 0; n < found; ++n) near_inside += inside[nearest[n]];
      }
      f_ties[row] = tied > 0.0 ? tied_inside / tied : scales.centre[place_of(ties)];
      f_neighbours[row] = near > 0.0 ? near_inside / near : scales.centre[place_of(neighbours)];
    }
    for (const std::int32_t member : memberships.members(alliance))
      inside[memberships.state()[static_cast<std::size_t>(member)].index()] = 0.0;
  }
}

}  // namespace

void assess(World& world, const Scales& scales, double dt, std::span<const double> due, Scratch& scratch) {
  const std::size_t states = world.states.size();
  const Workspace work{scratch.take(states, 0.0),
                       scratch.take(states, 0.0),
                       scratch.take(states),
                       scratch.take(world.proximity.size()),
                       scratch.take(world.extent(Axis::issue)),
                       scratch.take(world.extent(Axis::issue))};
  const Enemies enemies = list_enemies(world, scratch);
  assess_states(world, scales, dt);
  assess_own(world);
  compare_neighbours(world, scales, due, work.inside);
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const AllianceId alliance(a);
    if (!world.alliances.active[a]) continue;
    const Members sums = sum_members(world, alliance);
    compare_with_members(world, scales, dt, alliance, sums, work);
    compare_enemies(world, scales, alliance, sums, enemies, work);
  }
}

}  // namespace entente::features
