#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/run/moment.hpp"

namespace entente {

/// A stored run computed again as far as an explanation needs it, and compared on the way with what is stored.
class Inquiry {
 public:
  /// `stored`: a run of the model as a result keeps it.
  Inquiry(const Model& model, const RunRecord& stored);

  bool done() const { return run_.done(); }
  Date next() const { return model_.date(run_.steps_done()); }  ///< where the next step begins
  /// Takes steps until the next one holds the date, or the run is done.
  void go_to(Date date);
  void step() { run_.step(); }
  Moment moment() const { return {model_, run_}; }

  /// The first event so far that came out otherwise than it is stored, in words: `event 17: … and …`.
  std::optional<std::string> difference() const;

 private:
  const Model& model_;
  const RunRecord& stored_;
  Simulation run_;
};

/// A prospect, and what is needed to ask more about it.
struct Occasion {
  Foreseen prospect;
  Moment moment;  ///< before its step
};

/// What a pair could have done in a stretch of time.
struct Watch {
  bool state_exists = false;         ///< at some time of it
  bool alliance_exists = false;      ///< the same
  bool both_exist = false;           ///< at once
  Status status = Status::outsider;  ///< at the end
  std::size_t months = 0;            ///< within it, of which a mechanism says something
  /// Of each kind of thing it could have done the occasion on which it came nearest; the nearest first.
  std::vector<Occasion> nearest;
};

/// Watches a pair in the months that begin from `from` until before `until`.
Watch watch(Inquiry& inquiry, Pair pair, Date from, Date until);

/// How much utility would have had to be different for a prospect's draw; infinite where utility does not decide.
double utility_missing(const Prospect& prospect);

}  // namespace entente
