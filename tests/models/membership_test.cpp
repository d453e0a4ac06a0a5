#include "models/membership.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/base/error.hpp"
#include "engine/run/moment.hpp"
#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/features.hpp"
#include "tests/models/plain_membership.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

using namespace tests;

// Applicants stay applicants while sessions are rare: at rate .37 e^U over a year 1 - exp(-.37 e^U) of 2000 have
// applied.
TEST(Membership, OutsidersApplyAtTheRateOfTheirUtilityWhateverTheStep) {
  for (const double utility : {-1.0, 0.0, 1.0})
    for (const int months : {1, 3, 12}) {
      SmallWorld small = candidates(2000, utility);
      small.time("2000-01-01", "2001-01-01", months)
          .parameter("membership", "session_rate", 1e-9)
          .parameter("membership", "lapse_rate", 0.0);
      const double p = 1.0 - std::exp(-0.37 * std::exp(utility));
      EXPECT_NEAR(count(small, events::applied), 2000 * p, 4 * binomial(2000, p)) << utility << " " << months;
    }
}

TEST(Membership, AnOpenDoorMultipliesApplicationsAndAClosedOneEndsThem) {
  SmallWorld small = candidates(2000);
  small.time("2000-01-01", "2001-01-01").parameter("membership", "session_rate", 1e-9);
  small.parameter("membership", "lapse_rate", 0.0);
  small.alliance("X", {"A", "B"}, {{&columns::exit_rate, 0.0}, {&columns::open_door, 2.0}});
  const double p = 1.0 - std::exp(-0.74);
  EXPECT_NEAR(count(small, events::applied), 2000 * p, 4 * binomial(2000, p));
  small.alliance("X", {"A", "B"}, {{&columns::exit_rate, 0.0}, {&columns::open_door, 0.0}});
  EXPECT_EQ(count(small, events::applied), 0.0);
}

TEST(Membership, TheBarredAndStatesAndAlliancesThatDoNotExistDoNotApply) {
  SmallWorld small = candidates(50, 1.0);
  small.eligible("X", {"A", "B", "N1", "N2", "N3"}).membership("X", "N1", {{&columns::barred, 1.0}});
  small.lives("N2", "2100-01-01", "");
  const RunRecord record = record_of(small);
  for (const Event& event : events_of(record, small.catalogue(), events::applied))
    EXPECT_EQ(event.state, state_of(small.model().initial(), "N3"));
  SmallWorld unborn = candidates(50, 1.0);
  EXPECT_EQ(count(unborn.exists("X", "2050-01-01", ""), events::applied), 0.0);
}

// Sessions at .5 and lapses at .1 a year share one draw: five of six applications are voted on first. 1000 decided
// ones.
TEST(Membership, SessionsAndLapsesCompeteInProportionToTheirRates) {
  SmallWorld small = candidates(1500, 3.0);
  small.time("2000-01-01", "2002-01-01");
  const RunRecord record = record_of(small);
  const auto admitted = static_cast<double>(count_events(record, small.catalogue(), events::admitted));
  const auto lapsed = static_cast<double>(count_events(record, small.catalogue(), events::lapsed));
  const double decided = admitted + lapsed;
  ASSERT_GT(decided, 700.0);
  EXPECT_NEAR(admitted / decided, 5.0 / 6.0, 4 * binomial(decided, 5.0 / 6.0) / decided);
}

TEST(Membership, ARefusedApplicationStandsAndIsVotedOnAgain) {
  SmallWorld small = candidates(200, 3.0);
  small.parameter("membership", "vote.base", -100.0).parameter("membership", "lapse_rate", 0.0);
  const RunRecord record = record_of(small);
  EXPECT_EQ(count_events(record, small.catalogue(), events::admitted), 0u);
  EXPECT_GT(count_events(record, small.catalogue(), events::refused),
            2 * count_events(record, small.catalogue(), events::applied));
  for (const Event& event : events_of(record, small.catalogue(), events::refused)) EXPECT_TRUE(event.partner.valid());
}

