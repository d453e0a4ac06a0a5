#include "engine/scenario/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/base/suggest.hpp"
#include "engine/scenario/pacts.hpp"

namespace entente {

namespace {

std::string plural(const std::string& of) {
  return of == "series" ? of : of + "s";
}

}  // namespace

Names::Names(const Node& document, const Grammar& grammar) {
  for (const Field& field : grammar.fields) {
    if (field.grammar.form != Grammar::Form::map || !field.grammar.defines) continue;
    std::vector<std::string>& ids = names_[field.grammar.of];
    if (const Node* section = document.find(field.name))
      for (const Entry& entry : section->entries) ids.push_back(entry.key);
    std::sort(ids.begin(), ids.end());
  }
  if (const auto alliances = names_.find("alliance"); alliances != names_.end()) {
    std::vector<std::string> all;
    const std::vector<std::string> pacts = possible_pacts(document);
    std::set_union(alliances->second.begin(), alliances->second.end(), pacts.begin(), pacts.end(),
                   std::back_inserter(all));
    alliances->second = std::move(all);
  }
}

const std::vector<std::string>* Names::known(const Grammar& grammar) const {
  if (!grammar.known.empty()) return &grammar.known;
  const auto found = names_.find(grammar.of);
  return found == names_.end() ? nullptr : &found->second;
}

bool Names::know(const Grammar& grammar, const std::string& name) const {
  const auto* names = known(grammar);
  if (names == nullptr) return false;
  if (names == &grammar.known) return std::find(names->begin(), names->end(), name) != names->end();
  return std::binary_search(names->begin(), names->end(), name);
}

std::string Names::advice(const Grammar& grammar, const std::string& name) const {
  const auto* names = known(grammar);
  if (names == nullptr || names->empty()) return fmt::format("The scenario defines no {}.", plural(grammar.of));
  std::string meant = did_you_mean(name, *names);
  if (!meant.empty()) return meant;
  constexpr std::size_t most_listed = 16;
  if (names->size() <= most_listed) return fmt::format("Known {}: {}.", plural(grammar.of), fmt::join(*names, ", "));
  if (!grammar.known.empty()) return "'entente list' shows them.";
  return fmt::format("Define it below {}.", plural(grammar.of));
}

}  // namespace entente
