#include "engine/run/inquiry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "engine/run/counterfactual.hpp"
#include "engine/run/likeness.hpp"
#include "tests/engine/run/resolve_model.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

RunRecord record_of(const Model& model) {
  Simulation simulation(model, 5, 0);
  simulation.run();
  return simulation.record();
}

Pair pair_of(const Model& model, std::string_view state, std::string_view alliance) {
  return {state_of(model.initial(), state), alliance_of(model.initial(), alliance)};
}

/// A model in which nobody ever moves.
Model still_model() {
  return resolve_model::model(resolve_model::text() + "parameters: {resolve: {rate: 1e-9}}\n");
}

TEST(SimulationStep, ALookBeforeEachPhaseSeesTheWorldAsThePhaseFindsIt) {
  const Model model = resolve_model::model();
  Simulation simulation(model, 5, 0);
  std::vector<double> seen;
  simulation.step([&](std::size_t phase, World& world, const Step& step) {
    EXPECT_EQ(phase, seen.size());
    EXPECT_EQ(step.begin, on("2000-01-04"));
    seen.push_back(value_of(world, resolve_model::loyalty, "ALF"));
  });
  EXPECT_EQ(seen, (std::vector{0.9, 0.9 * 0.999}));
}

TEST(Moment, AskingChangesNothingOfTheRun) {
  const Model model = resolve_model::model();
  const RunRecord stored = record_of(model);
  Inquiry inquiry(model, stored);
  for (; !inquiry.done(); inquiry.step()) inquiry.moment().ask(pair_of(model, "GAM", "PACT"));
  EXPECT_EQ(inquiry.difference(), std::nullopt);
}

TEST(Moment, TheAnswerIsWhatTheStepThenDoes) {
  const Model model = resolve_model::model();
  const RunRecord stored = record_of(model);
  ASSERT_GT(stored.events.size(), 3u);
  for (std::size_t n = 0; n < stored.events.size(); ++n) {
    const Event& event = stored.events.events()[n];
    Inquiry inquiry(model, stored);
    inquiry.go_to(event.date);
    const Outlook outlook = inquiry.moment().ask({event.state, event.alliance});
    const Foreseen* prospect = outlook.find(event.date, event.kind);
    ASSERT_NE(prospect, nullptr);
    EXPECT_EQ(prospect->phase, 1u);
    EXPECT_EQ(prospect->utility, event.utility);
    EXPECT_EQ(prospect->probability, event.probability);
    EXPECT_EQ(prospect->draw, event.draw);
    EXPECT_TRUE(is_drawn(*prospect));
  }
}

TEST(Inquiry, TellsTheFirstEventThatCameOutOtherwise) {
  const Model model = resolve_model::model();
  RunRecord stored = record_of(model);
  const Event last = stored.events.events().back();
  stored.events.add(last, stored.events.shares(stored.events.size() - 1));
  Inquiry inquiry(model, stored);
  inquiry.go_to(last.date);
  EXPECT_EQ(inquiry.difference(), std::nullopt);
  inquiry.step();
  ASSERT_TRUE(inquiry.difference());
  EXPECT_EQ(inquiry.difference()->substr(0, 6), "event ");
  EXPECT_NE(inquiry.difference()->find("and nothing"), std::string::npos);
}

TEST(Watch, FindsForEachKindTheMonthThatCameNearestAmongThoseThatBeginInThePeriod) {
  const Model model = still_model();
  const RunRecord stored = record_of(model);
  const Pair pair = pair_of(model, "GAM", "PACT");
  Inquiry inquiry(model, stored);
  const Watch year = watch(inquiry, pair, on("2003-01-01"), on("2004-01-01"));
  EXPECT_EQ(year.months, 12u);
  EXPECT_EQ(year.status, Status::member);
  ASSERT_EQ(year.nearest.size(), 2u);  // walked out, grumbled: utility does not decide about that
  const Occasion& nearest = year.nearest.front();
  EXPECT_EQ(nearest.moment.begin(), nearest.prospect.month);
  Inquiry again(model, stored);
  std::size_t months = 0;
  for (again.go_to(on("2003-01-04")); again.next() < on("2004-01-01"); again.step(), ++months)
    EXPECT_GE(utility_missing(again.moment().ask(pair).prospects.front()), utility_missing(nearest.prospect));
  EXPECT_EQ(months, 12u);
}

TEST(Watch, KnowsWhoDoesNotExist) {
  const Model model = still_model();
  const RunRecord stored = record_of(model);
  Inquiry inquiry(model, stored);
  const Watch month = watch(inquiry, pair_of(model, "ALF", "LATE"), on("2003-01-01"), on("2003-02-01"));
  EXPECT_TRUE(month.state_exists);
  EXPECT_FALSE(month.alliance_exists);
  EXPECT_TRUE(month.nearest.empty());
}

