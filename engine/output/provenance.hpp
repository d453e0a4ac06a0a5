#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

/// How the computation of a file ended.
enum class ExitState { complete, interrupted, time_limit, failed };
std::string_view to_string(ExitState state);

/// Where a result comes from: enough to compute it again. Written as a JSON text that obeys provenance.schema.json.
struct Provenance {
  std::string title;
  std::string scenario;  ///< resolved (includes, overlays and overrides applied), as JSON
  std::string scenario_file;
  std::vector<std::pair<std::string, std::string>> overrides;  ///< of `--set`: path and value as typed
  std::vector<std::string> command;                            ///< as typed, word by word
  std::uint64_t seed = 0;
  std::uint64_t runs = 0;
  std::string started;   ///< UTC, 2026-01-31T12:00:00Z
  std::string finished;  ///< the same; empty while running
  ExitState exit_state = ExitState::complete;
  std::string experiment = {};          ///< of a sweep, as JSON; empty: none
  std::vector<std::string> parts = {};  ///< of a merged file: who computed each part, as JSON; filled in by the writer
};

/// The JSON text: the above, the scenario's SHA-256, and what only the running program knows (its version and commit,
/// compiler, flags, libraries, host, system, processor). Keys are sorted, so that equal content is equal text.
std::string to_json(const Provenance& provenance);
/// Who computed a part of a sweep, on which machine and when, from the part's own JSON text.
std::string part_of(std::string_view json, const std::string& name);
/// Reads such a text; throws InputError if it is none.
Provenance parse_provenance(std::string_view json);

/// A JSON text with keys sorted and without blanks: the form of which the scenario's SHA-256 is taken.
std::string canonical_json(std::string_view json);
/// SHA-256 of the canonical form.
std::string scenario_digest(std::string_view json);

/// The present time, as in 2026-01-31T12:00:00Z.
std::string utc_now();

}  // namespace entente
