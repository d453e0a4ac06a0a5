#include "models/intelligence.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "tests/models/random_world.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

constexpr double spread = 0.3;
const Given plain{{&columns::gdp, 1.0}};

SmallWorld watchers(std::size_t count) {
  SmallWorld small(models::catalogue());
  small.states("S", count, plain).pipeline({"schedule", "intelligence"}).record({"states.estimate"});
  return small;
}

double misperception_of(const World& world, std::string_view state) {
  return value_of(world, columns::misperception, state);
}

struct Moments {
  double mean = 0.0, variance = 0.0;
};

Moments moments(std::span<const double> values) {
  Moments of;
  for (const double value : values) of.mean += value / static_cast<double>(values.size());
  for (const double value : values)
    of.variance += (value - of.mean) * (value - of.mean) / static_cast<double>(values.size());
  return of;
}

// Of 4000 states: standard errors 1 / sqrt(4000) = .016 of the mean, sqrt(2 / 4000) = .022 of the variance, (1 - r^2) /
// sqrt(4000) = .008 of the correlation exp(-1 / 3) at a year's distance.
TEST(Intelligence, ErrorsHaveTheirLastingLawFromTheFirstStepOnWhateverTheStep) {
  for (const int months : {1, 12}) {
    SmallWorld small = watchers(4000);
    const Model model = small.time("2000-01-01", "2010-01-01", months).model();
    Simulation simulation(model, 4, 0);
    simulation.run();
    const RunRecord record = simulation.record();
    const auto at = [&](std::size_t time) { return std::span(record.series[0]).subspan(time * 4000, 4000); };
    const std::size_t last = record.times - 1;
    for (const std::size_t time : {std::size_t{1}, last}) {
      EXPECT_NEAR(moments(at(time)).mean, 0.0, 4 * 0.016) << months;
      EXPECT_NEAR(moments(at(time)).variance, 1.0, 4 * 0.022) << months;
    }
    double both = 0.0;
    const auto now = at(last), then = at(last - static_cast<std::size_t>(12 / months));
    for (std::size_t i = 0; i < now.size(); ++i) both += now[i] * then[i] / 4000;
    EXPECT_NEAR(both / std::sqrt(moments(now).variance * moments(then).variance), std::exp(-1.0 / 3.0), 4 * 0.008);
  }
}

// Log-normal of spread .3: standard error sqrt((exp(.09) - 1) / 4000) = .0049.
TEST(Intelligence, TheMeanOfWhatIsSeenIsWhatIs) {
  const World world = world_after(watchers(4000).model());
  double mean = 0.0;
  for (const double error : world.states[columns::misperception]) mean += std::exp(error) / 4000;
  EXPECT_NEAR(mean, 1.0, 4 * 0.0049);
}

TEST(Intelligence, AStateThatIsBornErrsAsMuchAsOthers) {
  SmallWorld small = watchers(1000);
  for (int n = 0; n < 1000; ++n) small.lives("S" + std::to_string(n), "2009-12-01", "");
  EXPECT_NEAR(moments(world_after(small.model()).states[columns::estimate]).variance, 1.0, 4 * std::sqrt(2.0 / 1000));
}

TEST(Intelligence, WithoutSpreadStatesSeeWhatIs) {
  SmallWorld small = watchers(3);
  EXPECT_EQ(misperception_of(world_after(small.parameter("intelligence", "spread", 0.0).model()), "S1"), 0.0);
}

// Two other members of trust .58 and interoperability .5 who share half of what they know: .29 looks besides the own.
TEST(Intelligence, AlliesWhoTellWhatTheyKnowNarrowErrorsUnderTheSameDraws) {
  const auto error_of = [](double shared) {
    SmallWorld small = watchers(4);
    const World world =
        world_after(small.alliance("X", {"S0", "S1", "S2"}, {{&columns::intelligence, shared}}).model());
    return std::pair(misperception_of(world, "S0"), misperception_of(world, "S3"));
  };
  const auto [alone, outsider] = error_of(0.0);
  const auto [told, still_outside] = error_of(0.5);
  const double narrower = spread / std::sqrt(1.0 + 0.5 * 0.58 * 0.5 * 2.0);
  EXPECT_NEAR((told + narrower * narrower / 2) / (alone + spread * spread / 2), narrower / spread, 1e-12);
  EXPECT_EQ(outsider, still_outside);
}

RC_GTEST_PROP(Intelligence, MoreIsReportedTheMoreIsSharedAndTrusted, (std::uint64_t seed)) {
  World world = tests::RandomWorld::make(seed, {});
  std::vector<double> before(world.states.size()), after(world.states.size());
  const auto shared = world.alliances.update(columns::intelligence);
  for (std::size_t a = 0; a < shared.size(); ++a) shared[a] = 0.25 * static_cast<double>(1 + (seed + a) % 3);
  count_reports(world, before);
  const bool by_charter = *rc::gen::arbitrary<bool>();
  if (by_charter)
    for (double& of : shared) of = std::min(1.0, of + 0.2);
  else
    for (double& of : world.memberships.update(columns::trust)) of = std::min(1.0, of + 0.2);
  count_reports(world, after);
  for (std::size_t i = 0; i < before.size(); ++i) {
    bool allied = false;
    for (const std::int32_t own : world.memberships.rows_of(StateId(i))) {
      const auto row = static_cast<std::size_t>(own);
      allied |= is_member(world.memberships.status()[row]) &&
                world.memberships.members(world.memberships.alliance()[row]).size() > 1;
    }
    RC_ASSERT(after[i] >= before[i]);
    RC_ASSERT((before[i] > 0.0) == allied);
  }
}

SmallWorld afraid(double misperception) {
  SmallWorld small(models::catalogue());
  small.state("A", {{&columns::gdp, 1.0}, {&columns::exposure, 0.5}, {&columns::misperception, misperception}});
  small.state("B", {{&columns::gdp, 1.0}, {&columns::capability, 0.5}}).pair("A", "B", {{&columns::hostility, 0.8}});
  return small.threat("terror", 0.02).pipeline({"schedule", "threat"});
}

TEST(Misperception, MultipliesEveryThreatThatAStateSees) {
  const World right = world_after(afraid(0.0).model());
  const World wrong = world_after(afraid(std::log(2.0)).model());
  EXPECT_NEAR(value_of(right, columns::threat, "A"), 0.8 * 0.5 * 0.5 + 0.01, 1e-15);
  EXPECT_NEAR(value_of(wrong, columns::threat, "A") / value_of(right, columns::threat, "A"), 2.0, 1e-12);
  EXPECT_NEAR(pair_value(wrong, columns::pair_threat, "A", "B") / pair_value(right, columns::pair_threat, "A", "B"),
              2.0, 1e-12);
}

TEST(Misperception, OnAPathIsGiven) {
  SmallWorld small = watchers(2);
  small.path(columns::misperception, "S0", {{"2000-01-01", 0.25}, {"2020-01-01", 0.25}});
  const World world = world_after(small.model());
  EXPECT_EQ(misperception_of(world, "S0"), 0.25);
  EXPECT_NE(misperception_of(world, "S1"), 0.25);
}

}  // namespace
}  // namespace entente
