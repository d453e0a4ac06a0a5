#include "engine/output/result_writer.hpp"

#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "engine/base/contracts.hpp"
#include "engine/output/chunk_shape.hpp"
#include "engine/output/list_writer.hpp"
#include "engine/output/new_file.hpp"
#include "engine/output/result_format.hpp"
#include "engine/output/series_writer.hpp"

namespace entente {

using hdf5::Type;

namespace {

// In the order in which they are added; a sweep's factors follow.
enum RunColumn : std::size_t { run_replicate, run_times, run_events, run_spells, run_point, first_factor };

ColumnWriter run_columns(ResultFrame& frame) {
  ColumnWriter columns("run", run_chunk(frame.total_runs()));
  columns.add(frame, "replicate", Type::int64).set("long_name", "replicate of the seed");
  columns.add(frame, "times", Type::int32)
      .set("long_name", "how many of the times the run reached; nothing after them was computed");
  columns.add(frame, "events", Type::int32).set("long_name", "number of the run's events");
  columns.add(frame, "spells", Type::int32).set("long_name", "number of the run's spells");
  if (!frame.layout().is_sweep) return columns;
  columns.add(frame, "point", Type::int32).set("long_name", "point of the design, from 0");
  for (const FactorLabel& factor : frame.layout().factors) {
    const Type type = factor.levels.empty() ? Type::float64 : Type::int8;
    hdf5::Dataset& dataset = columns.add(frame, "factor_" + factor.name, type);
    dataset.set("long_name", factor.about);
    std::string meanings = "as_in_the_scenario";
    for (const std::string& level : factor.levels) meanings += " " + level;
    if (!factor.levels.empty()) result_format::describe_flags(dataset, meanings, -1);
  }
  return columns;
}

/// Texts of the runs, one a run, written now and then.
class RunTexts {
 public:
  RunTexts(ResultFrame& frame, const std::string& name, std::string_view long_name)
      : dataset_(frame.add(name, Type::text, {"run"}, {run_chunk(frame.total_runs())})) {
    dataset_.set("long_name", long_name);
  }

  void append(std::string text) {
    pending_.push_back(std::move(text));
    if (pending_.size() == most_pending) write();
  }
  void write() {
    dataset_.extend(written_ + pending_.size());
    dataset_.write_text(written_, pending_);
    written_ += pending_.size();
    pending_.clear();
  }

 private:
  static constexpr std::size_t most_pending = 1024;

  hdf5::Dataset dataset_;
  std::vector<std::string> pending_;
  std::uint64_t written_ = 0;
};

}  // namespace

class ResultWriter::File {
 public:
  File(const std::filesystem::path& path, RecordLayout layout, std::uint64_t total_runs, Provenance provenance,
       std::uint64_t segment_runs)
      : layout_(std::move(layout)),
        provenance_(std::move(provenance)),
        aside_(path),
        file_(hdf5::File::create(aside_.path(), path.string())),
        frame_(file_, layout_, provenance_.title, total_runs, segment_runs > 0 ? segment_runs : total_runs),
        seeds_(frame_, "run_seed", "seed of the run's draws"),
        runs_(run_columns(frame_)),
        events_(frame_),
        spells_(frame_) {
    if (layout_.is_sweep) failures_.emplace(frame_, "run_failure", "why nothing was computed; empty: nothing failed");
    for (const Series& series : layout_.series) {
      const bool is_empty = series.stride() == 0;
      series_.push_back(is_empty ? nullptr : std::make_unique<SeriesWriter>(frame_, series));
    }
  }

  void append(const RunRecord& run) {
    if (count_ == frame_.total_runs()) throw std::logic_error("more runs came than were announced");
    if (run.series.size() != series_.size() || run.times > layout_.times.size())
      throw std::logic_error("the run was recorded in another layout than the file's");
    const auto place = static_cast<std::int32_t>(count_);
    runs_.append(run_replicate, static_cast<std::int64_t>(run.replicate), codec_);
    runs_.append(run_times, static_cast<std::int32_t>(run.times), codec_);
    runs_.append(run_events, static_cast<std::int32_t>(run.events.size()), codec_);
    runs_.append(run_spells, static_cast<std::int32_t>(run.spells.size()), codec_);
    seeds_.append(std::to_string(run.seed));
    if (layout_.is_sweep) append_point(run);
    for (std::size_t n = 0; n < series_.size(); ++n)
      if (series_[n]) series_[n]->append(run.series[n], codec_);
    events_.append(place, run.events, codec_);
    const std::size_t last = run.times > 0 ? run.times - 1 : 0;
    spells_.append(place, run.spells, layout_.times[last], codec_);
    ++count_;
  }

