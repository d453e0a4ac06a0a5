#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cli/alignment.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// How far the values of one series are apart.
struct SeriesDifference {
  std::string name;
  std::uint64_t values = 0;  ///< compared
  std::uint64_t differ = 0;  ///< of them
  double apart = 0.0;        ///< root of the mean square difference, over the spread of all values
  double largest = -1.0;     ///< difference; -1 between names, which are no distance apart
  double in_a = 0.0, in_b = 0.0;
  std::string where;  ///< `run 3, FRA at 1966-01-04`
};

/// Two numbers that differ, with as many digits as it takes to see it.
std::string both_text(double a, double b, std::string_view between = " and ");

/// Something that differs first: the earliest date, in the first run that has it.
struct FirstDifference {
  Date date;
  std::uint64_t run = 0;
  std::string what;
};

/// Compares runs of two results one by one: values by series, row and date, decisions by date, kind and who.
class Differ {
 public:
  Differ(const RecordLayout& a, const RecordLayout& b);

  void add(std::uint64_t run, const RunRecord& a, const RunRecord& b);

  const Alignment& alignment() const { return alignment_; }
  std::uint64_t runs = 0;
  std::uint64_t runs_that_differ = 0;
  std::optional<FirstDifference> state;     ///< of the states' series; of others where those are the same
  std::optional<FirstDifference> decision;  ///< of the events
  std::uint64_t events_in_both = 0, events_in_a = 0, events_in_b = 0;
  /// The series that differ, the farthest apart first.
  std::vector<SeriesDifference> series() const;

 private:
  struct Place {
    std::uint64_t run = 0;
    std::size_t time = 0, cell = 0;  // date of the first result, place among the common series' cells
  };
  /// What is kept of one series.
  struct Sums {
    std::uint64_t values = 0, differ = 0, known = 0;  // known: numbers in both
    double sum = 0.0, squares = 0.0;                  // of both results
    double apart = 0.0;                               // squares of the differences
    double largest = -1.0, in_a = 0.0, in_b = 0.0;
    Place where;

    /// Takes a pair of values; true if they differ. Numbers that stand for names differ, but by no distance.
    bool add(double x, double y, const Place& place, bool are_names);
  };

  bool add_series(std::uint64_t run, const RunRecord& a, const RunRecord& b);
  bool add_events(std::uint64_t run, const RunRecord& a, const RunRecord& b);
  std::string both_values(const Column& column, double a, double b) const;
  std::string cell_name(const CommonSeries& common, std::size_t cell) const;

  const RecordLayout& a_;
  const RecordLayout& b_;
  Alignment alignment_;
  std::vector<Sums> sums_;  // by common series
};

}  // namespace entente
