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

/// What a sweep is: not the name by which its scenario was called.
Json content_of(const Sweep& sweep) {
  return {{"format", format},
          {"experiment", Json::parse(to_json(sweep.experiment().document))},
          {"scenario", Json::parse(to_json(sweep.experiment().base))}};
}

Json read_json(const fs::path& path) {
  Json json = Json::parse(text_of(path).value_or(""), nullptr, false);
  const auto has = [&](const char* key) { return json.contains(key) && json.at(key).is_object(); };
  if (!json.is_object() || !json.contains("format") || json.at("format") != format || !has("experiment") ||
      !has("scenario"))
    throw InputError({{path.string()},
                      "was not written by this version of entente, or is damaged.",
                      "Use the version that wrote it, or begin anew in another folder."});
  return json;
}

bool has_segments(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().rfind("segment-", 0) == 0) return true;
  return false;
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
  if (exists()) return expect(sweep);
  if (has_segments(path_))
    throw InputError({{path_.string()},
                      "holds segments, but nothing that says of which sweep.",
                      "Choose another folder with --output."});
  write_text(path_ / table_name, points_table(sweep.points(), sweep.experiment().factors));
  Json json = content_of(sweep);
  json["scenario_file"] = sweep.experiment().scenario_file;
  write_text(path_ / json_name, json.dump(1) + "\n");
}

void SweepFolder::expect(const Sweep& sweep) const {
  Json json = read_json(path_ / json_name);
  json.erase("scenario_file");
  if (json != content_of(sweep) ||
      text_of(path_ / table_name) != points_table(sweep.points(), sweep.experiment().factors))
    throw InputError({{path_.string()},
                      "holds another sweep: the experiment, its scenario or its points differ.",
                      "Choose another folder with --output, or remove this one."});
}

Sweep SweepFolder::open(const Catalogue& catalogue) const {
  if (!exists())
    throw InputError({{path_.string()},
                      "is not the folder of a sweep: it has no sweep.json.",
                      "'entente sweep EXPERIMENT' makes one."});
  const fs::path path = path_ / json_name;
  const Json json = read_json(path);
  Experiment experiment = stored_experiment(json.at("experiment").dump(), json.at("scenario").dump(), path.string(),
                                            catalogue.vocabulary());
  if (json.contains("scenario_file") && json.at("scenario_file").is_string())
    experiment.scenario_file = json.at("scenario_file");
  Points points = read_points(path_ / table_name, experiment.factors);
  return {std::move(experiment), std::move(points), catalogue};
}

ResultReader SweepFolder::read(const Sweep& sweep, std::uint64_t number) const {
  const auto refuse = [&](const std::string& what) {
    return InputError({{segment(number).string()}, what, "Remove it and compute it again with --resume."});
  };
  const SweepPlan& plan = sweep.plan();
  std::optional<ResultReader> reader;
  std::string digest;
  try {
    reader.emplace(segment(number));
    digest = Json::parse(reader->provenance().experiment).value("sweep", "");
  } catch (const std::exception& error) {
    throw refuse(fmt::format("is damaged or no segment: {}", error.what()));
  }
  if (digest != sweep.digest() || reader->runs() != plan.end_run(number) - plan.first_run(number))
    throw refuse("is a part of another sweep.");
  if (const std::string other = layout_difference(reader->layout(), sweep.layout()); !other.empty())
    throw refuse(fmt::format("was recorded otherwise than this program records: {} differ.", other));
  return std::move(*reader);
}

fs::path SweepFolder::segment(std::uint64_t number) const {
  return path_ / fmt::format("segment-{:06}.h5", number);
}

bool SweepFolder::has(std::uint64_t number) const {
  std::error_code unknown;
  return fs::exists(segment(number), unknown);
}

}  // namespace entente