// 2000 members at .1 e^-U a year: 1 - exp(-.1 e^-U) have given notice after a year.
TEST(Membership, MembersGiveNoticeAtTheRateOfTheirUtilityWhateverTheStep) {
  for (const double utility : {-1.0, 0.0, 1.0})
    for (const int months : {1, 12}) {
      SmallWorld small = club(2000, {{&columns::exit_rate, 0.1}}, utility);
      small.time("2000-01-01", "2001-01-01", months).parameter("membership", "withdrawal_rate", 0.0);
      const double p = 1.0 - std::exp(-0.1 * std::exp(-utility));
      EXPECT_NEAR(count(small, events::notice_given), 2000 * p, 4 * binomial(2000, p)) << utility << " " << months;
    }
}

TEST(Membership, AHoldActsAsUtilityOfStayingAndShowsInTheMargin) {
  SmallWorld small = club(2000, {{&columns::exit_rate, 0.1}, {&columns::hold, 1.0}}, 0.5);
  small.time("2000-01-01", "2001-01-01").parameter("membership", "withdrawal_rate", 0.0);
  const double p = 1.0 - std::exp(-0.1 * std::exp(-1.5));
  EXPECT_NEAR(count(small, events::notice_given), 2000 * p, 4 * binomial(2000, p));
  const World world = world_after(small.model());
  EXPECT_DOUBLE_EQ(world.memberships[columns::margin][0], 1.5);
  EXPECT_DOUBLE_EQ(world.memberships[columns::utility][0], 0.5);
}

TEST(Membership, NoticeEndsAtItsRealDate) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = club(200, {{&columns::exit_rate, 0.2}, {&columns::notice, 1.5}});
    small.time("2000-01-15", "2006-01-15", months).parameter("membership", "withdrawal_rate", 0.0);
    small.parameter("membership", "join_rate", 0.0);
    const RunRecord record = record_of(small);
    std::map<std::int32_t, Date> given;
    for (const Event& event : events_of(record, small.catalogue(), events::notice_given))
      given[event.state.row] = event.date;
    const auto left = events_of(record, small.catalogue(), events::left);
    ASSERT_GT(left.size(), 50u);
    for (const Event& event : left) EXPECT_EQ(event.date, add_months(given.at(event.state.row), 18)) << months;
  }
}

TEST(Membership, WithoutANoticePeriodAStateLeavesOnTheDayItGivesNotice) {
  SmallWorld small = club(200, {{&columns::exit_rate, 0.2}, {&columns::notice, 0.0}});
  const RunRecord record = record_of(small);
  const auto given = events_of(record, small.catalogue(), events::notice_given);
  const auto left = events_of(record, small.catalogue(), events::left);
  ASSERT_GT(left.size(), 50u);
  ASSERT_EQ(left.size(), given.size());
  for (std::size_t n = 0; n < left.size(); ++n) EXPECT_EQ(left[n].date, given[n].date);
}

TEST(Membership, NobodyGivesNoticeBeforeTheTreatyAllowsAndSomeDoSoonAfter) {
  for (const int months : {1, 12}) {
    SmallWorld small = club(
        500, {{&columns::exit_rate, 1.0}, {&columns::earliest_withdrawal, static_cast<double>(on("2004-08-24").days)}});
    small.time("2000-01-01", "2005-01-01", months);
    const auto given = events_of(record_of(small), small.catalogue(), events::notice_given);
    ASSERT_FALSE(given.empty());
    for (const Event& event : given) EXPECT_GE(event.date, on("2004-08-24"));
    EXPECT_LT(given.front().date, on("2004-09-10")) << months;
  }
}

TEST(Membership, NoticesAreTakenBackAtTheirRate) {
  SmallWorld small = club(2000, {{&columns::exit_rate, 0.0}, {&columns::notice, 50.0}});
  small.time("2000-01-01", "2001-01-01");
  Scenario scenario = small.scenario();
  for (std::size_t row = 0; row < scenario.world.memberships.size(); ++row)
    scenario.world.memberships.set_status(row, Status::notice, on("2000-01-01"));
  const Model model(std::move(scenario), small.catalogue());
  Simulation simulation(model, 4, 0);
  simulation.run();
  const double p = 1.0 - std::exp(-0.7 * 0.5);  // logistic(0) = 1/2
  EXPECT_NEAR(static_cast<double>(count_events(simulation.record(), small.catalogue(), events::notice_withdrawn)),
              2000 * p, 4 * binomial(2000, p));
}

