#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "engine/base/suggest.hpp"
#include "engine/scenario/document.hpp"
#include "engine/scenario/guard.hpp"
#include "engine/scenario/utf8.hpp"

namespace entente {

namespace {

constexpr std::size_t deepest_include = 16;
constexpr std::size_t most_files = 64;
constexpr std::size_t most_bytes = std::size_t{8} << 20;

/// Reads files with what they include, and knows the chain that led to each.
class Loader {
 public:
  Node load(const std::string& path, const Place& from) {
    const std::string identity = identity_of(path);
    const bool loops = std::find(identities_.begin(), identities_.end(), identity) != identities_.end();
    chain_.push_back(path);
    if (loops)
      refuse(from, fmt::format("include runs in a circle: {}.", chain_text()), "Remove one of these includes.");
    if (chain_.size() > deepest_include)
      refuse(from, fmt::format("include goes more than {} files deep: {}.", deepest_include, chain_text()),
             "Include fewer files.");
    if (++files_ > most_files)
      refuse(from, fmt::format("more than {} files are included.", most_files), "Include fewer files.");
    identities_.push_back(identity);
    Node merged = include_first(read(path, from), path);
    identities_.pop_back();
    chain_.pop_back();
    return merged;
  }

 private:
  [[noreturn]] static void refuse(const Place& place, std::string what, std::string advice) {
    throw InputError(Problem{place.location(), std::move(what), std::move(advice)});
  }

  static std::string identity_of(const std::string& path) {
    std::error_code error;
    const auto canonical = std::filesystem::weakly_canonical(path, error);
    return error ? path : canonical.string();
  }

  std::string chain_text() const {
    std::string text;
    for (const std::string& path : chain_) text += (text.empty() ? "" : " → ") + printable(path);
    return text;
  }

  Node read(const std::string& path, const Place& from) {
    std::string text;
    try {
      text = read_text(path);
    } catch (const InputError& error) {
      if (from.line == 0) throw;
      const Problem& problem = error.problems().front();
      refuse(from, fmt::format("include '{}': {}", problem.where.file, problem.what), problem.advice);
    }
    bytes_ += text.size();
    if (bytes_ > most_bytes)
      refuse(from, fmt::format("the included files hold more than {} MiB.", most_bytes >> 20), "Include fewer files.");
    Node node = parse_document(text, printable(path));
    if (!node.is_mapping())
      refuse(node.place, "a scenario is a map of sections.", "Begin with 'entente: 1' and 'title:'.");
    return node;
  }

  Node include_first(Node node, const std::string& path) {
    const auto is_include = [](const Entry& entry) { return entry.key == "include"; };
    const auto found = std::find_if(node.entries.begin(), node.entries.end(), is_include);
    if (found == node.entries.end()) return node;
    const Node value = std::move(found->value);
    node.entries.erase(found);
    Node base;
    base.kind = Node::Kind::mapping;
    base.place = node.place;
    for (const Node& name : names_in(value)) merge(base, load(beside(path, name.text), name.place));
    merge(base, std::move(node));
    return base;
  }

  static std::vector<Node> names_in(const Node& value) {
    if (value.is_scalar() && !value.text.empty()) return {value};
    const auto names_file = [](const Node& item) { return item.is_scalar() && !item.text.empty(); };
    if (value.is_sequence() && std::all_of(value.items.begin(), value.items.end(), names_file)) return value.items;
    refuse(value.place, "include is not the name of a file or a list of names.", "Write 'include: base.yaml'.");
  }

  static std::string beside(const std::string& path, const std::string& name) {
    return (std::filesystem::path(path).parent_path() / name).lexically_normal().string();
  }

