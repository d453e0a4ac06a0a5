#include "engine/run/sweep_plan.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace entente {
namespace {

SweepPlan any_plan() {
  return {.points = *rc::gen::inRange<std::uint64_t>(1, 40),
          .replicates = *rc::gen::inRange<std::uint64_t>(1, 70),
          .segment_runs = std::uint64_t{1} << *rc::gen::inRange(0, 8)};
}

RC_GTEST_PROP(SweepPlan, GivesEveryReplicateOfEveryPointOneRun, ()) {
  const SweepPlan plan = any_plan();
  std::set<std::pair<std::uint64_t, std::uint64_t>> places;
  for (std::uint64_t run = 0; run < plan.runs(); ++run) {
    const SweepPlan::Place place = plan.place_of(run);
    RC_ASSERT(place.point < plan.points);
    RC_ASSERT(place.replicate < plan.replicates);
    places.emplace(place.point, place.replicate);
  }
  RC_ASSERT(places.size() == plan.runs());
}

RC_GTEST_PROP(SweepPlan, SpreadsAnyFirstPartOverThePointsUpToABlock, ()) {
  const SweepPlan plan = any_plan();
  const std::uint64_t part = *rc::gen::inRange<std::uint64_t>(0, plan.runs() + 1);
  std::vector<std::uint64_t> runs(plan.points, 0);
  for (std::uint64_t run = 0; run < part; ++run) ++runs[plan.place_of(run).point];
  const auto [least, most] = std::minmax_element(runs.begin(), runs.end());
  RC_ASSERT(*most - *least <= SweepPlan::block);
}

RC_GTEST_PROP(SweepPlan, SegmentsHoldAllRunsOneAfterTheOther, ()) {
  const SweepPlan plan = any_plan();
  std::uint64_t next = 0;
  for (std::uint64_t segment = 0; segment < plan.segments(); ++segment) {
    RC_ASSERT(plan.first_run(segment) == next);
    RC_ASSERT(plan.end_run(segment) > next);
    next = plan.end_run(segment);
  }
  RC_ASSERT(next == plan.runs());
}

}  // namespace
}  // namespace entente
