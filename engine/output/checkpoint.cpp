#include "engine/output/checkpoint.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/version.hpp"
#include "engine/output/new_file.hpp"
#include "engine/output/result_format.hpp"
#include "engine/output/saved_values.hpp"
#include "engine/output/saved_world.hpp"
#include "engine/output/sha256.hpp"

namespace entente {

namespace {

constexpr std::string_view format = "entente checkpoint";
constexpr std::string_view format_version = "1";

std::string this_program() {
  return std::string(version()) + " (" + std::string(commit()) + ")";
}

std::string group_of(std::uint64_t run) {
  return "runs/" + std::to_string(run);
}

void save_text(hdf5::File& file, const std::string& name, const std::string& text) {
  file.create_dataset(name, {.type = hdf5::Type::text, .shape = {}, .chunk = {}}).write_text(0, std::array{text});
}

// What a run's tables are made of; equal for two models if a run of one can be put back into the other.
std::string layout_digest(const RecordLayout& layout) {
  Sha256 hash;
  const auto add = [&](std::string_view text) {
    hash.add(text);
    hash.add(std::string_view("\0", 1));
  };
  for (const Labels* labels :
       {&layout.states, &layout.alliances, &layout.issues, &layout.domains, &layout.regions, &layout.threats}) {
    for (const std::string& id : labels->ids) add(id);
    add("|");
  }
  for (const auto* rows : {&layout.membership_state, &layout.membership_alliance, &layout.dyad_from, &layout.dyad_to})
    hash.add(std::as_bytes(std::span(*rows)));
  for (const Date date : layout.times) add(to_string(date));
  for (const Feature& feature : layout.features) add(feature.name);
  for (const EventKind& kind : layout.event_kinds) add(kind.name);
  for (const Series& series : layout.series) add(result_format::variable_name(*series.column));
  return hash.finish();
}

}  // namespace

void write_checkpoint(const std::filesystem::path& path, const Provenance& provenance, const RecordLayout& layout,
                      const std::vector<Checkpoint>& runs, std::uint64_t runs_written, const std::string& partial) {
  NewFile aside(path);
  hdf5::File file = hdf5::File::create(aside.path(), path.string());
  file.set("format", format);
  file.set("format_version", format_version);
  file.set("program", this_program());
  save_text(file, "provenance", to_json(provenance));
  save_text(file, "partial", partial);
  save_text(file, "layout", layout_digest(layout));
  std::vector<std::int64_t> numbers, steps;
  std::vector<std::int8_t> finished;
  for (const Checkpoint& run : runs) {
    numbers.push_back(static_cast<std::int64_t>(run.run));
    steps.push_back(static_cast<std::int64_t>(run.steps_done));
    finished.push_back(run.world == nullptr ? 1 : 0);
    save(file, group_of(run.run) + "/record", layout, *run.record);
    if (run.world != nullptr) save(file, group_of(run.run) + "/world", *run.world);
  }
  save_values(file, "run", numbers);
  save_values(file, "steps_done", steps);
  save_values(file, "finished", finished);
  save_values(file, "runs_written", std::vector{static_cast<std::int64_t>(runs_written)});
  file.close();
  aside.publish();
}

class CheckpointReader::File {
 public:
  explicit File(const std::filesystem::path& path) : file_(hdf5::File::open(path)) {
    const std::string& name = file_.where().file;
    if (file_.text_attribute("format") != format)
      throw InputError({{name}, "is an HDF5 file, but not a checkpoint of entente.", ""});
    const std::string program = file_.text_attribute("program").value_or("");
    if (file_.text_attribute("format_version") != format_version || program != this_program())
      throw InputError({{name},
                        "was written by entente " + program + ", and this is " + this_program() +
                            ", which need not give the same results.",
                        "Go on with that version, or start again."});
    for (const std::int64_t run : load_values<std::int64_t>(file_, "run"))
      runs_.push_back(static_cast<std::uint64_t>(run));
    steps_done_ = load_values<std::int64_t>(file_, "steps_done", runs_.size());
    finished_ = load_values<std::int8_t>(file_, "finished", runs_.size());
  }

  const std::vector<std::uint64_t>& runs() const { return runs_; }
  bool is_finished(std::uint64_t run) const { return finished_[place_of(run)] != 0; }
  std::string text(const std::string& name) const { return file_.dataset(name).read_text(0, 1).front(); }
  std::uint64_t runs_written() const {
    return static_cast<std::uint64_t>(load_values<std::int64_t>(file_, "runs_written", 1).front());
  }

  std::uint64_t restore(std::uint64_t run, const RecordLayout& layout, World& world, RunRecord& record) const {
    if (text("layout") != layout_digest(layout))
      throw InputError({{file_.where().file},
                        "was written with other states, alliances, dates or series than the scenario has.",
                        "Go on with the scenario that the checkpoint holds."});
    const std::size_t place = place_of(run);
    load(file_, group_of(run) + "/record", layout, record);
    if (finished_[place] == 0) load(file_, group_of(run) + "/world", world);
    return static_cast<std::uint64_t>(steps_done_[place]);
  }

 private:
  std::size_t place_of(std::uint64_t run) const {
    const auto found = std::find(runs_.begin(), runs_.end(), run);
    if (found == runs_.end()) throw InputError({{file_.where().file}, "holds no run " + std::to_string(run) + ".", ""});
    return static_cast<std::size_t>(found - runs_.begin());
  }

  hdf5::File file_;
  std::vector<std::uint64_t> runs_;
  std::vector<std::int64_t> steps_done_;
  std::vector<std::int8_t> finished_;
};

CheckpointReader::CheckpointReader(const std::filesystem::path& path) : file_(std::make_unique<File>(path)) {}
CheckpointReader::~CheckpointReader() = default;
CheckpointReader::CheckpointReader(CheckpointReader&&) noexcept = default;
CheckpointReader& CheckpointReader::operator=(CheckpointReader&&) noexcept = default;

Provenance CheckpointReader::provenance() const {
  return parse_provenance(file_->text("provenance"));
}
std::uint64_t CheckpointReader::runs_written() const {
  return file_->runs_written();
}
std::string CheckpointReader::partial() const {
  return file_->text("partial");
}
const std::vector<std::uint64_t>& CheckpointReader::runs() const {
  return file_->runs();
}
bool CheckpointReader::is_finished(std::uint64_t run) const {
  return file_->is_finished(run);
}

std::uint64_t CheckpointReader::restore(std::uint64_t run, const RecordLayout& layout, World& world,
                                        RunRecord& record) const {
  return file_->restore(run, layout, world, record);
}

}  // namespace entente
