#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/output/result_reader.hpp"
#include "engine/run/progress.hpp"
#include "engine/simulation/model.hpp"

namespace entente {

/// Computes runs [first, end) of a result again and compares every bit of what they leave behind. Returns the first
/// difference in words, or nothing. `model`: of those runs' scenario (engine/run/stored_run.hpp). Throws InputError if
/// the model records something else than the file holds.
std::optional<std::string> replay(const Model& model, const ResultReader& result, std::uint64_t first,
                                  std::uint64_t end, int threads, const ProgressReport& report);

/// The first difference between two runs of one layout, in words; nothing if every bit is the same (NaN equals NaN, and
/// 0 is not -0).
std::optional<std::string> first_difference(const RecordLayout& layout, const RunRecord& a, const RunRecord& b);

/// The same of events only, `b` those of a run that has reached a date and `a` those of all of it.
std::optional<std::string> first_difference(const RecordLayout& layout, const EventLog& a, const EventLog& b,
                                            Date reached);

}  // namespace entente
