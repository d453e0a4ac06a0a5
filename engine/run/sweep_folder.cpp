#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>

#include "engine/base/error.hpp"
#include "engine/output/new_file.hpp"
#include "engine/run/sweep.hpp"
#include "engine/scenario/json.hpp"

namespace entente {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;  // keeps its keys sorted

constexpr std::string_view format = "entente sweep 1";
constexpr const char* json_name = "sweep.json";
constexpr const char* table_name = "design.csv";

std::optional<std::string> text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void write_text(const fs::path& path, const std::string& text) {
  NewFile aside(path);
  std::ofstream file(aside.path(), std::ios::binary);
  file << text;
  file.close();
  if (!file) throw DiskError(path.string() + ": cannot write: the disk may be full.");
  aside.publish();
}

std::string json_of(const Sweep& sweep) {
  const Experiment& experiment = sweep.experiment();
  const Json json = {{"format", format},
                     {"scenario_file", experiment.scenario_file},
                     {"experiment", Json::parse(to_json(experiment.document))},
                     {"scenario", Json::parse(to_json(experiment.base))}};
  return json.dump(1) + "\n";
}

}  // namespace

bool SweepFolder::exists() const {
  std::error_code unknown;
  return fs::exists(path_ / json_name, unknown);
}

void SweepFolder::begin(const Sweep& sweep) const {
  std::error_code error;
  fs::create_directories(path_, error);
  if (!fs::is_directory(path_, error)) throw DiskError(path_.string() + ": cannot make the folder.");
  const std::string json = json_of(sweep);
  const std::string table = points_table(sweep.points(), sweep.experiment().factors);
  if (!exists()) {
    write_text(path_ / table_name, table);
    write_text(path_ / json_name, json);
    return;
  }
  if (text_of(path_ / json_name) != json || text_of(path_ / table_name) != table)
    throw InputError({{path_.string()},
                      "holds another sweep: the experiment, its scenario or its points differ.",
                      "Choose another folder with --output, or remove this one."});
}

Sweep SweepFolder::open(const Catalogue& catalogue) const {
  const std::string name = (path_ / json_name).string();
  const auto text = text_of(path_ / json_name);
  if (!text)
    throw InputError({{path_.string()},
                      "is not the folder of a sweep: it has no sweep.json.",
                      "'entente sweep EXPERIMENT' makes one."});
  const Json json = Json::parse(*text, nullptr, false);
  if (!json.is_object() || json.value("format", "") != format)
    throw InputError({{name}, "was not written by this version of entente.", "Use the version that wrote it."});
  Experiment experiment =
      stored_experiment(json.at("experiment").dump(), json.at("scenario").dump(), name, catalogue.vocabulary());
  experiment.scenario_file = json.value("scenario_file", "");
  Points points = read_points(path_ / table_name, experiment.factors);
  return {std::move(experiment), std::move(points), catalogue};
}

fs::path SweepFolder::segment(std::uint64_t number) const {
  return path_ / fmt::format("segment-{:06}.h5", number);
}

bool SweepFolder::has(std::uint64_t number) const {
  std::error_code unknown;
  return fs::exists(segment(number), unknown);
}

}  // namespace entente
