#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/output/result_reader.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// One series over the runs: what its charts are drawn from.
struct SeriesOfRuns {
  const Column* column = nullptr;
  std::vector<std::vector<std::vector<double>>> values;  ///< by row, time, run

  /// Of one row, at each time over the runs.
  std::vector<double> quantiles(std::size_t row, double share) const;
};

/// Which series to find: those of a table without a second axis.
struct Question {
  TableKind table = TableKind::alliance;
  std::vector<std::string_view> columns = {};  ///< by name, in this order; empty: all
  std::optional<std::size_t> row = {};         ///< of one row only
  std::uint64_t most_runs = 1000;
};

/// What a summary says about the runs of a result: small beside the result itself.
struct Findings {
  std::uint64_t runs = 0;                  ///< in the file
  std::uint64_t runs_read = 0;             ///< of them, from the first, without those that failed
  std::uint64_t runs_failed = 0;           ///< beside them
  std::vector<Date> reached;               ///< by run, its last recorded date
  std::vector<std::vector<Spell>> spells;  ///< by run; open ones exit after what their run reached
  std::vector<SeriesOfRuns> series;        ///< as asked, as far as the file has them
  RunRecord first;                         ///< the first run with everything

  /// The spells of a pair in a run.
  std::vector<Spell> spells_of(std::size_t run, StateId state, AllianceId alliance) const;
  /// Share of the runs that reached a date in which a pair is bound then.
  double share(StateId state, AllianceId alliance, Date date) const;
};

Findings find(const ResultReader& reader, const Question& question);

bool covers(const Spell& spell, Date date);

}  // namespace entente
