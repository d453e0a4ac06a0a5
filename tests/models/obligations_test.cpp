#include "models/obligations.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "engine/random/quantile.hpp"
#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/entries.hpp"
#include "models/maths/logistic.hpp"
#include "models/wars.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

const HonourParameters usual;

/// A member at the distance that halves its power, at even odds, as it was when it promised.
constexpr Circumstances reference{.utility = 1.0, .reputation = 0.745, .nearness = 0.5, .democracy = 0.5};

double honours(const Circumstances& circumstances, const HonourParameters& parameters = usual) {
  return maths::logistic(sum_of(honour_shares(parameters, circumstances)));
}

double odds(double probability) {
  return probability / (1.0 - probability);
}

TEST(Honour, IsCertainOrImpossibleWhereOneWeightOutweighsAll) {
  HonourParameters parameters;
  parameters.base = 100.0;
  EXPECT_NEAR(honours(reference, parameters), 1.0, 1e-12);
  parameters.base = -100.0;
  EXPECT_NEAR(honours(reference, parameters), 0.0, 1e-12);
}

TEST(Honour, IsACoinWhereNothingWeighs) {
  HonourParameters none;
  none.base = none.strength = none.belonging = none.stake = none.nearness = none.fatigue = none.odds = 0.0;
  none.democracy = none.changed_power = none.changed_regime = none.conflict = 0.0;
  EXPECT_EQ(honours(reference, none), 0.5);
}

/// Share of promises kept over all cases, clear and unclear: the mean over a standard normal, by its quantiles.
double kept_over_cases(Circumstances circumstances, const HonourParameters& parameters = {}) {
  constexpr int cases = 2000;
  double sum = 0.0;
  for (int n = 0; n < cases; ++n) {
    circumstances.clarity = normal_quantile((n + 0.5) / cases);
    sum += honours(circumstances, parameters);
  }
  return sum / cases;
}

// Leeds & Anac 2005, recomputed: odds ratios .21 and .23, over clear and unclear cases, within a factor of 1.5.
TEST(Honour, ChangesOfPowerAndRegimeLowerTheOddsAboutAsEstimated) {
  Circumstances power = reference, regime = reference;
  power.changed_power = true;
  regime.changed_regime = true;
  const double unchanged = odds(kept_over_cases(reference));
  EXPECT_NEAR(std::log(odds(kept_over_cases(power)) / unchanged), std::log(0.21), std::log(1.5));
  EXPECT_NEAR(std::log(odds(kept_over_cases(regime)) / unchanged), std::log(0.23), std::log(1.5));
}

// The approximation is off by less than .015 whatever the log odds and the spread.
TEST(Honour, ChanceToKeepIsTheMeanOverClearAndUnclearCases) {
  for (const double clarity : {0.0, 0.5, 2.0, 4.0, 8.0}) {
    HonourParameters parameters;
    parameters.clarity = clarity;
    for (double base = -12.0; base <= 12.0; base += 1.5) {
      parameters.base = base;
      const double utility = sum_of(honour_shares(parameters, reference));
      EXPECT_NEAR(chance_to_keep(parameters, utility), kept_over_cases(reference, parameters), 0.015)
          << clarity << ' ' << base;
    }
  }
}

RC_GTEST_PROP(Honour, MovesWithEachReasonAsItIsSaidTo, ()) {
  const auto unit = [] { return *rc::gen::inRange(0, 1000) / 1000.0; };
  const Circumstances now{.strength = unit(),
                          .utility = 12.0 * unit() - 8.0,
                          .reputation = unit(),
                          .nearness = unit(),
                          .weariness = unit(),
                          .enemy = unit(),
                          .democracy = unit()};
  const double before = honours(now);
  const auto after = [&](double Circumstances::*reason) {
    Circumstances more = now;
    more.*reason += 0.1;
    return honours(more);
  };
  for (const auto reason :
       {&Circumstances::strength, &Circumstances::utility, &Circumstances::nearness, &Circumstances::democracy})
    RC_ASSERT(after(reason) > before);
  RC_ASSERT(after(&Circumstances::reputation) >= before);
  for (const auto reason : {&Circumstances::weariness, &Circumstances::enemy}) RC_ASSERT(after(reason) < before);
  Circumstances bound = now;
  bound.bound_to_enemy = true;
  RC_ASSERT(honours(bound) < before);
}

