#pragma once

#include <vector>

#include "engine/simulation/mechanism.hpp"

namespace entente {

/// A path gives its number its value in the step iff the path's last date is later than this one, the middle of the
/// step before: so the last step takes the last value.
Date end_of_freed_paths(const Step& step);

/// Which numbers of a column stand on paths, until when: as long as the scenario gives them they are not the model's
/// to move.
class Paths {
 public:
  Paths(const Setup& setup, const Column& column);

  /// `cell`: place in the column's values; `freed`: as `end_of_freed_paths` says.
  bool give(std::size_t cell, Date freed) const { return cell < last_.size() && last_[cell] > freed; }

 private:
  std::vector<Date> last_;  // by cell; empty where nothing stands on a path
};

}  // namespace entente