TEST(Membership, AnAllianceBelowItsMinimumEnds) {
  SmallWorld small = club(3, {{&columns::exit_rate, 0.0}, {&columns::minimum_members, 3.0}});
  small.pipeline({"schedule", "membership"}).at("2002-03-01", Verb::withdraw, "M1", "X");
  const RunRecord record = record_of(small);
  EXPECT_EQ(count_events(record, small.catalogue(), events::alliance_ended), 2u);
  const auto ended = events_of(record, small.catalogue(), events::dissolved);
  ASSERT_EQ(ended.size(), 1u);
  EXPECT_EQ(to_string(ended[0].date), "2002-03-31");
  EXPECT_EQ(world_after(small.model()).alliances.active[0], 0);
}

TEST(Membership, AnAllianceAtItsMinimumLives) {
  const SmallWorld small = club(3, {{&columns::exit_rate, 0.0}, {&columns::minimum_members, 3.0}});
  EXPECT_EQ(count(small, events::dissolved), 0.0);
}

TEST(Membership, FrailtyIsLastingAStatesOwnAndAnothersInAnotherReplicate) {
  SmallWorld small = candidates(400);
  small.alliance("Y", {"A", "B"}, {{&columns::exit_rate, 0.0}}).parameter("membership", "frailty", 0.4);
  small.time("2000-01-01", "2001-01-01").parameter("membership", "join_rate", 0.0);
  const Model model = small.model();
  Simulation simulation(model, 1, 0);
  simulation.step();
  const auto first = simulation.world().memberships[columns::utility];
  const std::vector<double> before(first.begin(), first.end());
  simulation.run();
  const World& world = simulation.world();
  double square = 0.0;
  for (std::size_t row = 0; row < before.size(); ++row) {
    EXPECT_EQ(world.memberships[columns::utility][row], before[row]);
    EXPECT_EQ(before[row], before[row % 402]);  // the same in both alliances
    square += before[row] * before[row] / static_cast<double>(before.size());
  }
  EXPECT_NEAR(square, 0.16, 4 * 0.16 * std::sqrt(2.0 / 402));
  EXPECT_NE(world_after(model, 1, 1).memberships[columns::utility][5], before[5]);
}

/// A world in which all that features are about is at work.
SmallWorld lively() {
  SmallWorld small(models::catalogue());
  small.pipeline({"economy", "leadership", "interests", "threat", "security", "membership"}).record({"none"});
  for (int n = 0; n < 12; ++n)
    small.state("S" + std::to_string(n), {{&columns::gdp, 10.0 + n},
                                          {&columns::capability, 0.02 + 0.01 * n},
                                          {&columns::democracy, 0.08 * n},
                                          {&columns::home, 0.1 * n}});
  for (int n = 0; n < 12; ++n)
    small.pair("S" + std::to_string(n), "S" + std::to_string((n + 5) % 12),
               {{&columns::hostility, 0.05 * n}, {&columns::tie, 0.3}});
  small.alliance("X", {"S9", "S10", "S11"}, {{&columns::exit_rate, 0.2}})
      .alliance("Y", {"S0", "S1"}, {{&columns::exit_rate, 0.2}, {&columns::admission_rule, 1.0}});
  small.time("2000-01-01", "2020-01-01").parameter("membership", "join_rate", 3.0);
  small.parameter("membership", "join.democratisation", 0.2);
  return small;
}

double utility_of_first_member(const SmallWorld& small, std::string_view end) {
  SmallWorld until = small;
  const Model model = until.time("2000-01-01", end).model();
  const World world = world_after(model);
  return world.memberships[columns::utility][membership_of(world, "M0", "X")];
}

TEST(Membership, UtilityIsLookedAtEachQuarterAndAfterAChangeOfMembers) {
  SmallWorld small = club(3, {{&columns::exit_rate, 0.0}});
  small.pipeline({"schedule", "membership"}).change("2000-02-01", Verb::set, columns::commitment, "M0", 1.0);
  const double before = utility_of_first_member(small, "2000-02-01");
  EXPECT_EQ(utility_of_first_member(small, "2000-04-01"), before);
  EXPECT_NE(utility_of_first_member(small, "2000-05-01"), before);
  small.at("2000-03-01", Verb::withdraw, "M2", "X");
  EXPECT_NE(utility_of_first_member(small, "2000-04-01"), before);
}

