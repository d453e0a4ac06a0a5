#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/scenario/scenario.hpp"

namespace entente {

/// One reading of a checked document: what is read from, into, and what turns out to be wrong. What the check has
/// reported already is passed over in silence.
struct Reading {
  const Node& document;
  const Vocabulary& vocabulary;
  Scenario& scenario;
  std::vector<Problem>& problems;

  void problem(const Place& place, std::string what, std::string advice = {}) const {
    problems.push_back({place.location(), std::move(what), std::move(advice)});
  }
  void outside(const Place& place, std::string what) const {
    scenario.outside.push_back({place.location(), std::move(what), {}});
  }
  void note(const Place& place, std::string what, std::string advice = {}) const {
    scenario.notes.push_back({place.location(), std::move(what), std::move(advice)});
  }
};

/// Time, axes, states, alliances, memberships, pairs, threats: the world at the start, and what is to come of itself.
/// False if the dates are not valid: then nothing can be said about others.
bool read_time(const Reading& reading);
void read_world(const Reading& reading);
void read_proximity(const Reading& reading);
/// Needs the world and its proximity.
void read_alliances(const Reading& reading);
void read_schedule(const Reading& reading);
void read_pipeline(const Reading& reading);
void read_parameters(const Reading& reading);
void read_recording(const Reading& reading);
void read_stop(const Reading& reading);
/// Inputs that nothing reads, paths that a mechanism overwrites. Needs the pipeline.
void note_what_has_no_effect(const Reading& reading);

// What the readers share.

/// The value at a path of keys, null if there is none.
const Node* find(const Node& node, std::initializer_list<std::string_view> keys);
/// The text of a scalar, or `otherwise`.
std::string text_at(const Node& node, std::string_view key, std::string_view otherwise = {});
/// The date at a key, or `otherwise`.
Date date_at(const Node& node, std::string_view key, Date otherwise);
/// The number at a key, or `otherwise`.
double number_at(const Node& node, std::string_view key, double otherwise);
/// The entries of a section by ascending id, as the rows of its table are; without those whose key is no id.
std::vector<const Entry*> rows_of(const Node& document, std::string_view section);
std::vector<const Entry*> rows_of(const Node& section);
std::vector<std::string> keys_of(const std::vector<const Entry*>& rows);

/// Writes what a node gives for a table's columns into a row, and keeps its paths in time.
void read_columns(const Reading& reading, const Node& node, TableKind table, std::size_t row);
/// A column's value from a scalar; nothing if it is none.
std::optional<double> column_value(const Reading& reading, const Column& column, const Node& node);
/// The place of an id on an axis.
std::optional<std::size_t> place_on_axis(const World& world, Axis axis, std::string_view id);
/// Scalars of a list.
std::vector<const Node*> names_in(const Node* list);

}  // namespace entente