  void append_part(const ResultPart& part) {
    if (count_ + part.runs > frame_.total_runs()) throw std::logic_error("more runs came than were announced");
    const auto first = static_cast<std::int32_t>(count_);
    runs_.append_part(part, first, codec_);
    for (const std::string& seed : part.seeds) seeds_.append(seed);
    for (const std::string& failure : part.failures) failures_->append(failure);
    for (const auto& series : series_)
      if (series) series->append_part(part);
    events_.append_part(part, first, codec_);
    spells_.append_part(part, first, codec_);
    provenance_.parts.push_back(part_of(part.provenance, std::filesystem::path(part.file).filename().string()));
    count_ += part.runs;
  }

  std::uint64_t runs() const { return count_; }

  void finish(const std::filesystem::path* other_name, ExitState state) {
    seeds_.write();
    if (failures_) failures_->write();
    runs_.finish(codec_);
    frame_.number_runs(count_);
    for (const auto& series : series_)
      if (series) series->finish(codec_);
    events_.finish(codec_);
    spells_.finish(codec_);
    frame_.finish();
    provenance_.runs = count_;
    provenance_.exit_state = state;
    provenance_.finished = utc_now();
    hdf5::Dataset text = file_.create_dataset("provenance", {.type = Type::text, .shape = {}, .chunk = {}});
    text.set("long_name", "where the file comes from, as JSON (engine/output/provenance.schema.json)");
    text.write_text(0, std::vector{to_json(provenance_)});
    file_.close();
    other_name == nullptr ? aside_.publish() : aside_.publish_as(*other_name);
  }

 private:
  void append_point(const RunRecord& run) {
    if (run.factors.size() != layout_.factors.size()) throw std::logic_error("the run is of another design");
    runs_.append(run_point, static_cast<std::int32_t>(run.point), codec_);
    failures_->append(run.failure);
    for (std::size_t n = 0; n < run.factors.size(); ++n) {
      const double value = run.factors[n];
      if (layout_.factors[n].levels.empty())
        runs_.append(first_factor + n, value, codec_);
      else
        runs_.append(first_factor + n, static_cast<std::int8_t>(std::isnan(value) ? -1.0 : value), codec_);
    }
  }

  RecordLayout layout_;
  Provenance provenance_;
  NewFile aside_;
  hdf5::File file_;
  ResultFrame frame_;
  RunTexts seeds_;
  std::optional<RunTexts> failures_;  // of a sweep
  ColumnWriter runs_;
  EventWriter events_;
  SpellWriter spells_;
  std::vector<std::unique_ptr<SeriesWriter>> series_;
  ChunkCodec codec_;
  std::uint64_t count_ = 0;
};

ResultWriter::ResultWriter(const std::filesystem::path& path, RecordLayout layout, std::uint64_t total_runs,
                           Provenance provenance, std::uint64_t segment_runs)
    : file_(std::make_unique<File>(path, std::move(layout), total_runs, std::move(provenance), segment_runs)) {}

ResultWriter::~ResultWriter() = default;
ResultWriter::ResultWriter(ResultWriter&&) noexcept = default;
ResultWriter& ResultWriter::operator=(ResultWriter&&) noexcept = default;

void ResultWriter::append(const RunRecord& run) {
  file_->append(run);
}
void ResultWriter::append_part(const ResultPart& part) {
  file_->append_part(part);
}
std::uint64_t ResultWriter::runs() const {
  return file_->runs();
}

void ResultWriter::finish(ExitState state) {
  file_->finish(nullptr, state);
  file_ = nullptr;
}

void ResultWriter::finish_as(const std::filesystem::path& path, ExitState state) {
  file_->finish(&path, state);
  file_ = nullptr;
}

}  // namespace entente
