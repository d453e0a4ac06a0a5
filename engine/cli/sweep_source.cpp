#include "engine/cli/sweep_source.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "engine/base/error.hpp"

namespace entente {

SweepFolder sweep_folder(const std::string& source, const std::string& output) {
  const bool is_folder = std::filesystem::is_directory(source);
  if (std::filesystem::path(output).extension() == ".h5")
    throw InputError({{"--output"},
                      fmt::format("'{}' would be a folder.", output),
                      "Name the folder; the result stands beside it under its name."});
  if (is_folder && !output.empty())
    throw InputError({{"--output"},
                      "does not go with the folder of a sweep, which is computed where it is.",
                      "Leave it out, or name the experiment's file."});
  if (is_folder) return SweepFolder(source);
  return SweepFolder(output.empty() ? std::filesystem::path(source).stem().string() + ".sweep" : output);
}

Sweep read_sweep(const std::string& source, const SweepFolder& folder, const Catalogue& catalogue) {
  if (std::filesystem::is_directory(source)) return folder.open(catalogue);
  Experiment experiment = load_experiment(source, catalogue.vocabulary());
  Points points = make_points(experiment);
  return {std::move(experiment), std::move(points), catalogue};
}

std::filesystem::path result_of(const std::filesystem::path& folder) {
  std::error_code unknown;
  std::filesystem::path path = folder;
  if (!path.has_filename()) path = path.parent_path();  // of `hold.sweep/`
  if (path.filename() == "." || path.filename() == "..") path = std::filesystem::weakly_canonical(folder, unknown);
  if (path.extension() == ".sweep") return path.replace_extension(".h5");
  return path += ".h5";
}

}  // namespace entente