SmallWorld small() {
  SmallWorld world(models::catalogue());
  world.pipeline({"schedule", "threat", "crises"}).states("S", 6, {{&columns::gdp, 1.0}, {&columns::capability, 0.1}});
  return world;
}

std::vector<std::string> called(const World& world, std::string_view of, std::string_view enemy,
                                const Column& by = columns::defence) {
  std::vector<std::string> names;
  StateId against;
  if (!enemy.empty()) against = state_of(world, enemy);
  for (const Call& call :
       calls_of(world, usual, {.of = state_of(world, of), .enemy = against, .place = state_of(world, of), .by = &by}))
    names.push_back(world.states.ids()[call.state.index()]);
  return names;
}

using Names = std::vector<std::string>;

TEST(Calls, GoToTheOtherMembersOfAlliancesWithTheObligation) {
  SmallWorld world = small();
  world.alliance("X", {"S0", "S1", "S2"}).alliance("Y", {"S0", "S3"}, {{&columns::defence, 0.0}});
  world.alliance("Z", {"S0", "S4"}, {{&columns::defence, 0.0}, {&columns::offence, 1.0}});
  const Model model = world.model();
  EXPECT_EQ(called(model.initial(), "S0", "S5"), (Names{"S1", "S2"}));
  EXPECT_EQ(called(model.initial(), "S0", ""), (Names{"S1", "S2"}));
  EXPECT_EQ(called(model.initial(), "S0", "S5", columns::offence), Names{"S4"});
  EXPECT_EQ(called(model.initial(), "S5", "S0"), Names{});
}

TEST(Calls, AreNotMadeAgainstAFellowMember) {
  SmallWorld world = small();
  world.alliance("X", {"S0", "S1", "S2"}).alliance("Y", {"S0", "S3"});
  EXPECT_EQ(called(world.model().initial(), "S0", "S1"), Names{"S3"});
}

TEST(Calls, OfAnAllianceAgainstNonStateThreatsGoOutAgainstThoseAlone) {
  SmallWorld world = small();
  world.threat("cyber", 0.1).threat("terror", 0.1).alliance("X", {"S0", "S1"}).alliance("Y", {"S0", "S2"});
  Scenario scenario = world.scenario();
  scenario.world.alliances.update(columns::against)[0] = 1.0;  // X against cyber crime
  const auto against = [&](std::size_t threat) {
    Names names;
    for (const Call& call : calls_of(scenario.world, usual,
                                     {.of = state_of(scenario.world, "S0"),
                                     .enemy = {},
                                     .place = state_of(scenario.world, "S0"),
                                     .by = &columns::defence,
                                     .threat = threat}))
      names.push_back(scenario.world.states.ids()[call.state.index()]);
    return names;
  };
  EXPECT_EQ(called(scenario.world, "S0", "S5"), Names{"S2"});
  EXPECT_EQ(against(0), (Names{"S1", "S2"}));
  EXPECT_EQ(against(1), Names{"S2"});
}

TEST(Calls, PassBySuspendedMembersAndThoseWhoFightForTheAllianceAlready) {
  SmallWorld world = small();
  Scenario scenario = world.alliance("X", {"S0", "S1", "S2", "S3"}).scenario();
  scenario.world.memberships.set_status(membership_of(scenario.world, "S1", "X"), Status::suspended, on("1999-12-01"));
  join_war(scenario.world, membership_of(scenario.world, "S2", "X"), state_of(scenario.world, "S3"),
           state_of(scenario.world, "S4"));
  EXPECT_EQ(called(scenario.world, "S0", "S5"), Names{"S3"});
  EXPECT_EQ(called(scenario.world, "S1", "S5"), Names{});
}

