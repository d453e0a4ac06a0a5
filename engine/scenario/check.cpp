#include "engine/scenario/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/base/date.hpp"
#include "engine/base/suggest.hpp"
#include "engine/scenario/guard.hpp"
#include "engine/scenario/names.hpp"
#include "engine/scenario/utf8.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace {

using Form = Grammar::Form;

/// Looking for what may have been meant takes time when very much is wrong.
constexpr std::size_t most_suggestions = 200;

std::string article(const std::string& of) {
  return of.find_first_of("aeiou") == 0 ? "an " : "a ";
}

class Checker {
 public:
  Checker(const Names& names, std::vector<Problem>& problems) : names_(names), problems_(problems) {}

  void check(const Node& node, const Grammar& grammar, const Place& place) {
    switch (grammar.form) {
      case Form::value:
        return check_value(node, grammar, place);
      case Form::text:
      case Form::scalar:
        return require(node, node.is_scalar(), "text", grammar, place);
      case Form::name:
        return check_name(node, grammar, place);
      case Form::record:
        return check_record(node, grammar, place);
      case Form::map:
        return check_map(node, grammar, place);
      case Form::list:
        return check_list(node, grammar, place);
      case Form::either:
        return check_either(node, grammar, place);
    }
  }

 private:
  /// Extends the path for as long as it lives.
  class Deeper {
   public:
    Deeper(std::string& path, std::string_view key) : path_(path), length_(path.size()) {
      if (!path.empty()) path += '.';
      path += shorten(printable(key), 64);
    }
    ~Deeper() { path_.resize(length_); }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    std::string& path_;
    std::size_t length_;
  };

  std::string here() const { return path_.empty() ? "the scenario" : path_; }

  void report(const Place& place, std::string what, std::string advice) {
    problems_.push_back({place.location(), std::move(what), std::move(advice)});
  }

  /// What a declared value means, as advice.
  static std::string meaning(const Grammar& grammar, std::string_view path) {
    if (grammar.about.empty() || grammar.form == Form::record || grammar.form == Form::map) return {};
    const std::size_t dot = path.rfind('.');
    const std::string_view key = dot == std::string_view::npos ? path : path.substr(dot + 1);
    return fmt::format("{}: {}.", grammar.value.name.empty() ? key : std::string_view(grammar.value.name),
                       grammar.about);
  }

  void require(const Node& node, bool fits, std::string_view wanted, const Grammar& grammar, const Place& place) {
    if (fits) return;
    const char* found = node.is_null()       ? "has no value"
                        : node.is_mapping()  ? "is a map of keys"
                        : node.is_sequence() ? "is a list"
                                             : "is a single value";
    const char* empty = node.is_null() && wanted == "a map of keys" ? "Write {} if there is nothing to say." : "";
    const Place& at = node.is_null() ? place : node.place;
    report(at, fmt::format("{}{} {} (must be {}).", here(), as_typed(node), found, wanted),
           *empty != '\0' ? empty : meaning(grammar, path_));
  }

  void check_value(const Node& node, const Grammar& grammar, const Place& place) {
    if (grammar.value.kind == Kind::state) {
      Grammar state = grammar;
      state.of = "state";
      return check_name(node, state, place);
    }
    if (grammar.in_time && node.is_mapping()) return check_path_in_time(node, grammar);
    if (node.is_scalar() && std::find(grammar.words.begin(), grammar.words.end(), node.text) != grammar.words.end())
      return;
    if (read_value(node, grammar.value)) return;
    std::string what = here() + why_no_value(node, grammar.value);
    if (!grammar.words.empty()) what.insert(what.size() - 2, fmt::format(", or {}", fmt::join(grammar.words, ", ")));
    report(node.is_null() ? place : node.place, std::move(what), meaning(grammar, path_));
  }

  void check_path_in_time(const Node& node, const Grammar& grammar) {
    Grammar knot = grammar;
    knot.in_time = false;
    if (node.entries.empty())
      report(node.place, here() + " is an empty path in time.", "Give a number, or dates and numbers.");
    std::map<Date, std::string> dates;
    for (const Entry& entry : node.entries) {
      const auto date = parse_date(entry.key);
      if (!date) {
        report(entry.place,
               fmt::format("{}: '{}' is not a date of the calendar.", here(), shorten(printable(entry.key), 40)),
               "A path in time has dates such as 1949-04-04, or years, and a number at each.");
        continue;
      }
      const auto [known, is_new] = dates.emplace(*date, entry.key);
      if (!is_new)
        report(entry.place, fmt::format("{}: {} and {} are the same day.", here(), known->second, entry.key),
               "Keep one of them.");
      const Deeper deeper(path_, entry.key);
      check(entry.value, knot, entry.place);
    }
  }

  std::string suggestion(const Grammar& grammar, const std::string& name) const {
    return problems_.size() > most_suggestions ? std::string{} : names_.advice(grammar, name);
  }

  void check_name(const Node& node, const Grammar& grammar, const Place& place) {
    const std::string wanted = "the name of " + article(grammar.of) + grammar.of;
    require(node, node.is_scalar(), wanted, grammar, place);
    if (!node.is_scalar() || names_.know(grammar, node.text)) return;
    const std::string typed = shorten(printable(node.text), 64);
    const std::string what = article(grammar.of) + grammar.of;
    report(node.place, fmt::format("{} '{}' is not {}.", here(), typed, what), suggestion(grammar, node.text));
  }

