#include "engine/output/result_reader.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/output/hdf5_file.hpp"
#include "engine/output/layout_reader.hpp"
#include "engine/output/result_format.hpp"

namespace entente {

namespace {

// Rows [first, first + count) of a column of numbers.
template <class Value>
std::vector<Value> rows(const hdf5::Dataset& dataset, std::uint64_t first, std::uint64_t count) {
  hdf5::Shape start(dataset.shape().size(), 0), lengths = dataset.shape();
  if (lengths.empty() || first + count > lengths.front() || size_of(dataset.type()) != sizeof(Value))
    throw DiskError(dataset.where().file + ": cannot read " + dataset.name() + ": it has another shape.");
  start.front() = first;
  lengths.front() = count;
  std::vector<Value> values(hdf5::elements(lengths));
  dataset.read(start, lengths, values.data());
  return values;
}

template <class Code>
std::vector<double> as_numbers(const std::vector<Code>& codes) {
  return {codes.begin(), codes.end()};
}

// Places of the first row of each run, and one past the last.
std::vector<std::uint64_t> offsets(const std::vector<std::int32_t>& counts) {
  std::vector<std::uint64_t> result{0};
  for (const std::int32_t count : counts) result.push_back(result.back() + static_cast<std::uint64_t>(count));
  return result;
}

StateId state_of(std::int32_t row) {
  return row < 0 ? StateId{} : StateId(static_cast<std::size_t>(row));
}
AllianceId alliance_of(std::int32_t row) {
  return row < 0 ? AllianceId{} : AllianceId(static_cast<std::size_t>(row));
}

}  // namespace

class ResultReader::File {
 public:
  explicit File(const std::filesystem::path& path) : file_(hdf5::File::open(path)), stored_(file_) {
    runs_ = dataset("run").shape().at(0);
    times_ = rows<std::int32_t>(dataset("run_times"), 0, runs_);
    events_ = offsets(rows<std::int32_t>(dataset("run_events"), 0, runs_));
    spells_ = offsets(rows<std::int32_t>(dataset("run_spells"), 0, runs_));
  }

  const RecordLayout& layout() const { return stored_.layout(); }
  std::uint64_t runs() const { return runs_; }

  std::string provenance_text() { return dataset("provenance").read_text(0, 1).front(); }

  std::vector<std::string> failures() {
    return layout().is_sweep ? dataset("run_failure").read_text(0, runs_) : std::vector<std::string>(runs_);
  }

  RunRecord read_origin(std::uint64_t run) {
    if (run >= runs_)
      throw InputError({{file_.where().file},
                        "has no run " + std::to_string(run) + " (its runs are 0 to " + std::to_string(runs_) + " - 1).",
                        ""});
    RunRecord record;
    record.seed = std::stoull(dataset("run_seed").read_text(run, 1).front());
    record.replicate = static_cast<std::uint64_t>(rows<std::int64_t>(dataset("run_replicate"), run, 1).front());
    if (layout().is_sweep) read_point(run, record);
    return record;
  }

  RunRecord read_run(std::uint64_t run) {
    RunRecord record = read_origin(run);
    record.times = static_cast<std::size_t>(times_[run]);
    for (const Series& series : layout().series) record.series.push_back(read_series(series, run, record.times));
    record.events = read_events(events_[run], events_[run + 1] - events_[run]);
    record.spells = read_spells(spells_[run], spells_[run + 1] - spells_[run]);
    return record;
  }

 private:
  // Datasets stay open, so that the chunk which holds a run is there for the next one.
  const hdf5::Dataset& dataset(const std::string& name) {
    auto found = datasets_.find(name);
    if (found == datasets_.end()) found = datasets_.emplace(name, file_.dataset(name)).first;
    return found->second;
  }

  void read_point(std::uint64_t run, RunRecord& record) {
    record.point = static_cast<std::uint64_t>(rows<std::int32_t>(dataset("run_point"), run, 1).front());
    record.failure = dataset("run_failure").read_text(run, 1).front();
    for (const FactorLabel& factor : layout().factors) {
      const hdf5::Dataset& values = dataset("run_factor_" + factor.name);
      const bool is_level = values.type() == hdf5::Type::int8;
      const double value = is_level ? rows<std::int8_t>(values, run, 1).front() : rows<double>(values, run, 1).front();
      record.factors.push_back(is_level && value < 0.0 ? std::numeric_limits<double>::quiet_NaN() : value);
    }
  }

  template <class Value>
  std::vector<Value> box(const hdf5::Dataset& from, std::uint64_t run, std::uint64_t times) const {
    hdf5::Shape start(from.shape().size(), 0), count = from.shape();
    start[0] = run;
    count[0] = 1;
    count[1] = times;
    std::vector<Value> values(hdf5::elements(count));
    from.read(start, count, values.data());
    return values;
  }