TEST(Calls, PassByWhoFightsAgainstTheOneThatCalls) {
  SmallWorld world = small();
  Scenario scenario = world.alliance("X", {"S0", "S1", "S2"}).pair("S0", "S1", {}).scenario();
  begin_war(scenario.world, *scenario.world.dyads.row(StateId(1), StateId(0)), on("1999-12-01"));
  EXPECT_EQ(called(scenario.world, "S0", "S5"), Names{"S2"});
}

TEST(Calls, OfOneStateByTwoAlliancesAreAnsweredAlikeByTheStrongerBond) {
  SmallWorld world = small();
  world.alliance("X", {"S0", "S1"}, {{&columns::strength, 0.3}}).alliance("Y", {"S0", "S1"});
  const Model model = world.model();
  const World& initial = model.initial();
  const auto calls =
      calls_of(initial, usual, {.of = StateId(0), .enemy = StateId(5), .place = StateId(0), .by = &columns::defence});
  ASSERT_EQ(calls.size(), 2);
  EXPECT_EQ(calls[0].utility, calls[1].utility);
  for (const Call& call : calls) EXPECT_EQ(call.best_row, membership_of(initial, "S1", "Y"));
}

// Enemy .3 against the target's .1 and what each ally could bring: .1 x .5 and .4 x .5.
TEST(Calls, CountWhatTheAllyItselfCouldBring) {
  SmallWorld world = small();
  world.state("S2", {{&columns::capability, 0.4}}).alliance("X", {"S0", "S1", "S2"});
  const Model model = world.model();
  const auto calls = calls_of(model.initial(), usual,
                              {.of = StateId(0),
                               .enemy = StateId(5),
                               .place = StateId(0),
                               .by = &columns::defence,
                               .enemy_power = 0.3,
                               .own_power = 0.1});
  ASSERT_EQ(calls.size(), 2);
  const auto odds_share = static_cast<std::size_t>(Weight::odds);
  EXPECT_NEAR(calls[0].shares[odds_share], -2.0 * 0.3 / (0.4 + 0.05), 1e-12);
  EXPECT_NEAR(calls[1].shares[odds_share], -2.0 * 0.3 / (0.4 + 0.2), 1e-12);
}

TEST(Calls, CountTroopsOnTheSpotAsNear) {
  SmallWorld world = small();
  world.alliance("X", {"S0", "S1"}).pair("S1", "S0", {{&columns::presence, 0.9}});
  const Model model = world.model();
  EXPECT_EQ(nearness_of(model.initial(), StateId(1), StateId(0)), 0.9);
  EXPECT_EQ(nearness_of(model.initial(), StateId(0), StateId(1)), 0.5);
  EXPECT_EQ(nearness_of(model.initial(), StateId(2), StateId(0)), 0.5);
}

TEST(Entries, KeepWhatAStateWasWhenItMadeItsPromise) {
  SmallWorld world = small();
  world.alliance("X", {"S0", "S1"}).time("2000-01-01", "2004-01-01");
  world.change("2001-01-01", Verb::set, columns::capability, "S0", 0.2)
      .change("2001-01-01", Verb::set, columns::democracy, "S2", 0.9)
      .at("2002-01-01", Verb::admit, "S2", "X")
      .at("2003-01-01", Verb::withdraw, "S1", "X");
  const World after = world_after(world.model());
  const auto power = after.memberships[columns::power_at_entry];
  const auto democracy = after.memberships[columns::democracy_at_entry];
  EXPECT_EQ(power[membership_of(after, "S0", "X")], 0.1);
  EXPECT_EQ(power[membership_of(after, "S2", "X")], 0.1);
  EXPECT_EQ(democracy[membership_of(after, "S2", "X")], 0.9);
  EXPECT_EQ(power[membership_of(after, "S1", "X")], -1.0);
  EXPECT_EQ(democracy[membership_of(after, "S3", "X")], -1.0);
}

}  // namespace
}  // namespace entente