TEST(Membership, AVoteThatIsForeseenCarriesByTheCharter) {
  for (const double rule : {0.0, 1.0}) {  // unanimity, majority
    SmallWorld small = plain();
    small.states("M", 3, state()).state("N", state()).alliance("X", {"M0", "M1", "M2"});
    small.alliance("X", {"M0", "M1", "M2"}, {{&columns::admission_rule, rule}, {&columns::admission_share, 0.5}});
    small.parameter("membership", "vote.base", 1.0).parameter("membership", "vote.hostility", 100.0);
    small.parameter("membership", "vote.noise", 0.0).parameter("membership", "session_rate", 1e-9);
    small.parameter("membership", "lapse_rate", 0.0).parameter("membership", "join_rate", 1000.0);
    small.pair("M0", "N", {{&columns::fear, 1.0}, {&columns::hostility, 1.0}});
    const Model model = small.model();
    Simulation simulation(model, 1, 0);
    simulation.step();
    const Pair pair{state_of(model.initial(), "N"), AllianceId(0)};
    const Outlook outlook = Moment(model, simulation).ask(pair);
    const auto session = std::find_if(outlook.prospects.begin(), outlook.prospects.end(),
                                      [](const Prospect& prospect) { return !prospect.voices.empty(); });
    ASSERT_NE(session, outlook.prospects.end());
    EXPECT_EQ(std::count_if(session->voices.begin(), session->voices.end(), [](const Voice& v) { return v.value > 0; }),
              2);
    EXPECT_EQ(session->carries, rule == 1.0);
  }
}

TEST(Membership, AChangedInputIsAskedAboutInAnyMonth) {
  const SmallWorld small = lively();
  const Model model = small.model();
  Simulation simulation(model, 1, 0);
  simulation.step();  // February is next, in which nothing is due
  const Moment moment(model, simulation);
  const Pair pair{state_of(model.initial(), "S9"), AllianceId(0)};
  const auto utility = [&](bool anew, double factor) {
    const BeforePhase stronger = [&](std::size_t, World& world, const Step&) {
      world.states.update(columns::commitment)[pair.state.index()] = factor;
    };
    return moment.ask(std::span(&pair, 1), anew, std::nullopt, stronger).front().prospects.front().utility;
  };
  EXPECT_EQ(utility(false, 0.0), utility(false, 2.0));
  EXPECT_NE(utility(true, 0.0), utility(true, 2.0));
}

TEST(Membership, TheSharesOfAnEventAddUpToItsUtility) {
  const SmallWorld small = lively();
  const RunRecord record = record_of(small);
  double checked = 0.0;
  for (std::size_t n = 0; n < record.events.size(); ++n) {
    const Event& event = record.events.events()[n];
    const auto shares = record.events.shares(n);
    if (std::isnan(event.utility)) continue;
    EXPECT_NEAR(std::clamp(std::accumulate(shares.begin(), shares.end(), 0.0), -8.0, 4.0), event.utility, 1e-9);
    checked += 1.0;
  }
  EXPECT_GT(checked, 50.0);
}

RC_GTEST_PROP(Membership, WhatHappensWasDrawnBelowItsProbabilityInTheOrderOfDates, ()) {
  static const SmallWorld small = lively();
  static const Model model = small.model();
  Simulation simulation(model, *rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange<std::uint64_t>(0, 1000));
  simulation.run();
  const RunRecord record = simulation.record();
  Date last = on("2000-01-01");
  for (const Event& event : record.events.events()) {
    RC_ASSERT(event.date >= last);
    last = event.date;
    if (std::isnan(event.draw)) continue;
    RC_ASSERT(event.draw >= 0.0);
    RC_ASSERT(event.draw < event.probability);
    RC_ASSERT(event.probability <= 1.0);
  }
}