  void check_record(const Node& node, const Grammar& grammar, const Place& place) {
    require(node, node.is_mapping(), "a map of keys", grammar, place);
    if (!node.is_mapping()) return;
    for (const Entry& entry : node.entries) {
      const auto found = std::find_if(grammar.fields.begin(), grammar.fields.end(),
                                      [&](const Field& field) { return field.name == entry.key; });
      const Deeper deeper(path_, entry.key);
      if (found == grammar.fields.end())
        unknown_key(entry, grammar);
      else
        check(entry.value, found->grammar, entry.place);
    }
    for (const Field& field : grammar.fields)
      if (field.required && node.entry(field.name) == nullptr) missing(field, place);
    if (!grammar.one_of.empty()) check_one_of(node, grammar, place);
  }

  void unknown_key(const Entry& entry, const Grammar& grammar) {
    std::vector<std::string> names;
    for (const Field& field : grammar.fields) names.push_back(field.name);
    std::string advice = did_you_mean(entry.key, names);
    constexpr std::size_t most_listed = 12;
    if (advice.empty() && names.empty()) advice = "Nothing can be given here.";
    if (advice.empty() && names.size() <= most_listed) advice = fmt::format("Known here: {}.", fmt::join(names, ", "));
    if (advice.empty()) advice = "scenarios/REFERENCE.md lists the keys that are.";
    report(entry.place, here() + " is not a known key.", std::move(advice));
  }

  void missing(const Field& field, const Place& place) {
    const Grammar& grammar = field.grammar;
    const Deeper deeper(path_, field.name);
    const bool declared = grammar.form == Form::value;
    report(place, here() + " is missing" + (declared ? " (" + requirement(grammar.value) + ")." : "."),
           meaning(grammar, path_));
  }

  void check_one_of(const Node& node, const Grammar& grammar, const Place& place) {
    std::vector<std::string> choices;
    const std::vector<std::string>* chosen = nullptr;
    int count = 0;
    for (const auto& group : grammar.one_of) {
      choices.push_back(group.front());
      if (node.entry(group.front()) == nullptr) continue;
      chosen = &group;
      ++count;
    }
    if (count != 1)
      return report(place,
                    fmt::format("{} has {} of {} (must have exactly one).", here(), count == 0 ? "none" : "several",
                                fmt::join(choices, ", ")),
                    {});
    for (const std::string& key : *chosen)
      if (node.entry(key) == nullptr)
        report(place, fmt::format("{}.{} is missing.", here(), key), fmt::format("'{}' needs it.", chosen->front()));
    for (const auto& group : grammar.one_of)
      for (const std::string& key : group) {
        if (std::find(chosen->begin(), chosen->end(), key) != chosen->end()) continue;
        const Entry* stray = node.entry(key);
        if (stray != nullptr && reported_strays_.insert(here() + "." + key).second)
          report(stray->place, fmt::format("{}.{} does not belong to '{}'.", here(), key, chosen->front()),
                 "Remove it.");
      }
  }

  void check_map(const Node& node, const Grammar& grammar, const Place& place) {
    require(node, node.is_mapping(), "a map of keys", grammar, place);
    if (!node.is_mapping()) return;
    for (const Entry& entry : node.entries) {
      if (grammar.defines && !is_id(entry.key))
        report(entry.place, fmt::format("{}: '{}' is not an id.", here(), shorten(printable(entry.key), 64)),
               "Use letters, digits, '_' and '-', at most 64, a letter first; 'name:' holds what is to be shown.");
      const Deeper deeper(path_, entry.key);
      if (!grammar.defines && !names_.know(grammar, entry.key))
        report(entry.place, fmt::format("{} is not {}{}.", here(), article(grammar.of), grammar.of),
               suggestion(grammar, entry.key));
      check(entry.value, grammar.parts[0], entry.place);
    }
  }

  void check_list(const Node& node, const Grammar& grammar, const Place& place) {
    require(node, node.is_sequence(), "a list", grammar, place);
    std::set<std::string> seen;
    const std::string list = path_;
    for (std::size_t n = 0; n < node.items.size(); ++n) {
      path_ = fmt::format("{}[{}]", list, n + 1);
      check(node.items[n], grammar.parts[0], node.items[n].place);
      if (node.items[n].is_scalar() && !seen.insert(node.items[n].text).second)
        report(node.items[n].place,
               fmt::format("{} '{}' was given before.", here(), shorten(printable(node.items[n].text), 64)),
               "Keep one of them.");
    }
    path_ = list;
  }

  void check_either(const Node& node, const Grammar& grammar, const Place& place) {
    const auto fits = [&](const Grammar& part) {
      return part.form == Form::list  ? node.is_sequence()
             : part.form == Form::map ? node.is_mapping()
                                      : node.is_scalar();
    };
    for (const Grammar& part : grammar.parts)
      if (fits(part)) return check(node, part, place);
    check(node, grammar.parts[0], place);
  }

  const Names& names_;
  std::vector<Problem>& problems_;
  std::set<std::string> reported_strays_;
  std::string path_;
};

}  // namespace

void check(const Node& document, const Grammar& grammar, std::vector<Problem>& problems) {
  const Names names(document, grammar);
  Checker(names, problems).check(document, grammar, document.place);
}

}  // namespace entente
