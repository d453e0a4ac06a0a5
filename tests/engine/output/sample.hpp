#pragma once

#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "engine/base/hash.hpp"
#include "engine/output/provenance.hpp"
#include "engine/simulation/record.hpp"

/// A made-up model's layout and runs: every kind of column on every table, numbers that repeat from call to call.
namespace entente::sample {

inline constexpr Column gdp{.table = TableKind::state,
                            .name = "gdp",
                            .unit = "billion USD",
                            .range = above(0.0),
                            .about = "gross domestic product",
                            .source = "Somebody (2000)"};
inline constexpr Column democracy{
    .table = TableKind::state, .name = "democracy", .range = unit_interval, .about = "how democratic the state is"};
inline constexpr Column home{
    .table = TableKind::state, .name = "home", .axis = Axis::issue, .about = "position at home"};
inline constexpr Column active{.table = TableKind::state, .name = "active", .kind = Kind::flag, .about = "exists"};
inline constexpr Column patron{.table = TableKind::state, .name = "patron", .kind = Kind::state, .about = "its patron"};
inline constexpr Column founded{
    .table = TableKind::alliance, .name = "founded", .kind = Kind::date, .about = "its birth"};
inline constexpr Column power{
    .table = TableKind::alliance, .name = "power", .range = at_least(0.0), .about = "sum of powers"};
inline constexpr Column rule{.table = TableKind::alliance,
                             .name = "rule",
                             .kind = Kind::choice,
                             .choices = "majority unanimity",
                             .about = "how it decides"};
inline constexpr Column status{.table = TableKind::membership,
                               .name = "status",
                               .kind = Kind::choice,
                               .choices = "outsider applicant member notice suspended",
                               .about = "what the state is"};
inline constexpr Column trust{
    .table = TableKind::membership, .name = "trust", .range = unit_interval, .about = "trust"};
inline constexpr Column hostility{
    .table = TableKind::dyad, .name = "hostility", .range = unit_interval, .about = "hostility"};
inline constexpr Column intensity{.table = TableKind::threat, .name = "intensity", .about = "how strong it is"};

struct Size {
  std::size_t times = 5;
  std::size_t states = 4;
  std::size_t alliances = 2;
  std::size_t dyads = 6;
};

inline Labels labels(const std::string& start, std::size_t count) {
  Labels result;
  for (std::size_t n = 0; n < count; ++n) {
    result.ids.push_back(start + std::to_string(100 + n));
    result.names.push_back("Königreich " + std::to_string(n));
  }
  return result;
}

inline RecordLayout layout(const Size& size = {}) {
  RecordLayout layout;
  for (std::size_t n = 0; n < size.times; ++n)
    layout.times.push_back(add_months(date_of({.year = 1949, .month = 4, .day = 4}), 12 * static_cast<int>(n)));
  layout.features = {{"security", "protection by the others"}, {"burden", "what it costs"}};
  layout.event_kinds = {{.name = "applied", .effect = EventKind::Effect::none, .about = "asked to be let in"},
                        {.name = "joined", .effect = EventKind::Effect::entry, .about = "became a member"},
                        {.name = "left", .effect = EventKind::Effect::exit, .about = "ceased to be one"}};
  layout.issues = labels("issue", 2);
  layout.domains = labels("domain", 1);
  layout.regions = labels("region", 2);
  layout.threats = labels("threat", 1);
  layout.states = labels("S", size.states);
  layout.alliances = labels("A", size.alliances);
  for (std::size_t alliance = 0; alliance < size.alliances; ++alliance)
    for (std::size_t state = 0; state < size.states; ++state) {
      layout.membership_alliance.push_back(static_cast<std::int32_t>(alliance));
      layout.membership_state.push_back(static_cast<std::int32_t>(state));
    }
  for (std::size_t n = 0; n < size.dyads; ++n) {
    layout.dyad_from.push_back(static_cast<std::int32_t>(n % size.states));
    layout.dyad_to.push_back(static_cast<std::int32_t>((n + 1) % size.states));
  }
  const std::size_t pairs = layout.membership_state.size();
  layout.series = {{&active, size.states, 1},   {&democracy, size.states, 1}, {&gdp, size.states, 1},
                   {&home, size.states, 2},     {&patron, size.states, 1},    {&founded, size.alliances, 1},
                   {&power, size.alliances, 1}, {&rule, size.alliances, 1},   {&status, pairs, 1},
                   {&trust, pairs, 1},          {&hostility, size.dyads, 1},  {&intensity, 1, 1}};
  return layout;
}

inline double uniform(std::uint64_t a, std::uint64_t b) {
  return static_cast<double>(pair_hash(a, b) >> 11) * 0x1p-53;
}

inline double value_of(const Column& column, std::uint64_t run, std::uint64_t n) {
  const double u = uniform(run + 1, n + name_hash(column.name));
  switch (column.kind) {
    case Kind::flag:
      return u < 0.5 ? 0.0 : 1.0;
    case Kind::choice:
      return std::floor(2.0 * u);
    case Kind::state:
      return u < 0.3 ? -1.0 : std::floor(4.0 * u);
    case Kind::date:
      return u < 0.3 ? std::numeric_limits<double>::quiet_NaN() : std::floor(20000.0 * u);
    default:
      return u;
  }
}

/// Run `number`; `times` of the layout's times reached (all, if it is not given).
inline RunRecord run(const RecordLayout& layout, std::uint64_t number, std::size_t times = 1'000'000) {
  RunRecord record;
  record.seed = 18'000'000'000'000'000'000U + number;
  record.replicate = number;
  record.times = std::min(times, layout.times.size());
  for (const Series& series : layout.series) {
    std::vector<double> values(record.times * series.stride());
    for (std::size_t n = 0; n < values.size(); ++n) values[n] = value_of(*series.column, number, n);
    record.series.push_back(std::move(values));
  }
  record.events = EventLog(layout.features.size());
  for (std::uint64_t n = 0; n < number % 4; ++n) {
    const std::vector<double> shares{0.25 + static_cast<double>(n), -0.5};
    record.events.add({.date = {layout.times[0].days + 30 * static_cast<std::int32_t>(n)},
                       .kind = static_cast<std::int32_t>(n % 3),
                       .state = StateId(n % layout.states.ids.size()),
                       .alliance = AllianceId(n % layout.alliances.ids.size()),
                       .partner = {},
                       .utility = 0.75,
                       .probability = 0.5,
                       .draw = n == 0 ? std::numeric_limits<double>::quiet_NaN() : 0.1},
                      n == 1 ? std::span<const double>() : std::span<const double>(shares));
  }
  record.spells = {{.state = StateId(0U), .alliance = AllianceId(0U), .entry = layout.times[0], .exit = {}},
                   {.state = StateId(1U),
                    .alliance = AllianceId(0U),
                    .entry = layout.times[0],
                    .exit = {layout.times[0].days + 400},
                    .entry_kind = 1,
                    .exit_kind = 2}};
  return record;
}

inline Provenance provenance() {
  return {.title = "A sample",
          .scenario = R"({"title": "A sample", "entente": 1, "seed": 7, "numbers": [1e-5, 0.1, 100000.0, 1]})",
          .scenario_file = "sample.yaml",
          .overrides = {{"states.S100.gdp", "12"}},
          .command = {"entente", "run", "sample.yaml"},
          .seed = 18'000'000'000'000'000'000U,
          .runs = 0,
          .started = utc_now(),
          .finished = {},
          .exit_state = ExitState::complete};
}

/// A folder of one's own, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "entente-output-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator()));
  }

 private:
  std::filesystem::path path_;
};

inline std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace entente::sample