// Entries over 20 years in 200 worlds for each step; the standard error of the difference of the means comes from the
// runs themselves.
TEST(Membership, MonthlyAndQuarterlyStepsAgree) {
  const auto joins = [](int months) {
    SmallWorld small = lively();
    const Model model = small.time("2000-01-01", "2020-01-01", months).model();
    double mean = 0.0, square = 0.0;
    for (std::uint64_t r = 0; r < 200; ++r) {
      Simulation simulation(model, static_cast<std::uint64_t>(100 + months), r);
      simulation.run();
      const auto entries = static_cast<double>(count_events(simulation.record(), small.catalogue(), events::admitted));
      mean += entries / 200;
      square += entries * entries / 200;
    }
    return std::pair(mean, (square - mean * mean) / 200);
  };
  const auto [monthly, error_monthly] = joins(1);
  const auto [quarterly, error_quarterly] = joins(3);
  EXPECT_GT(monthly, 3.0);
  EXPECT_NEAR(monthly, quarterly, 4 * std::sqrt(error_monthly + error_quarterly));
}

TEST(Membership, NeutralityIsGivenUpAtARateThatAShockRaises) {
  SmallWorld small = plain();
  small.states("N", 2000, {{&columns::gdp, 1.0}, {&columns::neutrality, 1.0}});
  small.states("T", 2000, {{&columns::gdp, 1.0}, {&columns::neutrality, 1.0}, {&columns::threat_shock, 0.5}});
  small.alliance("X", {}).eligible("X", {}).time("2000-01-01", "2001-01-01");
  small.parameter("membership", "neutrality_rate", 0.05).parameter("membership", "neutrality_shock", 2.0);
  const World world = world_after(small.model());
  double quiet = 0.0, shocked = 0.0;
  for (std::size_t i = 0; i < 2000; ++i) {
    quiet += 1.0 - world.states[columns::neutrality][i];
    shocked += 1.0 - world.states[columns::neutrality][2000 + i];
  }
  const double p = 1.0 - std::exp(-0.05), q = 1.0 - std::exp(-0.05 * std::exp(1.0));
  EXPECT_NEAR(quiet, 2000 * p, 4 * binomial(2000, p));
  EXPECT_NEAR(shocked, 2000 * q, 4 * binomial(2000, q));
}

TEST(Membership, ABystanderChangesNobodysDecisions) {
  SmallWorld crowd = lively();
  crowd.state("AAA", {{&columns::gdp, 1.0}}).eligible("X", {"S9", "S10", "S11", "S3", "S4"});
  SmallWorld alone = lively();
  alone.eligible("X", {"S9", "S10", "S11", "S3", "S4"});
  crowd.eligible("Y", {"S0", "S1", "S2"});
  alone.eligible("Y", {"S0", "S1", "S2"});
  for (SmallWorld* small : {&alone, &crowd})  // who has no border looks at the five nearest, among them the bystander
    small->parameter("membership", "join.neighbours", 0.0).parameter("membership", "stay.neighbours", 0.0);
  const RunRecord a = record_of(alone), b = record_of(crowd);
  const auto own = [](const std::vector<Event>& events, std::int32_t shift) {
    std::vector<std::tuple<std::int32_t, std::int32_t, double, double>> list;
    for (const Event& event : events)
      list.emplace_back(event.date.days, event.state.row - shift, event.draw, event.utility);
    return list;
  };
  for (const EventKind* kind : {&events::applied, &events::admitted, &events::notice_given, &events::refused})
    EXPECT_EQ(own(events_of(a, alone.catalogue(), *kind), 0), own(events_of(b, crowd.catalogue(), *kind), 1))
        << kind->name;
}

TEST(Membership, ANumberThatIsNoneIsToldWithStateAndAlliance) {
  SmallWorld small = candidates(1);
  Scenario scenario = small.scenario();
  scenario.world.states.update(columns::commitment)[state_of(scenario.world, "N0").index()] = std::nan("");
  try {
    const Model model(std::move(scenario), small.catalogue());
    FAIL();
  } catch (const ModelError& error) {
    EXPECT_STREQ(error.what(), "the utility of N0 in X at 2000-01-01 is not a number: a feature left the real numbers");
  }
}

}  // namespace
}  // namespace entente