  std::vector<double> read_series(const Series& series, std::uint64_t run, std::uint64_t times) {
    const hdf5::Dataset& from = dataset(result_format::variable_name(*series.column));
    switch (from.type()) {
      case hdf5::Type::int8:
        return as_numbers(box<std::int8_t>(from, run, times));
      case hdf5::Type::int32:
        return as_numbers(box<std::int32_t>(from, run, times));
      default:
        return box<double>(from, run, times);
    }
  }

  EventLog read_events(std::uint64_t first, std::uint64_t count) {
    const auto time = rows<std::int32_t>(dataset("event_time"), first, count);
    const auto kind = rows<std::int8_t>(dataset("event_kind"), first, count);
    const auto state = rows<std::int32_t>(dataset("event_state"), first, count);
    const auto alliance = rows<std::int32_t>(dataset("event_alliance"), first, count);
    const auto partner = rows<std::int32_t>(dataset("event_partner"), first, count);
    const auto utility = rows<double>(dataset("event_utility"), first, count);
    const auto probability = rows<double>(dataset("event_probability"), first, count);
    const auto draw = rows<double>(dataset("event_draw"), first, count);
    const std::size_t features = layout().features.size();
    std::vector<double> shares;
    if (features > 0) shares = rows<double>(dataset("event_feature_share"), first, count);
    EventLog events(features);
    for (std::size_t n = 0; n < count; ++n)
      events.add({.date = {stored_.epoch().days + time[n]},
                  .kind = kind[n],
                  .state = state_of(state[n]),
                  .alliance = alliance_of(alliance[n]),
                  .partner = state_of(partner[n]),
                  .utility = utility[n],
                  .probability = probability[n],
                  .draw = draw[n]},
                 std::span(shares).subspan(n * features, features));
    return events;
  }

  std::vector<Spell> read_spells(std::uint64_t first, std::uint64_t count) {
    const auto state = rows<std::int32_t>(dataset("spell_state"), first, count);
    const auto alliance = rows<std::int32_t>(dataset("spell_alliance"), first, count);
    const auto entry = rows<std::int32_t>(dataset("spell_entry"), first, count);
    const auto exit = rows<std::int32_t>(dataset("spell_exit"), first, count);
    const auto entry_kind = rows<std::int8_t>(dataset("spell_entry_kind"), first, count);
    const auto exit_kind = rows<std::int8_t>(dataset("spell_exit_kind"), first, count);
    std::vector<Spell> spells;
    for (std::size_t n = 0; n < count; ++n)
      spells.push_back({.state = state_of(state[n]),
                        .alliance = alliance_of(alliance[n]),
                        .entry = {stored_.epoch().days + entry[n]},
                        .exit = exit_kind[n] < 0 ? Date{} : Date{stored_.epoch().days + exit[n]},
                        .entry_kind = entry_kind[n],
                        .exit_kind = exit_kind[n]});
    return spells;
  }

  hdf5::File file_;
  StoredLayout stored_;
  std::map<std::string, hdf5::Dataset> datasets_;
  std::uint64_t runs_ = 0;
  std::vector<std::int32_t> times_;
  std::vector<std::uint64_t> events_, spells_;  // runs + 1
};

ResultReader::ResultReader(const std::filesystem::path& path) : file_(std::make_unique<File>(path)) {}
ResultReader::~ResultReader() = default;
ResultReader::ResultReader(ResultReader&&) noexcept = default;
ResultReader& ResultReader::operator=(ResultReader&&) noexcept = default;

const RecordLayout& ResultReader::layout() const {
  return file_->layout();
}
std::uint64_t ResultReader::runs() const {
  return file_->runs();
}
RunRecord ResultReader::read_run(std::uint64_t run) const {
  return file_->read_run(run);
}
RunRecord ResultReader::read_origin(std::uint64_t run) const {
  return file_->read_origin(run);
}
std::vector<std::string> ResultReader::failures() const {
  return file_->failures();
}
std::string ResultReader::provenance_text() const {
  return file_->provenance_text();
}
Provenance ResultReader::provenance() const {
  return parse_provenance(provenance_text());
}

RunRecord ResultReader::read_run(std::uint64_t run, const RecordLayout& layout) const {
  RunRecord record = read_run(run);
  std::vector<std::vector<double>> series(layout.series.size());
  const std::vector<Series>& stored = this->layout().series;
  for (std::size_t n = 0; n < stored.size(); ++n) {
    const auto wanted = std::find_if(layout.series.begin(), layout.series.end(),
                                     [&](const Series& s) { return same_column(*s.column, *stored[n].column); });
    if (wanted != layout.series.end()) series[wanted - layout.series.begin()] = std::move(record.series[n]);
  }
  record.series = std::move(series);
  return record;
}

}  // namespace entente
