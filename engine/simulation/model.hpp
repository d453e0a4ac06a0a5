#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/simulation/catalogue.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// One entry of the pipeline.
struct Phase {
  std::string name;
  std::unique_ptr<const Mechanism> mechanism;
};

/// A scenario made ready to run: the world at the start, the mechanisms in order, the dates, what is recorded.
/// Constant while runs are made from it, on any number of threads.
class Model {
 public:
  Model(Scenario scenario, const Catalogue& catalogue);

  const Scenario& scenario() const { return scenario_; }
  /// The world at the start, with the columns that mechanisms derive.
  const World& initial() const { return scenario_.world; }
  const std::vector<Phase>& pipeline() const { return pipeline_; }
  const RecordLayout& layout() const { return layout_; }

  std::size_t steps() const { return steps_; }
  /// The date at which step `n` begins; `date(steps())` is the last date.
  Date date(std::size_t n) const;
  /// Whether the world is recorded when `n` steps are done.
  bool is_recorded(std::size_t n) const { return recorded_[n]; }

 private:
  void plan_dates();
  void plan_layout(const Catalogue& catalogue);
  std::vector<const Column*> chosen_columns(const Catalogue& catalogue) const;

  Scenario scenario_;
  std::vector<Phase> pipeline_;
  std::size_t steps_ = 0;
  std::vector<bool> recorded_;  // steps + 1
  RecordLayout layout_;
};

}  // namespace entente
