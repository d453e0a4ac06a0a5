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

  const hdf5::File& file() const { return file_; }
  const RecordLayout& layout() const { return stored_.layout(); }
  std::uint64_t runs() const { return runs_; }

  std::string provenance_text() { return dataset("provenance").read_text(0, 1).front(); }

  std::vector<std::int32_t> points() {
    return layout().is_sweep ? rows<std::int32_t>(dataset("run_point"), 0, runs_) : std::vector<std::int32_t>(runs_);
  }

  std::vector<std::string> failures() {
    return layout().is_sweep ? dataset("run_failure").read_text(0, runs_) : std::vector<std::string>(runs_);
  }

  RunRecord read_origin(std::uint64_t run) { return std::move(read_origins(run, 1).front()); }

  RunRecord read_run(std::uint64_t run) { return std::move(read_runs(run, 1).front()); }

  /// Each dataset is read once, for chunks hold several runs.
  std::vector<RunRecord> read_runs(std::uint64_t first, std::uint64_t count) {
    std::vector<RunRecord> records = read_origins(first, count);
    const std::uint64_t end = first + count;
    const EventLog events = read_events(events_[first], events_[end] - events_[first]);
    const std::vector<Spell> spells = read_spells(spells_[first], spells_[end] - spells_[first]);
    for (std::uint64_t n = 0; n < count; ++n) {
      const std::uint64_t run = first + n;
      records[n].times = static_cast<std::size_t>(times_[run]);
      records[n].events = EventLog(layout().features.size());
      for (std::uint64_t row = events_[run] - events_[first]; row < events_[run + 1] - events_[first]; ++row)
        records[n].events.add(events.events()[row], events.shares(row));
      records[n].spells.assign(spells.begin() + static_cast<std::ptrdiff_t>(spells_[run] - spells_[first]),
                               spells.begin() + static_cast<std::ptrdiff_t>(spells_[run + 1] - spells_[first]));
    }
    for (const Series& series : layout().series) add_series(series, first, records);
    return records;
  }

 private:
  // Datasets stay open, so that the chunk which holds a run is there for the next one.
  const hdf5::Dataset& dataset(const std::string& name) {
    auto found = datasets_.find(name);
    if (found == datasets_.end()) found = datasets_.emplace(name, file_.dataset(name)).first;
    return found->second;
  }

  std::vector<RunRecord> read_origins(std::uint64_t first, std::uint64_t count) {
    if (first + count > runs_)
      throw InputError(
          {{file_.where().file},
           "has no run " + std::to_string(first) + " (its runs are 0 to " + std::to_string(runs_) + " - 1).",
           ""});
    std::vector<RunRecord> records(count);
    const auto seeds = dataset("run_seed").read_text(first, count);
    const auto replicates = rows<std::int64_t>(dataset("run_replicate"), first, count);
    for (std::uint64_t n = 0; n < count; ++n) {
      records[n].seed = std::stoull(seeds[n]);
      records[n].replicate = static_cast<std::uint64_t>(replicates[n]);
    }
    if (layout().is_sweep) read_points(first, records);
    return records;
  }

  void read_points(std::uint64_t first, std::vector<RunRecord>& records) {
    const auto points = rows<std::int32_t>(dataset("run_point"), first, records.size());
    const auto failures = dataset("run_failure").read_text(first, records.size());
    for (std::size_t n = 0; n < records.size(); ++n) {
      records[n].point = static_cast<std::uint64_t>(points[n]);
      records[n].failure = failures[n];
    }
    for (const FactorLabel& factor : layout().factors) {
      const hdf5::Dataset& from = dataset("run_factor_" + factor.name);
      const bool is_level = from.type() == hdf5::Type::int8;
      const std::vector<double> values = is_level ? as_numbers(rows<std::int8_t>(from, first, records.size()))
                                                  : rows<double>(from, first, records.size());
      for (std::size_t n = 0; n < records.size(); ++n)
        records[n].factors.push_back(is_level && values[n] < 0.0 ? std::numeric_limits<double>::quiet_NaN()
                                                                 : values[n]);
    }
  }

  /// Adds a series to records of consecutive runs, as far as each of them reached.
  void add_series(const Series& series, std::uint64_t first, std::vector<RunRecord>& records) {
    std::uint64_t times = 0;
    for (const RunRecord& record : records) times = std::max<std::uint64_t>(times, record.times);
    const std::vector<double> values = read_series(series, first, records.size(), times);
    for (std::size_t n = 0; n < records.size(); ++n) {
      const auto begin = values.begin() + static_cast<std::ptrdiff_t>(n * times * series.stride());
      records[n].series.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(records[n].times * series.stride()));
    }
  }

  template <class Value>
  std::vector<Value> box(const hdf5::Dataset& from, std::uint64_t first, std::uint64_t runs,
                         std::uint64_t times) const {
    hdf5::Shape start(from.shape().size(), 0), count = from.shape();
    start[0] = first;
    count[0] = runs;
    count[1] = times;
    std::vector<Value> values(hdf5::elements(count));
    from.read(start, count, values.data());
    return values;
  }

  std::vector<double> read_series(const Series& series, std::uint64_t first, std::uint64_t runs, std::uint64_t times) {
    const hdf5::Dataset& from = dataset(result_format::variable_name(*series.column));
    switch (from.type()) {
      case hdf5::Type::int8:
        return as_numbers(box<std::int8_t>(from, first, runs, times));
      case hdf5::Type::int32:
        return as_numbers(box<std::int32_t>(from, first, runs, times));
      default:
        return box<double>(from, first, runs, times);
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
std::vector<std::int32_t> ResultReader::points() const {
  return file_->points();
}
std::vector<std::string> ResultReader::failures() const {
  return file_->failures();
}
std::string ResultReader::provenance_text() const {
  return file_->provenance_text();
}
const hdf5::File& ResultReader::file() const {
  return file_->file();
}
Provenance ResultReader::provenance() const {
  return parse_provenance(provenance_text());
}

namespace {

/// Arranges a record's series as another layout has them.
void arrange(RunRecord& record, const std::vector<Series>& stored, const RecordLayout& layout) {
  std::vector<std::vector<double>> series(layout.series.size());
  for (std::size_t n = 0; n < stored.size(); ++n) {
    const auto wanted = std::find_if(layout.series.begin(), layout.series.end(),
                                     [&](const Series& s) { return same_column(*s.column, *stored[n].column); });
    if (wanted != layout.series.end()) series[wanted - layout.series.begin()] = std::move(record.series[n]);
  }
  record.series = std::move(series);
}

}  // namespace

RunRecord ResultReader::read_run(std::uint64_t run, const RecordLayout& layout) const {
  return std::move(read_runs(run, 1, layout).front());
}

std::vector<RunRecord> ResultReader::read_runs(std::uint64_t first, std::uint64_t count,
                                               const RecordLayout& layout) const {
  std::vector<RunRecord> records = file_->read_runs(first, count);
  for (RunRecord& record : records) arrange(record, this->layout().series, layout);
  return records;
}

}  // namespace entente
