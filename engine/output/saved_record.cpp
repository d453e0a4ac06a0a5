#include <algorithm>
#include <array>
#include <string>

#include "engine/output/result_format.hpp"
#include "engine/output/saved_values.hpp"
#include "engine/output/saved_world.hpp"

namespace entente {

namespace {

constexpr std::size_t event_codes = 5, event_numbers = 3, spell_codes = 6;

template <class Tag>
Id<Tag> id_of(std::int32_t row) {
  Id<Tag> id;
  id.row = row;
  return id;
}

void save_events(hdf5::File& file, const std::string& group, const EventLog& events) {
  std::vector<std::int32_t> codes;
  std::vector<double> numbers;
  for (std::size_t n = 0; n < events.size(); ++n) {
    const Event& event = events.events()[n];
    codes.insert(codes.end(), {event.date.days, event.kind, event.state.row, event.alliance.row, event.partner.row});
    numbers.insert(numbers.end(), {event.utility, event.probability, event.draw});
    numbers.insert(numbers.end(), events.shares(n).begin(), events.shares(n).end());
  }
  save_values(file, group + "/event_codes", codes);
  save_values(file, group + "/event_numbers", numbers);
}

EventLog load_events(const hdf5::File& file, const std::string& group, std::size_t features) {
  const auto codes = load_values<std::int32_t>(file, group + "/event_codes");
  const std::size_t count = codes.size() / event_codes, width = event_numbers + features;
  const auto numbers = load_values<double>(file, group + "/event_numbers", count * width);
  EventLog events(features);
  for (std::size_t n = 0; n < count; ++n) {
    const std::int32_t* code = &codes[n * event_codes];
    const double* number = &numbers[n * width];
    events.add({.date = {code[0]},
                .kind = code[1],
                .state = id_of<StateTag>(code[2]),
                .alliance = id_of<AllianceTag>(code[3]),
                .partner = id_of<StateTag>(code[4]),
                .utility = number[0],
                .probability = number[1],
                .draw = number[2]},
               {number + event_numbers, features});
  }
  return events;
}

void save_spells(hdf5::File& file, const std::string& group, const std::vector<Spell>& spells) {
  std::vector<std::int32_t> codes;
  for (const Spell& spell : spells)
    codes.insert(codes.end(), {spell.state.row, spell.alliance.row, spell.entry.days, spell.exit.days, spell.entry_kind,
                               spell.exit_kind});
  save_values(file, group + "/spells", codes);
}

std::vector<Spell> load_spells(const hdf5::File& file, const std::string& group) {
  const auto codes = load_values<std::int32_t>(file, group + "/spells");
  std::vector<Spell> spells;
  for (std::size_t n = 0; n + spell_codes <= codes.size(); n += spell_codes)
    spells.push_back({.state = id_of<StateTag>(codes[n]),
                      .alliance = id_of<AllianceTag>(codes[n + 1]),
                      .entry = {codes[n + 2]},
                      .exit = {codes[n + 3]},
                      .entry_kind = codes[n + 4],
                      .exit_kind = codes[n + 5]});
  return spells;
}

std::string series_name(const std::string& group, const Series& series) {
  return group + "/series/" + result_format::variable_name(*series.column);
}

}  // namespace

void save(hdf5::File& file, const std::string& group, const RecordLayout& layout, const RunRecord& record) {
  file.create_dataset(group + "/seed", {.type = hdf5::Type::text, .shape = {}, .chunk = {}})
      .write_text(0, std::array{std::to_string(record.seed)});
  save_values(file, group + "/replicate", std::vector{static_cast<std::int64_t>(record.replicate)});
  save_values(file, group + "/times", std::vector{static_cast<std::int64_t>(record.times)});
  for (std::size_t n = 0; n < layout.series.size(); ++n)
    save_values(file, series_name(group, layout.series[n]), record.series[n]);
  save_events(file, group, record.events);
  save_spells(file, group, record.spells);
}

void load(const hdf5::File& file, const std::string& group, const RecordLayout& layout, RunRecord& record) {
  record.seed = std::stoull(file.dataset(group + "/seed").read_text(0, 1).front());
  record.replicate = static_cast<std::uint64_t>(load_values<std::int64_t>(file, group + "/replicate", 1).front());
  record.times = static_cast<std::size_t>(load_values<std::int64_t>(file, group + "/times", 1).front());
  record.series.clear();
  for (const Series& series : layout.series) {
    record.series.push_back(load_values<double>(file, series_name(group, series), record.times * series.stride()));
    record.series.back().reserve(layout.times.size() * series.stride());
  }
  record.events = load_events(file, group, layout.features.size());
  record.spells = load_spells(file, group);
}

}  // namespace entente
