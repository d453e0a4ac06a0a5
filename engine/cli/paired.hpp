#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/cli/alignment.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// A quantity of a run, its mean over the runs of two scenarios, and the mean of the differences pair by pair.
struct PairedDifference {
  std::string name;         ///< `state.burden of FRA`, `event.left of FRA`
  std::uint64_t pairs = 0;  ///< in which both have it
  double in_a = 0.0, in_b = 0.0;
  double spread = 0.0;  ///< standard deviation of the differences

  double difference() const { return in_b - in_a; }
  double standard_error() const;
  /// Half the width of the interval that holds the true difference in 95 of 100 such comparisons (Student's t).
  double half_width() const;
  bool is_clear() const { return half_width() < (difference() < 0.0 ? -difference() : difference()); }
  /// How many pairs it takes, about, for a half-width of `precision` times the larger of both means; 0 if both are 0.
  std::uint64_t pairs_for(double precision) const;
};

/// Compares runs of two scenarios that drew the same, pair by pair: the mean over time of every number that both
/// record, and how often every kind of event happened, in all and to each state. Keeps no runs.
class PairedDifferences {
 public:
  PairedDifferences(const RecordLayout& a, const RecordLayout& b, const Alignment& alignment);

  void add(const RunRecord& a, const RunRecord& b);
  /// All quantities that vary or differ, the clearest difference (in standard errors) first.
  std::vector<PairedDifference> ranked() const;

 private:
  /// Means and squares as they come (Welford 1962).
  struct Moments {
    std::uint64_t count = 0;
    double a = 0.0, b = 0.0, difference = 0.0, squares = 0.0;
    void add(double in_a, double in_b);
  };
  using EventCounts = std::map<std::string, double>;

  EventCounts count_events(const RecordLayout& layout, const EventLog& events) const;
  void add_events(const RunRecord& a, const RunRecord& b);

  const RecordLayout& a_;
  const RecordLayout& b_;
  const Alignment& alignment_;
  std::vector<std::vector<Moments>> series_;  ///< by common series and cell; none for names
  std::map<std::string, Moments> events_;
  std::uint64_t pairs_ = 0;
};

}  // namespace entente
