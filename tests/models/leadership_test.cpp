#include "models/leadership.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/opinion.hpp"
#include "models/retention.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

SmallWorld leaders(std::size_t count, Given values) {
  values.emplace_back(&columns::gdp, 1.0);
  SmallWorld small(models::catalogue());
  small.states("S", count, std::move(values)).pipeline({"leadership"}).record({"none"});
  return small;
}

struct Turnover {
  double changes = 0.0, coalitions = 0.0, overthrown = 0.0;
};

Turnover count_turnover(const SmallWorld& small, std::uint64_t seed = 5) {
  const Model model = small.model();
  Simulation simulation(model, seed, 0);
  simulation.run();
  const RunRecord record = simulation.record();
  const auto number = [&](const EventKind& kind) {
    return static_cast<double>(count_events(record, small.catalogue(), kind));
  };
  const double overthrown = number(events::leader_overthrown), lost = number(events::coalition_changed);
  return {number(events::leader_changed) + overthrown + lost, lost, overthrown};
}

// The last thirty of forty years of 400 states, so that all have forgotten that their leaders began together: 12,000
// state-years, standard error of a rate r sqrt(r / 12000). Steps of a month count about 3 % less: a leader falls once a
// step at the most, and a new one is a step old at once.
TEST(Leadership, LeadersFallAsOftenAsInArchigosByRegime) {
  for (const auto& [democracy, rate] : {std::pair{0.0, 0.106}, {0.5, 0.253}, {1.0, 0.261}}) {
    SmallWorld small = leaders(400, {{&columns::democracy, democracy}});
    const double ten = count_turnover(small).changes;
    const double forty = count_turnover(small.time("2000-01-01", "2040-01-01", 1)).changes;
    EXPECT_NEAR((forty - ten) / 12000.0, rate, 0.03 * rate + 4 * std::sqrt(rate / 12000.0)) << democracy;
  }
}

TEST(Leadership, SettledLeadersFallAtRatesOnStraightLinesBetweenRegimes) {
  SmallWorld small = leaders(4000, {{&columns::democracy, 0.25}, {&columns::tenure, 20.0}});
  const double rate = 0.078 + (0.165 - 0.078) * 0.5;
  const double changes = count_turnover(small.time("2000-01-01", "2001-01-01", 12)).changes;
  EXPECT_NEAR(changes / 4000.0, 1.0 - std::exp(-rate), 4 * std::sqrt(rate / 4000.0));
}

TEST(Leadership, NewLeadersFallMoreOftenWhateverTheStep) {
  const double hazard = 0.078 * (1.0 + 4.0 * (1.0 - std::exp(-1.0)));
  const double share = 1.0 - std::exp(-hazard);
  for (const int months : {1, 12}) {
    SmallWorld small = leaders(4000, {{&columns::democracy, 0.0}, {&columns::tenure, 0.0}});
    const World after = world_after(small.time("2000-01-01", "2001-01-01", months).model());
    double fallen = 0.0;
    for (const double tenure : after.states[columns::tenure]) fallen += tenure < 0.999 ? 1.0 : 0.0;
    EXPECT_NEAR(fallen / 4000.0, share, 4 * std::sqrt(share * (1.0 - share) / 4000.0)) << months;
  }
}

// Settled leaders in one step of a year: about 1,470 and 525 changes, standard errors of the shares .013 and .022.
TEST(Leadership, CoalitionsChangeAndLeadersAreOverthrownInTheDeclaredShares) {
  const auto shares = [](double democracy) {
    SmallWorld small = leaders(7000, {{&columns::democracy, democracy}, {&columns::tenure, 20.0}});
    return count_turnover(small.time("2000-01-01", "2001-01-01", 12));
  };
  const Turnover democracies = shares(1.0), autocracies = shares(0.0);
  EXPECT_NEAR((democracies.coalitions + democracies.overthrown) / democracies.changes, 1.0 - 0.44, 4 * 0.013);
  EXPECT_EQ(democracies.overthrown, 0.0);
  EXPECT_NEAR(autocracies.overthrown / autocracies.changes, 0.48, 4 * 0.022);
  EXPECT_EQ(autocracies.coalitions, 0.0);  // stay .63, overthrown .48: all coalitions that fall do so by force
}

