#include "engine/output/solution_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/output/hdf5_file.hpp"
#include "engine/output/new_file.hpp"
#include "engine/output/result_format.hpp"

namespace entente {

namespace {

using hdf5::Type;

constexpr std::uint64_t largest_piece = 4096;  // elements; a larger dataset is cut into chunks and compressed
constexpr std::uint64_t chunk_elements = 65536;

hdf5::Shape chunk_of(const hdf5::Shape& shape) {
  if (hdf5::elements(shape) <= largest_piece) return {};
  hdf5::Shape chunk = shape;
  chunk.front() = std::clamp<std::uint64_t>(chunk_elements / hdf5::row_elements(shape), 1, shape.front());
  return chunk;
}

class SolutionWriter {
 public:
  SolutionWriter(hdf5::File& file, const Solution& solution) : file_(file), solution_(solution) {}

  void write() {
    for (const SolutionAxis& axis : solution_.axes) add_axis(axis);
    for (const Quantity& quantity : solution_.quantities) add_quantity(quantity);
    for (const auto& [name, uses] : uses_) scales_.at(name).carry(uses);
  }

 private:
  void add_axis(const SolutionAxis& axis) {
    const bool is_named = !axis.labels.empty();
    hdf5::Dataset scale = file_.create_dataset(
        axis.name, {.type = is_named ? Type::text : Type::int64, .shape = {axis.size}, .chunk = {}});
    scale.become_scale(true);
    scale.set("long_name", axis.about);
    if (is_named) {
      scale.write_text(0, axis.labels);
    } else if (axis.size > 0) {
      std::vector<std::int64_t> places(axis.size);
      std::iota(places.begin(), places.end(), 0);
      scale.write_all(places.data());
    }
    scales_[axis.name] = std::move(scale);
  }

  void add_quantity(const Quantity& quantity) {
    const Type type = result_format::storage_type(quantity.kind);
    hdf5::Shape shape;
    for (const std::string& axis : quantity.axes) shape.push_back(scales_.at(axis).shape().front());
    if (hdf5::elements(shape) != quantity.values.size())
      throw std::logic_error(quantity.name + " has not as many values as its axes ask for");
    hdf5::Dataset dataset =
        file_.create_dataset(quantity.name, {.type = type, .shape = shape, .chunk = chunk_of(shape)});
    std::vector<std::uint64_t> on;
    for (std::size_t n = 0; n < quantity.axes.size(); ++n) {
      on.push_back(scales_.at(quantity.axes[n]).reference());
      uses_[quantity.axes[n]].push_back({dataset.reference(), static_cast<std::int32_t>(n)});
    }
    if (!on.empty()) dataset.stand_on(on);
    dataset.set("long_name", quantity.about);
    if (quantity.kind == Kind::flag) {
      dataset.set("dtype", "bool");
      const std::vector<std::int8_t> flags(quantity.values.begin(), quantity.values.end());
      if (!flags.empty()) dataset.write_all(flags.data());
    } else {
      dataset.set("units", quantity.unit);
      if (!quantity.values.empty()) dataset.write_all(quantity.values.data());
    }
  }

  hdf5::File& file_;
  const Solution& solution_;
  std::map<std::string, hdf5::Dataset> scales_;
  std::map<std::string, std::vector<hdf5::Use>> uses_;
};

std::vector<double> values_of(const hdf5::Dataset& dataset) {
  const std::uint64_t count = hdf5::elements(dataset.shape());
  const hdf5::Shape start(dataset.shape().size(), 0);
  if (dataset.type() == Type::int8) {
    std::vector<std::int8_t> flags(count);
    if (count > 0) dataset.read(start, dataset.shape(), flags.data());
    return {flags.begin(), flags.end()};
  }
  if (dataset.type() != Type::float64)
    throw DiskError(dataset.where().file + ": cannot read " + dataset.name() + ": it has another type.");
  std::vector<double> values(count);
  if (count > 0) dataset.read(start, dataset.shape(), values.data());
  return values;
}

std::vector<std::string> words_of(const hdf5::File& file, const char* attribute, char separator) {
  std::vector<std::string> words;
  std::istringstream stream(file.text_attribute(attribute).value_or(""));
  for (std::string word; std::getline(stream, word, separator);) words.push_back(word);
  return words;
}

template <class Named>
std::string names_of(const std::vector<Named>& all) {
  std::string names;
  for (const Named& each : all) names += (names.empty() ? "" : " ") + each.name;
  return names;
}

std::string lines_of(const std::vector<std::string>& words) {
  std::string lines;
  for (const std::string& line : words) lines += (lines.empty() ? "" : "\n") + line;
  return lines;
}

Solution solution_of(const hdf5::File& file) {
  Solution solution;
  solution.words = words_of(file, "summary", '\n');
  for (const std::string& name : words_of(file, "axes", ' ')) {
    const hdf5::Dataset dataset = file.dataset(name);
    const std::string about = dataset.text_attribute("long_name").value_or("");
    const std::uint64_t size = hdf5::elements(dataset.shape());
    if (dataset.type() == Type::text)
      solution.add_axis(name, about, dataset.read_text(0, size));
    else
      solution.add_axis(name, about, size);
  }
  for (const std::string& name : words_of(file, "quantities", ' ')) {
    const hdf5::Dataset dataset = file.dataset(name);
    for (const std::string& axis : dataset.dimensions())
      if (solution.axis(axis) == nullptr)
        throw DiskError(
            fmt::format("{} is damaged: {} stands on {}, which it does not list.", file.where().file, name, axis));
    solution.quantities.push_back({name, dataset.text_attribute("long_name").value_or(""),
                                   dataset.text_attribute("units").value_or("1"), dataset.dimensions(),
                                   values_of(dataset), dataset.type() == Type::int8 ? Kind::flag : Kind::number});
  }
  return solution;
}

}  // namespace

void write_solution(const std::filesystem::path& path, const std::string& model, const Solution& solution,
                    Provenance provenance) {
  NewFile aside(path);
  hdf5::File file = hdf5::File::create(aside.path(), path.string());
  file.set("Conventions", "CF-1.8");
  file.set("title", provenance.title);
  file.set("source", "entente, an agent-based coalition stability simulator");
  file.set("format", result_format::solution_name);
  file.set("format_version", result_format::version);
  file.set("model", model);
  file.set("summary", lines_of(solution.words));
  file.set("axes", names_of(solution.axes));
  file.set("quantities", names_of(solution.quantities));
  SolutionWriter(file, solution).write();
  provenance.finished = utc_now();
  hdf5::Dataset origin = file.create_dataset("provenance", {.type = Type::text, .shape = {}, .chunk = {}});
  origin.set("long_name", "where the file comes from, as JSON (engine/output/provenance.schema.json)");
  origin.write_text(0, std::vector{to_json(provenance)});
  file.close();
  aside.publish();
}

bool is_solution(const std::filesystem::path& path) {
  return hdf5::File::open(path).text_attribute("format") == result_format::solution_name;
}

StoredSolution read_solution(const std::filesystem::path& path) {
  const hdf5::File file = hdf5::File::open(path);
  if (file.text_attribute("format") != result_format::solution_name)
    throw InputError({{path.string()}, "is not the solution of a classic model.", "'entente inspect' tells results."});
  return {file.text_attribute("model").value_or(""), file.text_attribute("title").value_or(""), solution_of(file),
          file.dataset("provenance").read_text(0, 1).front()};
}

}  // namespace entente
