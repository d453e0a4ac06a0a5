#include "models/budget_parts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "tests/models/random_world.hpp"

namespace entente {
namespace {

using tests::RandomWorld;

bool is_in(const World& world, std::size_t i, std::size_t a) {
  const auto row = world.memberships.row(StateId(i), AllianceId(a));
  return row && is_member(world.memberships.status()[*row]);
}

double threat_between(const World& world, std::size_t j, std::size_t e) {
  const auto row = world.dyads.row(StateId(j), StateId(e));
  return row ? world.dyads[columns::pair_threat][*row] : 0.0;
}

/// The largest threat from e to a member of a other than i, weighted by i's share of the members' power; members do not
/// count as enemies.
double commitment_against(const World& world, std::span<const double> obligation, std::size_t i, std::size_t a,
                          std::size_t e) {
  if (!is_in(world, i, a) || is_in(world, e, a)) return 0.0;
  const auto power = world.states[columns::power];
  double members = 0.0, largest = 0.0;
  for (std::size_t j = 0; j < power.size(); ++j) {
    if (!is_in(world, j, a)) continue;
    members += power[j];
    if (j != i) largest = std::max(largest, threat_between(world, j, e));
  }
  return obligation[a] * power[i] / members * largest;
}

std::vector<double> obligations_of(const World& world) {
  std::vector<double> obligation(world.alliances.size());
  budgets::assess_obligations(world, obligation);
  return obligation;
}

std::vector<double> commitments_of(const World& world) {
  Scratch scratch;
  std::vector<double> commitment(world.states.size());
  budgets::weigh_commitments(world, obligations_of(world), scratch, commitment);
  return commitment;
}

World random_world(std::uint64_t seed, RandomWorld::Shape shape) {
  World world = RandomWorld::make(seed, shape);
  for (std::size_t i = 0; i < world.states.size(); ++i)
    world.states.update(columns::gdp)[i] = 10.0 + 1000.0 * world.states[columns::power][i];
  return world;
}

RC_GTEST_PROP(BudgetParts, CommitmentsAreWhatTheModelDefines, (std::uint64_t seed)) {
  const World world = random_world(seed, {});
  const auto obligation = obligations_of(world);
  const auto commitment = commitments_of(world);
  for (std::size_t i = 0; i < world.states.size(); ++i) {
    double expected = 0.0;
    for (std::size_t e = 0; e < world.states.size(); ++e) {
      double largest = 0.0;
      for (std::size_t a = 0; a < obligation.size(); ++a)
        largest = std::max(largest, commitment_against(world, obligation, i, a, e));
      expected += largest;
    }
    RC_ASSERT(std::abs(commitment[i] - expected) <= 1e-14);
  }
}

RC_GTEST_PROP(BudgetParts, RegionalCommitmentsAddUpOverAlliances, (std::uint64_t seed)) {
  const World world = random_world(seed, {.own_regions = true});
  const auto obligation = obligations_of(world);
  const auto commitment = commitments_of(world);
  for (std::size_t i = 0; i < world.states.size(); ++i) {
    double expected = 0.0;
    for (std::size_t a = 0; a < obligation.size(); ++a)
      for (std::size_t e = 0; e < world.states.size(); ++e) expected += commitment_against(world, obligation, i, a, e);
    RC_ASSERT(std::abs(commitment[i] - expected) <= 1e-14);
  }
}

struct Found {
  std::vector<maths::Spender> spenders;
  std::vector<double> spending;
};

Found equilibrium_of(const World& world) {
  Found found;
  const auto gdp = world.states[columns::gdp];
  for (std::size_t i = 0; i < gdp.size(); ++i)
    found.spenders.push_back(maths::joint_product(0.01 + 0.2 * world.states[columns::democracy][i], gdp[i]));
  found.spending.resize(gdp.size());
  Scratch scratch;
  budgets::find_equilibrium(world, obligations_of(world), {0.2, false}, found.spenders, scratch, found.spending);
  return found;
}

RC_GTEST_PROP(BudgetParts, InEquilibriumEachRepliesBestToWhatSpillsIn, (std::uint64_t seed)) {
  const World world = random_world(seed, {});
  const auto obligation = obligations_of(world);
  const auto gdp = world.states[columns::gdp];
  const Found found = equilibrium_of(world);
  for (std::size_t i = 0; i < gdp.size(); ++i) {
    double spill_in = 0.0;
    for (std::size_t j = 0; j < gdp.size(); ++j) {
      double best = 0.0;
      for (std::size_t a = 0; a < obligation.size(); ++a) {
        if (j == i || !is_in(world, i, a) || !is_in(world, j, a)) continue;
        double incomes = 0.0;
        for (std::size_t k = 0; k < gdp.size(); ++k) incomes += is_in(world, k, a) ? gdp[k] : 0.0;
        best = std::max(best, 0.2 * obligation[a] * gdp[i] / incomes);
      }
      spill_in += best * found.spending[j];
    }
    RC_ASSERT(std::abs(found.spending[i] - maths::reply(found.spenders[i], spill_in)) <= 1e-12 * gdp[i]);
  }
}

RC_GTEST_PROP(BudgetParts, GeometriesAgreeWhereAlliancesDoNotOverlap, (std::uint64_t seed)) {
  const World exact = random_world(seed, {.overlap = false});
  const World regional = random_world(seed, {.own_regions = true, .overlap = false});
  const Found one = equilibrium_of(exact), other = equilibrium_of(regional);
  for (std::size_t i = 0; i < one.spending.size(); ++i)
    RC_ASSERT(std::abs(one.spending[i] - other.spending[i]) <= 1e-12 * one.spenders[i].income);
}

}  // namespace
}  // namespace entente
