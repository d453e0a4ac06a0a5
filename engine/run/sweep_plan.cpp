#include "engine/run/sweep_plan.hpp"

#include <algorithm>

#include "engine/base/contracts.hpp"

namespace entente {

SweepPlan::Place SweepPlan::place_of(std::uint64_t run) const {
  EXPECT(run < runs());
  const std::uint64_t first_replicate = run / (block * points) * block;
  const std::uint64_t length = std::min(block, replicates - first_replicate);
  const std::uint64_t rest = run - first_replicate * points;
  return {rest / length, first_replicate + rest % length};
}

}  // namespace entente