TEST(Likeness, IsTheNearestOfTheSameSideAndTheMean) {
  const Model model = still_model();
  const RunRecord stored = record_of(model);
  const Moment moment = Inquiry(model, stored).moment();
  const Pair pair = pair_of(model, "ALF", "PACT");
  const Outlook outlook = moment.ask(pair);
  const Foreseen& own = outlook.prospects.front();
  const Likeness others = likeness(moment, pair, own);
  EXPECT_TRUE(others.of_members);
  EXPECT_EQ(others.count, 2u);
  EXPECT_EQ(others.nearest, state_of(model.initial(), "BET"));
  EXPECT_NEAR(others.shares[0], 2 * 0.8 * 0.999, 1e-12);
  EXPECT_NEAR(others.mean[0], (0.8 + 0.1) * 0.999, 1e-12);
  const Pair outside = pair_of(model, "DEL", "PACT");
  EXPECT_EQ(likeness(moment, outside, own).count, 0u);
}

TEST(Turning, AreJustEnoughAndKeptByEveryPhase) {
  const Model model = resolve_model::model();
  const RunRecord stored = record_of(model);
  const Pair pair = pair_of(model, "GAM", "PACT");
  Inquiry inquiry(model, stored);
  const Watch year = watch(inquiry, pair, on("2000-01-01"), on("2001-01-01"));
  const auto& [prospect, moment] = year.nearest.front();
  const double missing = prospect.utility - prospect.utility_needed;
  ASSERT_GT(missing, 0.0);  // a member leaves below it
  ASSERT_LT(missing, 2.0);  // else loyalty alone cannot do it
  const auto changes = turning(moment, pair, prospect).enough;
  ASSERT_EQ(changes.size(), 2u);  // hair matters for nothing, and the seal forbids more
  EXPECT_EQ(changes[0].column->name, "loyalty");
  EXPECT_NEAR(changes[0].from, value_of(moment.world(), resolve_model::loyalty, "GAM") * 0.999, 1e-12);
  EXPECT_NEAR(2.0 * (changes[0].from - changes[0].to), missing, 2e-3);
  EXPECT_NEAR(changes[0].size, missing / 4.0, 1e-3);
  EXPECT_TRUE(changes[0].is_share);
  EXPECT_EQ(changes[1].column->name, "grip");
  EXPECT_NEAR(std::log(changes[1].from / changes[1].to), missing, 2e-3);
  EXPECT_FALSE(changes[1].is_share);
}

TEST(Turning, AreNoneWhereNoSingleInputIsEnough) {
  const Model model = still_model();
  const RunRecord stored = record_of(model);
  const Moment moment = Inquiry(model, stored).moment();
  const Pair pair = pair_of(model, "DEL", "PACT");
  const Turning tried = turning(moment, pair, moment.ask(pair).prospects.front());
  EXPECT_TRUE(tried.enough.empty());
  ASSERT_TRUE(tried.farthest);
  EXPECT_EQ(tried.farthest->column->name, "loyalty");
  EXPECT_EQ(tried.farthest->to, 1.0);
  EXPECT_GT(tried.way, 0.0);
  EXPECT_LT(tried.way, 1.0);
}

/// The moment of the first event of a kind, and its prospect.
std::pair<Moment, Foreseen> first_of(const Model& model, const RunRecord& stored, std::string_view kind, Pair& pair) {
  for (const Event& event : stored.events.events()) {
    if (model.layout().event_kinds[static_cast<std::size_t>(event.kind)].name != kind) continue;
    Inquiry inquiry(model, stored);
    inquiry.go_to(event.date);
    pair = {event.state, event.alliance};
    return {inquiry.moment(), *inquiry.moment().ask(pair).find(event.date, event.kind)};
  }
  throw std::logic_error("nothing of this kind happened");
}

TEST(Turning, TellWhatWouldHavePreventedAMove) {
  const Model model = resolve_model::model();
  const RunRecord stored = record_of(model);
  Pair pair;
  const auto [moment, prospect] = first_of(model, stored, "walked_out", pair);
  const auto changes = turning(moment, pair, prospect).enough;
  ASSERT_FALSE(changes.empty());
  EXPECT_GT(changes.front().to, changes.front().from);
}

TEST(Turning, PreventsNothingWhereTheDrawWouldMakeAnotherThingHappen) {
  // Grumbling takes what walking out leaves of the draw: a better world must be better by more than that.
  const Model model = resolve_model::model();
  const RunRecord stored = record_of(model);
  Pair pair;
  const auto [moment, prospect] = first_of(model, stored, "walked_out", pair);
  const auto changes = turning(moment, pair, prospect).enough;
  ASSERT_FALSE(changes.empty());
  EXPECT_EQ(changes.front().column->name, "loyalty");
  const double grumbling = moment.ask(pair).prospects.back().probability;
  const double gain = std::log(prospect.probability / (prospect.draw - grumbling));
  EXPECT_NEAR(2.0 * (changes.front().to - changes.front().from), gain, 2e-3);
}

TEST(Turning, OfAVoteAreWhatMakesItCarry) {
  const Model model = resolve_model::model();
  const RunRecord stored = record_of(model);
  Pair pair;
  const auto [moment, prospect] = first_of(model, stored, "joined", pair);
  double value = prospect.voices.front().value;
  for (const Voice& voice : prospect.voices) value = std::min(value, voice.value);
  const auto changes = turning(moment, pair, prospect).enough;
  if (value > 0.0) {
    EXPECT_TRUE(changes.empty());
  } else {
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes.front().column->name, "loyalty");
    EXPECT_NEAR(changes.front().to - changes.front().from, -value, 1e-3);
  }
}

}  // namespace
}  // namespace entente