TEST(Leadership, WearinessAndRecessionHastenTheFall) {
  const double calm = count_turnover(leaders(200, {})).changes;
  const double tired = count_turnover(leaders(200, {{&columns::weariness, 1.0}})).changes;
  const double poor = count_turnover(leaders(200, {{&columns::recession, 1.0}})).changes;
  EXPECT_GT(tired, 2.0 * calm);  // e^1
  EXPECT_GT(poor, 1.15 * calm);  // e^.3
}

TEST(Leadership, NobodyFallsAtRateZero) {
  SmallWorld small = leaders(50, {{&columns::democracy, 0.0}});
  EXPECT_EQ(count_turnover(small.parameter("leadership", "turnover.autocracy", 0.0)).changes, 0.0);
}

TEST(Leadership, AtCertainElectionsLeadersChangeAtTheirDatesAndAtNoOthers) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = leaders(
        3, {{&columns::election_interval, 4.0}, {&columns::next_election, static_cast<double>(on("2001-05-06").days)}});
    small.time("2000-01-01", "2012-01-01", months)
        .parameter("leadership", "election_turnover", 1.0)
        .parameter("leadership", "between_elections", 0.0);
    EXPECT_EQ(count_turnover(small).changes, 3.0 * 3.0) << months;  // 2001, 2005, 2009
    EXPECT_EQ(value_of(world_after(small.model()), columns::next_election, "S0"), on("2013-05-06").days) << months;
  }
}

// 300 elections: standard error sqrt(.45 x .55 x 3000) = 27 of 1350.
TEST(Leadership, AnElectionUnseatsWithItsProbability) {
  SmallWorld small = leaders(1000, {{&columns::election_interval, 4.0},
                                    {&columns::next_election, static_cast<double>(on("2001-05-06").days)}});
  small.time("2000-01-01", "2012-01-01").parameter("leadership", "between_elections", 0.0);
  EXPECT_NEAR(count_turnover(small).changes, 1350.0, 4 * 27.0);
}

TEST(Leadership, AnOustedLeaderFallsOnceAtItsDate) {
  SmallWorld small = leaders(2, {});
  for (const char* rate : {"turnover.autocracy", "turnover.anocracy", "turnover.democracy"})
    small.parameter("leadership", rate, 0.0);
  small.pipeline({"schedule", "leadership"}).at("2003-03-01", Verb::turnover, "S1");
  const Model model = small.model();
  Simulation simulation(model, 1, 0);
  simulation.run();
  const RunRecord record = simulation.record();
  ASSERT_EQ(record.events.size(), 1u);
  EXPECT_EQ(to_string(record.events.events()[0].date), "2003-03-01");
  EXPECT_EQ(record.events.events()[0].state, state_of(simulation.world(), "S1"));
  EXPECT_NEAR(value_of(simulation.world(), columns::tenure, "S1"), 82.0 / 12.0 - 1.0 / 12.0, 1e-9);
  EXPECT_NEAR(value_of(simulation.world(), columns::tenure, "S0"), columns::tenure.initial + 10.0, 1e-9);
}

// Offsets of coalitions in office: variance .5^2 in autocracies, .1^2 in democracies; with 2000 states, of which most
// have seen a change in 40 years, the standard error of a variance is variance sqrt(2 / 2000) = .032 variance.
TEST(Leadership, PolicyMovesMoreWithCoalitionsOfAutocracies) {
  for (const auto& [democracy, spread] : {std::pair{0.0, 0.5}, {1.0, 0.10}}) {
    SmallWorld small = leaders(2000, {{&columns::democracy, democracy}});
    const World world = world_after(small.time("2000-01-01", "2040-01-01", 12).model());
    double sum = 0.0, count = 0.0;
    for (std::size_t i = 0; i < world.states.size(); ++i) {
      const double offset = world.states[columns::offset][i];
      const double commitment = world.states[columns::commitment][i];
      EXPECT_LE(std::fabs(commitment), 1.0);
      EXPECT_EQ(offset == 0.0, commitment == 0.0);
      sum += offset * offset;
      count += offset != 0.0 ? 1.0 : 0.0;
    }
    EXPECT_GT(count, 1400.0);
    EXPECT_NEAR(sum / count, spread * spread, 4 * 0.038 * spread * spread) << democracy;
  }
}

TEST(Leadership, ADemocraticPublicThatIsAgainstAlliancesHastensTheFall) {
  const auto changes = [](double democracy, double opinion) {
    return count_turnover(leaders(400, {{&columns::democracy, democracy}, {&columns::opinion, opinion}})).changes;
  };
  EXPECT_GT(changes(1.0, -1.0), 2.0 * changes(1.0, 0.0));  // e^1
  EXPECT_EQ(changes(0.0, -1.0), changes(0.0, 0.0));
  EXPECT_EQ(changes(1.0, 1.0), changes(1.0, 0.0));
}