  std::vector<std::string> chain_;
  std::vector<std::string> identities_;
  std::size_t files_ = 0;
  std::size_t bytes_ = 0;
};

bool fits_in_path(std::string_view key) {
  return !key.empty() && key.find_first_of("=[]{} \"'") == std::string_view::npos;
}

std::vector<std::string> split_path(std::string_view path, const Place& place) {
  std::vector<std::string> keys;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    keys.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
    if (fits_in_path(keys.back()) && keys.size() <= 16) continue;
    throw InputError(Problem{place.location(), fmt::format("'{}' is not a path.", shorten(printable(path), 60)),
                             "Write the keys with dots between them, as in states.FRA.gdp=250."});
  }
  return keys;
}

void relocate(Node& node, const Place& place) {
  node.place = place;
  for (Node& item : node.items) relocate(item, place);
  for (Entry& entry : node.entries) {
    entry.place = place;
    relocate(entry.value, place);
  }
}

/// The value of a setting; null if it is to remove the key.
Node setting(std::string_view value, const Place& place) {
  Node node;
  const bool removes = value.find_first_not_of(" \t") == std::string_view::npos || value == "null" || value == "~";
  if (!removes) node = parse_document(value, *place.file);
  relocate(node, place);
  return node;
}

void remove_key(Node& map, const std::string& key, std::string_view path, const Place& place) {
  std::vector<std::string> keys;
  for (const Entry& entry : map.entries) keys.push_back(entry.key);
  const auto found = std::find(keys.begin(), keys.end(), key);
  if (found == keys.end())
    throw InputError(
        Problem{place.location(), fmt::format("there is no {} to remove.", path), did_you_mean(key, keys)});
  map.entries.erase(map.entries.begin() + (found - keys.begin()));
}

Node& at_key(Node& map, const std::string& key, const Place& place) {
  if (Node* found = map.find(key)) return *found;
  Node inner;
  inner.kind = Node::Kind::mapping;
  inner.place = place;
  return map.entries.emplace_back(Entry{key, place, std::move(inner)}).value;
}

}  // namespace

void merge(Node& base, Node over) {
  if (!base.is_mapping() || !over.is_mapping()) {
    base = std::move(over);
    return;
  }
  std::unordered_map<std::string, std::size_t> rows;
  for (std::size_t n = 0; n < base.entries.size(); ++n) rows.emplace(base.entries[n].key, n);
  std::vector<bool> removed(base.entries.size(), false);
  for (Entry& entry : over.entries) {
    const auto found = rows.find(entry.key);
    if (found == rows.end()) {
      base.entries.push_back(std::move(entry));
      continue;
    }
    Entry& old = base.entries[found->second];
    removed[found->second] = entry.value.is_null();
    if (!old.value.is_mapping() || !entry.value.is_mapping()) old.place = entry.place;
    merge(old.value, std::move(entry.value));
  }
  std::vector<Entry> kept;
  for (std::size_t n = 0; n < base.entries.size(); ++n)
    if (n >= removed.size() || !removed[n]) kept.push_back(std::move(base.entries[n]));
  base.entries = std::move(kept);
}

Node load_document(const std::string& path, const std::vector<std::string>& overlays) {
  Loader loader;
  Node document = loader.load(path, {});
  for (const std::string& overlay : overlays) merge(document, loader.load(overlay, {}));
  return document;
}

void set_value(Node& document, std::string_view path, std::string_view value, const std::string& source) {
  const Place place{std::make_shared<std::string>(source), 0, 0};
  const std::vector<std::string> keys = split_path(path, place);
  if (keys.front() == "include")
    throw InputError(
        Problem{place.location(), "include cannot be set.", "Name further files on the command line instead."});
  Node replacement = setting(value, place);
  Node* target = &document;
  std::string passed;
  for (std::size_t n = 0; n < keys.size(); ++n) {
    if (!target->is_mapping())
      throw InputError(Problem{place.location(),
                               fmt::format("{} cannot be set: {} is not a map of keys.", path, passed),
                               "Set the whole of it instead."});
    if (n + 1 == keys.size() && replacement.is_null()) return remove_key(*target, keys[n], path, place);
    passed += (passed.empty() ? "" : ".") + keys[n];
    target = &at_key(*target, keys[n], place);
  }
  *target = std::move(replacement);
}

void apply_set(Node& document, std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos)
    throw InputError(Problem{{"--set"},
                             fmt::format("'{}' is not an assignment.", shorten(printable(assignment), 60)),
                             "Write path=value, as in states.FRA.gdp=250."});
  set_value(document, assignment.substr(0, equals), assignment.substr(equals + 1));
}

}  // namespace entente
