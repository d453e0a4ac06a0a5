#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/cli/history.hpp"
#include "engine/cli/statistics.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// A state that really joined after the founders, and what the runs made of it.
struct HindcastState {
  std::string id;
  std::string name;
  Date joined;
  std::vector<double> entries;  ///< by run: days of the first entry, infinite for never
};

/// A state and the share of runs in which it ever entered.
struct HindcastShare {
  std::string name;
  double share;
};

/// How runs compare with what really happened to one alliance.
struct Hindcast {
  std::string alliance;
  std::uint64_t runs = 0;
  std::uint64_t survived = 0;             ///< runs that end with members in it
  std::vector<HindcastState> states;      ///< by the real date
  std::vector<double> rank_correlations;  ///< of real and simulated first entries, by run; NaN where none varies
  double rank_correlation_of_medians = 0.0;
  std::map<std::string, double> exits;  ///< a run, by kind
  std::vector<double> sizes;            ///< at the end, by run
  std::uint64_t real_size = 0;          ///< at the same date
  std::vector<HindcastShare> missing;   ///< entered in fact, but in fewer than half of the runs
  std::vector<HindcastShare> unreal;    ///< entered in at least 5 % of the runs, but not in fact
};

/// Collects one alliance from runs. A state that never joins ranks last, with all others that never do. Founders, who
/// really entered on the alliance's first date, are left out of the correlations: they are given.
class Hindcaster {
 public:
  Hindcaster(const RecordLayout& layout, const std::vector<HistoricalMembership>& history, const std::string& alliance);

  void add(const RunRecord& run);
  Hindcast result() const;

 private:
  const RecordLayout& layout_;
  AllianceId row_;
  std::vector<StateId> state_rows_;
  std::vector<bool> is_real_;           // by state
  std::vector<std::uint64_t> entered_;  // by state: runs in which it ever did
  Hindcast found_;
};

/// As Markdown: first the alliance, then state by state.
std::string to_markdown(const Hindcast& hindcast);

}  // namespace entente
