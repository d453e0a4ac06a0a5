#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/missions.hpp"
#include "tests/models/mission_world.hpp"

namespace entente {
namespace {

using namespace tests;

/// A thousand sites that nobody opens, or that the members of P man in missions that nothing ends.
SmallWorld sites(bool with_missions, Given charter = {}) {
  SmallWorld small = manned(1);
  small.parameter("missions", "withdrawal_rate", 0.0).parameter("missions", "session_rate", 0.0);
  small.time("2000-01-01", "2001-01-01");
  charter.push_back({&columns::term, 1000.0});
  std::vector<std::string> contributors;
  if (with_missions) contributors.push_back("S0");
  for (int n = 0; n < 1000; ++n)
    small.alliance("P-" + std::to_string(n), contributors, charter_of(MissionKind::peacekeeping, charter));
  small.alliance("P-M", {}, charter_of(MissionKind::peacekeeping, {{&columns::site_intensity, 0.0}}));
  return small;
}

// Each of 1000 sites stops within a year with probability 1 - exp(-.2).
TEST(Fighting, StopsOfItselfAtItsRateWhateverTheStep) {
  const double p = within_a_year(0.2);
  for (const int months : {1, 3, 12}) {
    SmallWorld small = sites(false);
    small.parameter("missions", "site.exhaustion", 0.2);
    EXPECT_NEAR(count(small.time("2000-01-01", "2001-01-01", months), events::fighting_stopped), 1000 * p,
                4 * binomial(1000, p));
  }
}

TEST(Fighting, HasTheSameEventsWhateverTheStep) {
  const auto told = [](int months) {
    SmallWorld small = site(20);
    small.parameter("missions", "site.exhaustion", 0.5).parameter("missions", "site.renewal", 0.5);
    small.parameter("missions", "site.noise", 0.3).time("2000-01-01", "2020-01-01", months);
    const RunRecord record = record_of(small);
    std::vector<Date> dates;
    for (const EventKind* kind : {&events::fighting_stopped, &events::fighting_resumed})
      for (const Event& event : events_of(record, small.catalogue(), *kind)) dates.push_back(event.date);
    return dates;
  };
  const std::vector<Date> monthly = told(1);
  EXPECT_GT(monthly.size(), 4U);
  EXPECT_EQ(told(3), monthly);
  EXPECT_EQ(told(12), monthly);
}

/// Renewals in a year after all of 1000 sites have stopped in the first month.
double renewals(bool with_missions, Given charter = {}) {
  SmallWorld small = sites(with_missions, std::move(charter));
  small.pipeline({"schedule", "missions"}).time("2000-01-01", "2001-01-01");
  for (int n = 0; n < 1000; ++n)
    small.change("2000-02-01", Verb::set, columns::site_intensity, "P-" + std::to_string(n), 0.0);
  small.parameter("missions", "site.renewal", 0.2);
  return count(small, events::fighting_resumed);
}

TEST(Fighting, ResumesMoreRarelyWhereAMissionOrLocalForcesHoldIt) {
  const double p = 1.0 - std::exp(-0.2 * 11.0 / 12.0);
  EXPECT_NEAR(renewals(false), 1000 * p, 4 * binomial(1000, p));
  const double half = 1.0 - std::exp(-0.1 * 11.0 / 12.0);
  EXPECT_NEAR(renewals(false, {{&columns::local_forces, 0.5}}), 1000 * half, 4 * binomial(1000, half));
  EXPECT_LT(renewals(true), 1000 * p - 4 * binomial(1000, p));
}

TEST(Fighting, EventsSayWhereWithWhatProbabilityAndDraw) {
  SmallWorld small = site(1);
  small.parameter("missions", "session_rate", 0.0).time("2000-01-01", "2050-01-01");
  small.parameter("missions", "site.exhaustion", 0.5).parameter("missions", "site.renewal", 0.5);
  const RunRecord record = record_of(small);
  const auto stopped = events_of(record, small.catalogue(), events::fighting_stopped);
  const auto resumed = events_of(record, small.catalogue(), events::fighting_resumed);
  ASSERT_GT(resumed.size(), 3U);
  const AllianceId here = alliance_of(small.model().initial(), "P-M");
  EXPECT_LE(stopped.size() - resumed.size(), 1U);  // they alternate, and it begins with fighting
  for (std::size_t n = 0; n < resumed.size(); ++n) {
    EXPECT_LT(stopped[n].date, resumed[n].date);
    for (const Event& event : {stopped[n], resumed[n]}) {
      EXPECT_EQ(event.alliance, here);
      EXPECT_NEAR(event.probability, 1.0 - std::exp(-0.5 / 12.0), 1e-12);
      EXPECT_LT(event.draw, event.probability);
    }
  }
}

TEST(Fighting, ThatAMissionHoldsDownStopsWithoutADraw) {
  SmallWorld small = manned(2);
  small.parameter("missions", "withdrawal_rate", 0.0).parameter("missions", "pace.peacekeeping", 50.0);
  const auto stopped = events_of(record_of(small), small.catalogue(), events::fighting_stopped);
  ASSERT_EQ(stopped.size(), 1U);
  EXPECT_TRUE(std::isnan(stopped[0].draw));
}

/// A mission that is given up in its first month; its site stops and resumes as often as can be.
SmallWorld abandoned() {
  SmallWorld small = manned(3);
  small.parameter("missions", "failure_rate", 1e4).parameter("missions", "withdrawal_rate", 0.0);
  return small.parameter("missions", "site.exhaustion", 1.0).parameter("missions", "site.renewal", 1.0);
}

TEST(Fighting, GoesOnStoppingAndResumingAfterTheMissionUntilTheRowEnds) {
  SmallWorld small = abandoned();
  small.pipeline({"schedule", "missions"}).time("2000-01-01", "2020-01-01");
  const auto last = [](const SmallWorld& world) {
    const RunRecord record = record_of(world);
    EXPECT_EQ(count_events(record, world.catalogue(), events::mission_failed), 1U);
    return events_of(record, world.catalogue(), events::fighting_resumed).back().date;
  };
  EXPECT_GT(last(small), on("2010-01-01"));
  small.exists("P-M", "1999-01-01", "2006-01-01");
  EXPECT_LT(last(small), on("2006-01-01"));
  EXPECT_GT(last(small), on("2003-01-01"));
}

TEST(Fighting, ThatResumesHasTheIntensityOfTheMissionsBegin) {
  SmallWorld small = abandoned();
  small.parameter("missions", "site.renewal", 1e4);
  small.pipeline({"schedule", "missions"}).time("2000-01-01", "2002-02-01");
  small.change("2002-01-01", Verb::set, columns::site_intensity, "P-M", 0.0);
  EXPECT_DOUBLE_EQ(of_mission(world_after(small.model()), columns::site_intensity), 0.5);
}

TEST(Fighting, OnAPathIsTheScenarios) {
  SmallWorld small = site(2);
  small.pipeline({"schedule", "missions"}).time("2000-01-01", "2005-01-01");
  small.parameter("missions", "session_rate", 0.0);
  small.parameter("missions", "site.exhaustion", 1.0).parameter("missions", "site.renewal", 1.0);
  small.path(columns::site_intensity, "P-M", {{"2000-01-01", 0.5}, {"2005-01-01", 0.5}});
  EXPECT_EQ(count(small, events::fighting_stopped), 0.0);
  EXPECT_EQ(of_mission(world_after(small.model()), columns::site_intensity), 0.5);
  EXPECT_GT(count(small.time("2000-01-01", "2015-01-01"), events::fighting_stopped), 0.0);
}

}  // namespace
}  // namespace entente
