#include "engine/scenario/pacts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/scenario/document.hpp"
#include "engine/scenario/reading.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace {

/// More pairs than this fit in no world.
constexpr std::size_t most_pacts = 500000;

using Pair = std::pair<std::string, std::string>;  // of states, ascending

/// Two states of one kind of pact.
struct Asked {
  Pair pair;
  bool however_far;
};

std::vector<std::string> texts_in(const Node* list) {
  std::vector<std::string> texts;
  for (const Node* item : names_in(list)) texts.push_back(item->text);
  return texts;
}

/// The states that a kind is for, in the order of their ids.
std::vector<std::string> states_of(const Node& document, const Node& kind) {
  std::vector<std::string> all = keys_of(rows_of(document, "states"));
  const Node* given = kind.find("states");
  if (given == nullptr) return all;
  std::vector<std::string> states;
  for (std::string& id : texts_in(given))
    if (std::binary_search(all.begin(), all.end(), id)) states.push_back(std::move(id));
  std::sort(states.begin(), states.end());
  return states;
}

/// The pairs that a kind asks for, each once; too many are none.
std::vector<Asked> pairs_of(const Node& document, const Node& kind) {
  const std::vector<std::string> states = states_of(document, kind);
  const std::vector<std::string> partners = texts_in(kind.find("with"));
  const std::set<std::string> with(partners.begin(), partners.end());
  if (states.size() * (states.size() + 2 * with.size()) > 2 * most_pacts) return {};
  std::vector<Asked> pairs;
  for (const std::string& partner : with)
    for (const std::string& state : states)
      if (state != partner && (with.count(state) == 0 || partner < state))
        pairs.push_back({std::minmax(partner, state), true});
  for (std::size_t i = 0; i < states.size(); ++i)
    for (std::size_t j = i + 1; j < states.size(); ++j)
      if (with.count(states[i]) == 0 && with.count(states[j]) == 0) pairs.push_back({{states[i], states[j]}, false});
  return pairs;
}

Node scalar(std::string text, const Place& place) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = std::move(text);
  node.place = place;
  return node;
}

Node mapping(std::vector<Entry> entries, const Place& place) {
  Node node;
  node.kind = Node::Kind::mapping;
  node.entries = std::move(entries);
  node.place = place;
  return node;
}

void erase(Node& map, std::string_view key) {
  const auto is_key = [&](const Entry& entry) { return entry.key == key; };
  map.entries.erase(std::remove_if(map.entries.begin(), map.entries.end(), is_key), map.entries.end());
}

/// What is said of an alliance, laid over its charter.
Node with_charter(const Node& document, const Node& own) {
  const std::string id = text_at(own, "charter");
  const Node* charter = id.empty() ? nullptr : find(document, {"charters", id});
  if (charter == nullptr || !charter->is_mapping() || !own.is_mapping()) return own;
  Node whole = *charter;
  erase(whole, "about");
  merge(whole, own);
  whole.place = own.place;
  return whole;
}

class Alliances {
 public:
  explicit Alliances(const Reading& reading) : reading_(reading), given_(rows_of(reading.document, "alliances")) {
    for (const std::string& id : possible_pacts(reading.document)) possible_.insert(id);
  }

  Node read() {
    add_pacts();
    for (const Entry* alliance : given_) add_given(*alliance);
    return mapping(std::move(rows_), {});
  }

 private:
  void add_pacts() {
    for (const Entry* kind : rows_of(reading_.document, "pacts")) {
      if (!kind->value.is_mapping()) continue;
      const std::vector<Asked> pairs = pairs_of(reading_.document, kind->value);
      if (pairs.empty())
        reading_.problem(kind->place, fmt::format("pacts.{} asks for no pair of states, or for too many.", kind->key),
                         "Name at least two states, and pairs that are near enough.");
      const Node common = common_to(*kind);
      const double nearness = number_at(kind->value, "proximity", 0.0);
      for (const Asked& asked : pairs) add_pact(*kind, common, asked, nearness);
    }
  }

  /// What all pacts of a kind have: its charter, its dates.
  Node common_to(const Entry& kind) const {
    Node common = with_charter(reading_.document, kind.value);
    for (const char* key :
         {"charter", "eligible", "replaces", "merges", "name", "states", "proximity", "with", "about"})
      erase(common, key);
    if (common.entry("conference") == nullptr)
      common.entries.push_back({"conference", kind.place, scalar("true", kind.place)});
    return common;
  }

