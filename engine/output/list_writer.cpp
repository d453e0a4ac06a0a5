#include "engine/output/list_writer.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/output/chunk_shape.hpp"
#include "engine/output/result_format.hpp"

namespace entente {

using hdf5::Type;

hdf5::Dataset& ColumnWriter::add(ResultFrame& frame, const std::string& name, Type type,
                                 std::vector<std::string> dimensions) {
  dimensions.insert(dimensions.begin(), dimension_);
  hdf5::Shape chunk{chunk_};
  for (std::size_t axis = 1; axis < dimensions.size(); ++axis) chunk.push_back(frame.length(dimensions[axis]));
  hdf5::Dataset dataset = frame.add(dimension_ + "_" + name, type, dimensions, chunk);
  return columns_.emplace_back(std::move(dataset), chunk_).dataset();
}

namespace {

/// Adds a number to each of the 32-bit numbers.
void count_from(std::int32_t first, std::span<std::byte> numbers) {
  for (std::size_t at = 0; at < numbers.size(); at += sizeof first) {
    std::int32_t number = 0;
    std::memcpy(&number, &numbers[at], sizeof number);
    number += first;
    std::memcpy(&numbers[at], &number, sizeof number);
  }
}

}  // namespace

void ColumnWriter::append_part(const ResultPart& part, std::int32_t first_run, ChunkCodec& codec) {
  for (GrowingDataset& column : columns_) {
    const std::string& name = column.dataset().name();
    std::vector<std::byte> rows = part.lists.at(name);
    if (name == dimension_ + "_run") count_from(first_run, rows);
    column.append_rows(rows, codec);
  }
}

void ColumnWriter::finish(ChunkCodec& codec) {
  for (GrowingDataset& column : columns_) column.finish(codec);
}

namespace {

void describe_row(hdf5::Dataset& dataset, std::string_view long_name, std::string_view dimension) {
  dataset.set("long_name", long_name);
  dataset.set("index_of", dimension);
  dataset.set("comment", "place along the dimension " + std::string(dimension) + ", from 0" +
                             (dimension == "run" ? "" : "; -1: none"));
}

template <class Get>
std::string joined(const std::vector<EventKind>& kinds, std::string_view separator, Get get) {
  std::string text;
  for (const EventKind& kind : kinds) {
    if (!text.empty()) text += separator;
    text += get(kind);
  }
  return text;
}

std::string names_of(const std::vector<EventKind>& kinds) {
  return joined(kinds, " ", [](const EventKind& kind) { return kind.name; });
}

std::string_view effect_of(const EventKind& kind) {
  switch (kind.effect) {
    case EventKind::Effect::none:
      return "none";
    case EventKind::Effect::entry:
      return "entry";
    case EventKind::Effect::exit:
      return "exit";
  }
  return "";
}

void describe_kinds(hdf5::Dataset& dataset, const std::vector<EventKind>& kinds) {
  dataset.set("long_name", "what happened");
  result_format::describe_flags(dataset, names_of(kinds));
  dataset.set("flag_effects", joined(kinds, " ", effect_of));
  dataset.set("flag_descriptions", joined(kinds, "\n", [](const EventKind& kind) { return kind.about; }));
}

// In the order in which they are added.
enum EventColumn : std::size_t {
  event_run,
  event_time,
  event_kind,
  event_state,
  event_alliance,
  event_partner,
  event_utility,
  event_probability,
  event_draw,
  event_feature_share
};
enum SpellColumn : std::size_t {
  spell_run,
  spell_state,
  spell_alliance,
  spell_entry,
  spell_exit,
  spell_open,
  spell_entry_kind,
  spell_exit_kind
};

}  // namespace

EventWriter::EventWriter(ResultFrame& frame)
    : frame_(frame), columns_("event", list_chunk(frame.total_runs())), has_shares_(frame.has("feature")) {
  describe_row(columns_.add(frame, "run", Type::int32), "run in which it happened", "run");
  result_format::describe_time(columns_.add(frame, "time", Type::int32), "date at which it happened", frame.epoch());
  describe_kinds(columns_.add(frame, "kind", Type::int8), frame.layout().event_kinds);
  describe_row(columns_.add(frame, "state", Type::int32), "state to which it happened", "state");
  describe_row(columns_.add(frame, "alliance", Type::int32), "alliance in which it happened", "alliance");
  describe_row(columns_.add(frame, "partner", Type::int32), "the other state of a pair", "state");
  const auto add_number = [&](const std::string& name, std::string_view long_name, std::vector<std::string> more = {}) {
    hdf5::Dataset& dataset = columns_.add(frame_, name, Type::float64, std::move(more));
    dataset.set("long_name", long_name);
    dataset.set("units", "1");
  };
  add_number("utility", "utility that decided it");
  add_number("probability", "probability of happening within its month (memberships) or step");
  add_number("draw", "uniform draw from 0 to 1; it happens if the draw is below the probability");
  if (has_shares_) add_number("feature_share", "share of each feature in the utility", {"feature"});
}

void EventWriter::append(std::int32_t run, const EventLog& events, ChunkCodec& codec) {
  for (std::size_t row = 0; row < events.size(); ++row) {
    const Event& event = events.events()[row];
    columns_.append(event_run, run, codec);
    columns_.append(event_time, event.date.days - frame_.epoch().days, codec);
    columns_.append(event_kind, static_cast<std::int8_t>(event.kind), codec);
    columns_.append(event_state, event.state.row, codec);
    columns_.append(event_alliance, event.alliance.row, codec);
    columns_.append(event_partner, event.partner.row, codec);
    columns_.append(event_utility, event.utility, codec);
    columns_.append(event_probability, event.probability, codec);
    columns_.append(event_draw, event.draw, codec);
    if (!has_shares_) continue;
    const std::span<std::byte> to = columns_.column(event_feature_share).next_row(codec);
    std::memcpy(to.data(), events.shares(row).data(), std::min(to.size(), events.shares(row).size_bytes()));
  }
}

void EventWriter::append_part(const ResultPart& part, std::int32_t first_run, ChunkCodec& codec) {
  columns_.append_part(part, first_run, codec);
}

void EventWriter::finish(ChunkCodec& codec) {
  columns_.finish(codec);
  frame_.set_length("event", columns_.column(event_run).rows());
}

SpellWriter::SpellWriter(ResultFrame& frame) : frame_(frame), columns_("spell", list_chunk(frame.total_runs())) {
  const std::string kinds = names_of(frame.layout().event_kinds);
  const auto after = [&](const std::string& first) { return kinds.empty() ? first : first + " " + kinds; };
  describe_row(columns_.add(frame, "run", Type::int32), "run of the membership", "run");
  describe_row(columns_.add(frame, "state", Type::int32), "the member", "state");
  describe_row(columns_.add(frame, "alliance", Type::int32), "the alliance", "alliance");
  result_format::describe_time(columns_.add(frame, "entry", Type::int32), "date of entry", frame.epoch());
  result_format::describe_time(columns_.add(frame, "exit", Type::int32),
                               "date of exit; of an open spell, the last recorded date of its run", frame.epoch());
  hdf5::Dataset& open = columns_.add(frame, "open", Type::int8);
  open.set("long_name", "whether the membership lasted when the run ended (censored)");
  open.set("dtype", "bool");
  hdf5::Dataset& entry = columns_.add(frame, "entry_kind", Type::int8);
  entry.set("long_name", "how it began");
  result_format::describe_flags(entry, after("from_the_start"), -1);
  hdf5::Dataset& exit = columns_.add(frame, "exit_kind", Type::int8);
  exit.set("long_name", "how it ended");
  result_format::describe_flags(exit, after("open"), -1);
}

void SpellWriter::append(std::int32_t run, const std::vector<Spell>& spells, Date last, ChunkCodec& codec) {
  for (const Spell& spell : spells) {
    const bool is_open = spell.exit_kind < 0;
    const Date exit = is_open ? std::max(last, spell.entry) : spell.exit;
    columns_.append(spell_run, run, codec);
    columns_.append(spell_state, spell.state.row, codec);
    columns_.append(spell_alliance, spell.alliance.row, codec);
    columns_.append(spell_entry, spell.entry.days - frame_.epoch().days, codec);
    columns_.append(spell_exit, exit.days - frame_.epoch().days, codec);
    columns_.append(spell_open, static_cast<std::int8_t>(is_open), codec);
    columns_.append(spell_entry_kind, static_cast<std::int8_t>(spell.entry_kind), codec);
    columns_.append(spell_exit_kind, static_cast<std::int8_t>(spell.exit_kind), codec);
  }
}

void SpellWriter::append_part(const ResultPart& part, std::int32_t first_run, ChunkCodec& codec) {
  columns_.append_part(part, first_run, codec);
}

void SpellWriter::finish(ChunkCodec& codec) {
  columns_.finish(codec);
  frame_.set_length("spell", columns_.column(spell_run).rows());
}

}  // namespace entente
