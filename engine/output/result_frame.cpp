#include "engine/output/result_frame.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "engine/output/chunk_shape.hpp"
#include "engine/output/result_format.hpp"

namespace entente {

namespace {

bool grows(const std::string& dimension) {
  return dimension == "run" || dimension == "event" || dimension == "spell";
}

std::vector<std::string> ids_of(const std::vector<std::int32_t>& rows, const Labels& labels) {
  std::vector<std::string> ids;
  ids.reserve(rows.size());
  std::transform(rows.begin(), rows.end(), std::back_inserter(ids),
                 [&](std::int32_t row) { return labels.ids[static_cast<std::size_t>(row)]; });
  return ids;
}

// A dimension without end would be counted out anew by some readers for every variable.
std::uint64_t whole_chunks(std::uint64_t length, std::uint64_t chunk) {
  return (length + chunk - 1) / chunk * chunk;
}

bool has_series_on(const RecordLayout& layout, TableKind table) {
  return std::any_of(layout.series.begin(), layout.series.end(),
                     [&](const Series& series) { return series.column->table == table; });
}

}  // namespace

ResultFrame::ResultFrame(hdf5::File& file, const RecordLayout& layout, std::string_view title, std::uint64_t total_runs,
                         std::uint64_t chunk_runs)
    : file_(file),
      layout_(layout),
      total_runs_(total_runs),
      chunk_runs_(chunk_runs),
      epoch_(result_format::epoch_of(layout.times.front())) {
  file.set("Conventions", "CF-1.8");
  file.set("title", title);
  file.set("source", "entente, an agent-based coalition stability simulator");
  file.set("format", result_format::name);
  file.set("format_version", result_format::version);

  hdf5::Dataset run = add("run", hdf5::Type::int64, {}, {run_chunk(total_runs)});
  run.set("long_name", "place of the run in the file, from 0");
  scales_["run"] = std::move(run);
  add_time();
  add_labels("state", layout.states, "id of the state");
  add_labels("alliance", layout.alliances, "id of the alliance");
  add_pairs();
  add_labels("issue", layout.issues, "id of the issue");
  add_labels("domain", layout.domains, "id of the domain of capability");
  add_labels("region", layout.regions, "id of the region");
  add_labels("threat", layout.threats, "id of the non-state threat");
  Labels features;
  for (const Feature& feature : layout.features) {
    features.ids.push_back(feature.name);
    features.names.push_back(feature.about);
  }
  add_labels("feature", features, "feature of the utility of membership");
  add_growing_dimension("event");
  add_growing_dimension("spell");
}

hdf5::Dataset ResultFrame::add(const std::string& name, hdf5::Type type, const std::vector<std::string>& dimensions,
                               hdf5::Shape chunk) {
  hdf5::Spec spec{.type = type, .shape = {}, .grows = false, .chunk = std::move(chunk)};
  for (const std::string& dimension : dimensions) spec.shape.push_back(scales_.at(dimension).shape().front());
  if (dimensions.empty()) spec.shape = {0};  // a growing dimension itself
  spec.grows = dimensions.empty() || grows(dimensions.front());
  if (spec.grows) spec.shape.front() = 0;
  if (dimensions.empty() || dimensions.front() == "run") spec.limit = whole_chunks(total_runs_, spec.chunk.front());
  hdf5::Dataset dataset = file_.create_dataset(name, spec);
  if (dimensions.empty()) {
    dataset.become_scale(true);
    return dataset;
  }
  std::vector<std::uint64_t> scales;
  for (std::size_t axis = 0; axis < dimensions.size(); ++axis) {
    scales.push_back(scales_.at(dimensions[axis]).reference());
    uses_[dimensions[axis]].push_back({dataset.reference(), static_cast<std::int32_t>(axis)});
  }
  dataset.stand_on(scales);
  return dataset;
}

void ResultFrame::number_runs(std::uint64_t runs) {
  hdf5::Dataset& run = scales_.at("run");
  std::vector<std::int64_t> places(runs);
  std::iota(places.begin(), places.end(), 0);
  run.extend(runs);
  run.write_all(places.data());
}

void ResultFrame::finish() {
  for (const auto& [dimension, uses] : uses_) scales_.at(dimension).carry(uses);
}

void ResultFrame::add_dimension(const std::string& name, std::uint64_t length) {
  hdf5::Dataset scale = file_.create_dataset(name, {.type = hdf5::Type::float32, .shape = {length}, .chunk = {}});
  scale.become_scale(false);
  scales_[name] = std::move(scale);
}

void ResultFrame::add_growing_dimension(const std::string& name) {
  hdf5::Dataset scale = file_.create_dataset(
      name, {.type = hdf5::Type::float32, .shape = {0}, .grows = true, .chunk = {list_chunk(total_runs_)}});
  scale.become_scale(false);
  scales_[name] = std::move(scale);
}

void ResultFrame::add_time() {
  std::vector<std::int32_t> days;
  for (const Date date : layout_.times) days.push_back(date.days - epoch_.days);
  hdf5::Dataset time =
      file_.create_dataset("time", {.type = hdf5::Type::int32, .shape = {days.size()}, .chunk = {days.size()}});
  time.become_scale(true);
  time.write_all(days.data());
  time.set("standard_name", "time");
  result_format::describe_time(time, "date of the record", epoch_);
  scales_["time"] = std::move(time);
}

void ResultFrame::add_labels(const std::string& dimension, const Labels& labels, std::string_view long_name) {
  if (labels.ids.empty()) return;
  hdf5::Dataset ids =
      file_.create_dataset(dimension, {.type = hdf5::Type::text, .shape = {labels.ids.size()}, .chunk = {}});
  ids.become_scale(true);
  ids.write_text(0, labels.ids);
  ids.set("long_name", long_name);
  scales_[dimension] = std::move(ids);
  if (dimension == "feature")
    add_texts("feature_about", dimension, labels.names, "what the feature means");
  else
    add_texts(dimension + "_name", dimension, labels.names, "name of the " + dimension);
}

void ResultFrame::add_texts(const std::string& name, const std::string& dimension,
                            const std::vector<std::string>& texts, std::string_view long_name) {
  hdf5::Dataset dataset = add(name, hdf5::Type::text, {dimension});
  dataset.write_text(0, texts);
  dataset.set("long_name", long_name);
}

void ResultFrame::add_pairs() {
  if (!layout_.membership_state.empty()) {
    add_dimension("membership", layout_.membership_state.size());
    add_texts("membership_state", "membership", ids_of(layout_.membership_state, layout_.states),
              "state of the pair that the charter admits");
    add_texts("membership_alliance", "membership", ids_of(layout_.membership_alliance, layout_.alliances),
              "alliance of the pair");
  }
  if (layout_.dyad_from.empty() || !has_series_on(layout_, TableKind::dyad)) return;
  add_dimension("dyad", layout_.dyad_from.size());
  add_texts("dyad_from", "dyad", ids_of(layout_.dyad_from, layout_.states), "the state that holds something");
  add_texts("dyad_to", "dyad", ids_of(layout_.dyad_to, layout_.states), "the state towards which it is held");
}

}  // namespace entente