  void add_pact(const Entry& kind, const Node& common, const Asked& asked, double nearness) {
    const auto& [first, second] = asked.pair;
    const World& world = reading_.scenario.world;
    const auto i = world.states.row(first), j = world.states.row(second);
    if (!i || !j) return;
    const std::string id = pact_id(kind.key, first, second);
    const Entry* own = explicitly(id);
    const bool near_enough = asked.however_far || world.proximity(StateId(*i), StateId(*j)) >= nearness;
    if (own == nullptr && !(near_enough && meet(*i, *j))) return;
    if (!is_id(id) || !seen_.insert(id).second)
      return reading_.problem(
          kind.place,
          fmt::format("pacts.{}: '{}' is {}.", kind.key, id, is_id(id) ? "the id of two pacts" : "too long for an id"),
          "Give the kind another name.");
    Node pact = common;
    const std::string name = text_at(kind.value, "name");
    if (!name.empty())
      pact.entries.push_back(
          {"name", kind.place,
           scalar(fmt::format("{} {}, {}", name, world.states.labels[*i], world.states.labels[*j]), kind.place)});
    Node states;
    states.kind = Node::Kind::sequence;
    states.place = kind.place;
    states.items = {scalar(first, kind.place), scalar(second, kind.place)};
    pact.entries.push_back({"eligible", kind.place, mapping({{"states", kind.place, std::move(states)}}, kind.place)});
    if (own != nullptr && own->value.is_mapping()) merge(pact, with_charter(reading_.document, own->value));
    rows_.push_back({id, own == nullptr ? kind.place : own->place, std::move(pact)});
  }

  const Entry* explicitly(const std::string& id) const {
    const auto found = std::lower_bound(given_.begin(), given_.end(), id,
                                        [](const Entry* entry, const std::string& key) { return entry->key < key; });
    return found != given_.end() && (*found)->key == id ? *found : nullptr;
  }

  /// Whether two states ever exist on the same day of the run.
  bool meet(std::size_t i, std::size_t j) const {
    const Lifetime &a = reading_.scenario.lifetimes[i], &b = reading_.scenario.lifetimes[j];
    const Time& time = reading_.scenario.time;
    return std::max({a.from, b.from, time.start}) < std::min({a.until, b.until, time.end});
  }

  void add_given(const Entry& alliance) {
    if (seen_.count(alliance.key) > 0) return;
    refuse_descending(alliance);
    rows_.push_back({alliance.key, alliance.place, with_charter(reading_.document, alliance.value)});
  }

  /// `defence-USA-FRA` would stand beside the pact that it was meant to be.
  void refuse_descending(const Entry& alliance) const {
    for (const Entry* kind : rows_of(reading_.document, "pacts")) {
      const std::string begin = kind->key + "-";
      if (alliance.key.rfind(begin, 0) != 0) continue;
      const std::string pair = alliance.key.substr(begin.size());
      for (std::size_t dash = pair.find('-'); dash != std::string::npos; dash = pair.find('-', dash + 1)) {
        const std::string meant = begin + pair.substr(dash + 1) + "-" + pair.substr(0, dash);
        if (possible_.count(meant) > 0)
          reading_.problem(alliance.place, fmt::format("alliances.{} is not the id of a pact.", alliance.key),
                           fmt::format("Write {}: states stand in the order of their ids.", meant));
      }
    }
  }

  const Reading& reading_;
  std::vector<const Entry*> given_;  // ascending
  std::set<std::string> possible_;
  std::set<std::string> seen_;
  std::vector<Entry> rows_;
};

}  // namespace

std::string pact_id(const std::string& kind, const std::string& first, const std::string& second) {
  return kind + "-" + first + "-" + second;
}

std::vector<std::string> possible_pacts(const Node& document) {
  std::vector<std::string> ids;
  for (const Entry* kind : rows_of(document, "pacts"))
    for (const Asked& asked : pairs_of(document, kind->value))
      ids.push_back(pact_id(kind->key, asked.pair.first, asked.pair.second));
  std::sort(ids.begin(), ids.end());
  return ids;
}

Node alliances_of(const Reading& reading) {
  return Alliances(reading).read();
}

std::vector<Succession> successions(const Scenario& scenario, std::string_view key) {
  std::vector<Succession> found;
  for (const Entry* alliance : rows_of(scenario.document, "alliances")) {
    const Node charter = with_charter(scenario.document, alliance->value);
    const auto successor = scenario.world.alliances.row(alliance->key);
    const std::vector<std::string> named = texts_in(charter.find(key));
    for (const std::string& name : std::set<std::string>(named.begin(), named.end()))
      if (const auto predecessor = scenario.world.alliances.row(name); successor && predecessor)
        found.push_back({AllianceId(*successor), AllianceId(*predecessor)});
  }
  return found;
}

}  // namespace entente
