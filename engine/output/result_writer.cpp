#include "engine/output/result_writer.hpp"

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

// In the order in which they are added.
enum RunColumn : std::size_t { run_replicate, run_times, run_events, run_spells };

ColumnWriter run_columns(ResultFrame& frame) {
  ColumnWriter columns("run", run_chunk(frame.total_runs()));
  columns.add(frame, "replicate", Type::int64).set("long_name", "replicate of the seed");
  columns.add(frame, "times", Type::int32)
      .set("long_name", "how many of the times the run reached; nothing after them was computed");
  columns.add(frame, "events", Type::int32).set("long_name", "number of the run's events");
  columns.add(frame, "spells", Type::int32).set("long_name", "number of the run's spells");
  return columns;
}

}  // namespace

class ResultWriter::File {
 public:
  File(const std::filesystem::path& path, RecordLayout layout, std::uint64_t total_runs, Provenance provenance)
      : layout_(std::move(layout)),
        provenance_(std::move(provenance)),
        aside_(path),
        file_(hdf5::File::create(aside_.path(), path.string())),
        frame_(file_, layout_, provenance_.title, total_runs),
        seeds_(frame_.add("run_seed", Type::text, {"run"}, {run_chunk(total_runs)})),
        runs_(run_columns(frame_)),
        events_(frame_),
        spells_(frame_) {
    seeds_.set("long_name", "seed of the run's draws");
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
    pending_seeds_.push_back(std::to_string(run.seed));
    for (std::size_t n = 0; n < series_.size(); ++n)
      if (series_[n]) series_[n]->append(run.series[n], codec_);
    events_.append(place, run.events, codec_);
    const std::size_t last = run.times > 0 ? run.times - 1 : 0;
    spells_.append(place, run.spells, layout_.times[last], codec_);
    ++count_;
    if (pending_seeds_.size() == most_pending_seeds) write_seeds();
  }

  std::uint64_t runs() const { return count_; }

  void finish(const std::filesystem::path* other_name, ExitState state) {
    write_seeds();
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
  static constexpr std::size_t most_pending_seeds = 1024;

  void write_seeds() {
    seeds_.extend(count_);
    seeds_.write_text(count_ - pending_seeds_.size(), pending_seeds_);
    pending_seeds_.clear();
  }

  RecordLayout layout_;
  Provenance provenance_;
  NewFile aside_;
  hdf5::File file_;
  ResultFrame frame_;
  hdf5::Dataset seeds_;
  ColumnWriter runs_;
  EventWriter events_;
  SpellWriter spells_;
  std::vector<std::unique_ptr<SeriesWriter>> series_;
  std::vector<std::string> pending_seeds_;
  ChunkCodec codec_;
  std::uint64_t count_ = 0;
};

ResultWriter::ResultWriter(const std::filesystem::path& path, RecordLayout layout, std::uint64_t total_runs,
                           Provenance provenance)
    : file_(std::make_unique<File>(path, std::move(layout), total_runs, std::move(provenance))) {}

ResultWriter::~ResultWriter() = default;
ResultWriter::ResultWriter(ResultWriter&&) noexcept = default;
ResultWriter& ResultWriter::operator=(ResultWriter&&) noexcept = default;

void ResultWriter::append(const RunRecord& run) {
  file_->append(run);
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
