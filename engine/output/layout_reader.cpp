#include "engine/output/layout_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/output/result_format.hpp"

namespace entente {

namespace {

constexpr std::array tables{TableKind::state, TableKind::alliance, TableKind::membership, TableKind::dyad,
                            TableKind::threat};
constexpr std::array axes{Axis::issue, Axis::domain, Axis::threat};

[[noreturn]] void refuse(const std::string& file, const std::string& what) {
  throw InputError({{file}, what, "Is it a file that entente wrote?"});
}

void check_format(const hdf5::File& file) {
  const std::string& name = file.where().file;
  if (file.text_attribute("format") == result_format::solution_name)
    throw InputError({{name},
                      "holds the solution of a classic model, not runs.",
                      "'entente inspect', 'replay' and 'diff' read it, and so does xarray.open_dataset."});
  if (file.text_attribute("format") != result_format::name)
    refuse(name, "is an HDF5 file, but not a result of entente.");
  const std::string version = file.text_attribute("format_version").value_or("");
  const std::string_view ours = result_format::version;
  if (version.substr(0, version.find('.')) != ours.substr(0, ours.find('.')))
    throw InputError({{name},
                      "has format version '" + version + "' (this program reads " + std::string(ours) + ").",
                      "Use the version of entente that its provenance names."});
}

std::vector<std::string> texts_of(const hdf5::File& file, const std::string& name) {
  const hdf5::Dataset dataset = file.dataset(name);
  return dataset.read_text(0, hdf5::elements(dataset.shape()));
}

Labels labels_of(const hdf5::File& file, const std::string& dimension, const std::string& names) {
  if (!file.has(dimension)) return {};
  return {texts_of(file, dimension), texts_of(file, names)};
}

std::vector<std::int32_t> rows_of(const hdf5::File& file, const std::string& name, const Labels& labels) {
  if (!file.has(name)) return {};
  std::unordered_map<std::string, std::int32_t> row_of;
  for (const std::string& id : labels.ids) row_of.emplace(id, static_cast<std::int32_t>(row_of.size()));
  std::vector<std::int32_t> rows;
  for (const std::string& id : texts_of(file, name)) {
    const auto found = row_of.find(id);
    if (found == row_of.end())
      refuse(file.where().file, fmt::format("names '{}' in {}, which it does not list.", id, name));
    rows.push_back(found->second);
  }
  return rows;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

Kind kind_of(const hdf5::Dataset& dataset) {
  if (dataset.type() == hdf5::Type::int8) return dataset.text_attribute("dtype") ? Kind::flag : Kind::choice;
  if (dataset.type() == hdf5::Type::int32) return Kind::state;
  return dataset.text_attribute("calendar") ? Kind::date : Kind::number;
}

}  // namespace

StoredLayout::StoredLayout(const hdf5::File& file) {
  check_format(file);
  read_times(file);
  read_labels(file);
  read_pairs(file);
  read_kinds(file);
  read_series(file);
  read_factors(file);
}

std::string_view StoredLayout::keep(std::string text) {
  return texts_.emplace_back(std::move(text));
}

void StoredLayout::read_times(const hdf5::File& file) {
  const hdf5::Dataset time = file.dataset("time");
  const std::string units = time.text_attribute("units").value_or("");
  constexpr std::string_view start = "days since ";
  const auto epoch = units.rfind(start, 0) == 0 ? parse_date(units.substr(start.size())) : std::nullopt;
  if (!epoch || time.shape().size() != 1 || time.type() != hdf5::Type::int32 || time.shape().front() == 0)
    refuse(file.where().file, "has no dates in the variable 'time'.");
  epoch_ = *epoch;
  std::vector<std::int32_t> days(time.shape().front());
  time.read({0}, time.shape(), days.data());
  for (const std::int32_t day : days) layout_.times.push_back({epoch_.days + day});
}

void StoredLayout::read_labels(const hdf5::File& file) {
  layout_.states = labels_of(file, "state", "state_name");
  layout_.alliances = labels_of(file, "alliance", "alliance_name");
  layout_.issues = labels_of(file, "issue", "issue_name");
  layout_.domains = labels_of(file, "domain", "domain_name");
  layout_.regions = labels_of(file, "region", "region_name");
  layout_.threats = labels_of(file, "threat", "threat_name");
  const Labels features = labels_of(file, "feature", "feature_about");
  for (std::size_t n = 0; n < features.ids.size(); ++n)
    layout_.features.push_back({features.ids[n], features.names.at(n)});
}

void StoredLayout::read_pairs(const hdf5::File& file) {
  layout_.membership_state = rows_of(file, "membership_state", layout_.states);
  layout_.membership_alliance = rows_of(file, "membership_alliance", layout_.alliances);
  layout_.dyad_from = rows_of(file, "dyad_from", layout_.states);
  layout_.dyad_to = rows_of(file, "dyad_to", layout_.states);
}

void StoredLayout::read_kinds(const hdf5::File& file) {
  const hdf5::Dataset kinds = file.dataset("event_kind");
  const auto names = split(kinds.text_attribute("flag_meanings").value_or(""), ' ');
  const auto effects = split(kinds.text_attribute("flag_effects").value_or(""), ' ');
  auto descriptions = split(kinds.text_attribute("flag_descriptions").value_or(""), '\n');
  descriptions.resize(names.size());
  if (effects.size() != names.size()) refuse(file.where().file, "tells its kinds of events in another way.");
  for (std::size_t n = 0; n < names.size(); ++n)
    layout_.event_kinds.push_back({.name = keep(names[n]),
                                   .effect = effects[n] == "entry"  ? EventKind::Effect::entry
                                             : effects[n] == "exit" ? EventKind::Effect::exit
                                                                    : EventKind::Effect::none,
                                   .about = keep(descriptions[n])});
}

void StoredLayout::read_series(const hdf5::File& file) {
  const std::vector<std::string> names = file.names();
  std::map<std::uint64_t, std::string_view> name_of;  // of a scale
  for (const char* scale : {"run", "time", "issue", "domain", "threat"})
    if (file.has(scale)) name_of.emplace(file.dataset(scale).reference(), scale);
  for (const TableKind table : tables) {
    const std::string start = std::string(to_string(table)) + "_";
    for (const std::string& name : names) {
      if (name.rfind(start, 0) != 0) continue;
      const hdf5::Dataset dataset = file.dataset(name);
      const std::vector<std::uint64_t> scales = dataset.scales();
      if (scales.size() > 2 && name_of[scales[0]] == "run" && name_of[scales[1]] == "time")
        add_series(dataset, table, scales.size() == 4 ? name_of[scales[3]] : std::string_view{});
    }
  }
}

void StoredLayout::read_factors(const hdf5::File& file) {
  layout_.is_sweep = file.has("run_point");
  constexpr std::string_view start = "run_factor_";
  for (const std::string& name : file.names()) {
    if (name.rfind(start, 0) != 0) continue;
    const hdf5::Dataset dataset = file.dataset(name);
    std::vector<std::string> levels = split(dataset.text_attribute("flag_meanings").value_or(""), ' ');
    if (!levels.empty()) levels.erase(levels.begin());  // the scenario's own
    layout_.factors.push_back({.name = name.substr(start.size()),
                               .about = dataset.text_attribute("long_name").value_or(""),
                               .levels = std::move(levels)});
  }
}

void StoredLayout::add_series(const hdf5::Dataset& dataset, TableKind table, std::string_view axis_name) {
  Column column{.table = table,
                .name = keep(dataset.name().substr(to_string(table).size() + 1)),
                .kind = kind_of(dataset),
                .unit = keep(dataset.text_attribute("units").value_or("1")),
                .about = keep(dataset.text_attribute("long_name").value_or("")),
                .source = keep(dataset.text_attribute("source").value_or(""))};
  if (column.kind == Kind::choice) column.choices = keep(dataset.text_attribute("flag_meanings").value_or(""));
  for (const Axis axis : axes)
    if (axis_name == to_string(axis)) column.axis = axis;
  const hdf5::Shape& shape = dataset.shape();
  columns_.push_back(column);
  layout_.series.push_back({&columns_.back(), shape[2], shape.size() == 4 ? shape[3] : 1});
}

}  // namespace entente
