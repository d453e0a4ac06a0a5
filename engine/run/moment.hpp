#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/run/pair.hpp"
#include "engine/simulation/simulation.hpp"

namespace entente {

/// What a mechanism says that a pair may do in a month.
struct Foreseen : Prospect {
  std::size_t phase = 0;  ///< the mechanism's place in the pipeline
};

/// What the mechanisms say that a pair may do in a step.
struct Outlook {
  bool state_exists = false;
  bool alliance_exists = false;
  Status status = Status::outsider;  ///< as the first that says something finds it, else the last
  /// By month, of a month one for each cause, in the order of the pipeline; empty where no mechanism says anything.
  std::vector<Foreseen> prospects;

  /// The first of the month that holds a date of the step, of one kind or of any (-1).
  const Foreseen* find(Date date, std::int32_t kind = -1) const;
};

/// Whether a prospect's draw made it happen, or brought it to a vote.
bool is_drawn(const Prospect& prospect);

/// A run just before a step: enough to take that step again, as it was or otherwise. Nothing of the run changes by it.
class Moment {
 public:
  Moment(const Model& model, const Simulation& run);

  const Model& model() const { return *model_; }
  const World& world() const { return world_; }
  Date begin() const { return model_->date(steps_done_); }
  Date end() const { return model_->date(steps_done_ + 1); }

  /// Takes the step again and asks its mechanisms what each pair may do.
  /// `anew`: as in Step. `phase`: ask this one only. `before` may change the world before each phase.
  std::vector<Outlook> ask(std::span<const Pair> pairs, bool anew = false, std::optional<std::size_t> phase = {},
                           const BeforePhase& before = {}) const;
  Outlook ask(Pair pair) const { return ask(std::span(&pair, 1)).front(); }

 private:
  const Model* model_;
  World world_;
  std::uint64_t seed_, replicate_;
  std::size_t steps_done_;
};

}  // namespace entente