// A hazard that is exp(.5) times as large: 1 - .55^1.649 = .627. 3000 elections: standard error 26.
TEST(Leadership, ElectionsUnseatMoreOftenWhereThePublicIsAgainstAlliances) {
  SmallWorld small = leaders(1000, {{&columns::democracy, 1.0},
                                    {&columns::opinion, -0.5},
                                    {&columns::election_interval, 4.0},
                                    {&columns::next_election, static_cast<double>(on("2001-05-06").days)}});
  small.time("2000-01-01", "2012-01-01").parameter("leadership", "between_elections", 0.0);
  const double unseated = 1.0 - std::pow(0.55, std::exp(0.5));
  EXPECT_NEAR(count_turnover(small).changes, 3000.0 * unseated, 4 * 26.0);
}

// Under the same draws, as an opinion in favour moves no hazard: .5 x .8 in a democracy, half of that in a half one.
TEST(Leadership, ANewCoalitionIsAsCommittedAsThePublicThatElectsIt) {
  for (const double democracy : {0.0, 0.5, 1.0}) {
    const auto world = [&](double opinion) {
      return world_after(leaders(300, {{&columns::democracy, democracy}, {&columns::opinion, opinion}}).model());
    };
    const World divided = world(0.0), in_favour = world(0.8);
    std::size_t moved = 0;
    for (std::size_t i = 0; i < 300; ++i) {
      const double before = divided.states[columns::commitment][i], after = in_favour.states[columns::commitment][i];
      if (before == 0.0) continue;  // the first coalition is still in office
      EXPECT_NEAR(after, std::min(1.0, before + 0.5 * 0.8 * democracy), 1e-12);
      ++moved;
    }
    EXPECT_GT(moved, 50u) << democracy;
  }
}

// Skill of those in office after 40 years: .5 and a normal of spread .2 within +-2.5 spreads, whose variance is .911 x
// .2^2; of about 2000 states the standard error is .0364 sqrt(2 / 2000) = .0012.
TEST(Leadership, LeadersDifferInSkillByTheDeclaredSpread) {
  SmallWorld small = leaders(2000, {{&columns::democracy, 1.0}});
  const World world =
      world_after(small.time("2000-01-01", "2040-01-01", 12).parameter("leadership", "skill_spread", 0.2).model());
  double sum = 0.0, squares = 0.0, count = 0.0;
  for (const double skill : world.states[columns::skill]) {
    EXPECT_GE(skill, 0.0);
    EXPECT_LE(skill, 1.0);
    if (skill == 0.5) continue;  // the first leader's
    sum += skill - 0.5;
    squares += (skill - 0.5) * (skill - 0.5);
    count += 1.0;
  }
  ASSERT_GT(count, 1900.0);
  EXPECT_NEAR(sum / count, 0.0, 4 * 0.2 / std::sqrt(count));
  EXPECT_NEAR(squares / count, 0.911 * 0.04, 4 * 0.0012);
}

TEST(Leadership, SkillThatDoesNotVaryIsTheStatesOwnAndItsDrawsTouchNoOthers) {
  const auto world = [](double spread) {
    SmallWorld small = leaders(50, {{&columns::skill, 0.7}});
    return world_after(small.parameter("leadership", "skill_spread", spread).model());
  };
  const World lasting = world(0.0), varied = world(0.2);
  for (std::size_t i = 0; i < 50; ++i) {
    EXPECT_EQ(lasting.states[columns::skill][i], 0.7);
    EXPECT_EQ(varied.states[columns::offset][i], lasting.states[columns::offset][i]);
    EXPECT_EQ(varied.states[columns::tenure][i], lasting.states[columns::tenure][i]);
  }
}

TEST(Leadership, EveryChangeWasDrawnBelowItsProbability) {
  const SmallWorld small = leaders(200, {});
  const Model model = small.model();
  Simulation simulation(model, 11, 0);
  simulation.run();
  const RunRecord record = simulation.record();
  ASSERT_GT(record.events.size(), 100u);
  for (const Event& event : record.events.events()) EXPECT_LT(event.draw, event.probability);
}

}  // namespace
}  // namespace entente
