#pragma once

#include <string>
#include <vector>

#include "engine/base/declaration.hpp"
#include "engine/scenario/vocabulary.hpp"

namespace entente {

struct Field;

/// What may stand at a place of a scenario. The checker, the JSON Schema and the reference page all walk this one tree.
struct Grammar {
  enum class Form {
    value,   ///< a declared value; with `in_time` also a map of dates to values
    text,    ///< prose or a name to show
    scalar,  ///< a value whose declaration depends on another key
    name,    ///< the id of something that the scenario defines, or one of `known`
    record,  ///< fixed keys
    map,     ///< ids as keys, one kind of value
    list,
    either,  ///< a list or a map: the part whose shape is typed
  };

  Form form = Form::text;
  std::string about;
  Declaration value;
  bool in_time = false;
  std::vector<std::string> words;  ///< that may stand instead of a number
  std::string of;                  ///< what a name, or a map's keys, name: `state`, `issue`, `mechanism` …
  bool defines = false;            ///< a map whose keys are made up here; others' must be defined elsewhere
  std::vector<std::string> known;  ///< names that the program defines
  std::vector<Field> fields;
  std::vector<std::vector<std::string>> one_of;  ///< of a record: exactly one of these groups of keys
  std::vector<Grammar> parts;                    ///< a map's value, a list's item, the shapes of `either`
};

struct Field {
  std::string name;
  Grammar grammar;
  bool required = false;
};

/// The whole of a scenario, every value declared once.
Grammar scenario_grammar(const Vocabulary& vocabulary);

/// A column as a key of its table: one value, or one for each id of its axis.
Grammar column_grammar(const Column& column);

/// Names that a recording may ask for.
std::vector<std::string> series_names(const Vocabulary& vocabulary);

}  // namespace entente
