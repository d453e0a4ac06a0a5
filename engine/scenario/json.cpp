#include "engine/scenario/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "engine/base/number.hpp"
#include "engine/scenario/guard.hpp"
#include "engine/scenario/utf8.hpp"

namespace entente {

namespace {

constexpr std::size_t largest_json = std::size_t{32} << 20;
constexpr std::size_t deepest = 64;
constexpr std::size_t most_values = 400000;

std::string quote(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      json += {'\\', c};
    else if (c == '\n')
      json += "\\n";
    else if (static_cast<unsigned char>(c) < 0x20)
      json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      json += c;
  }
  return json + "\"";
}

std::string scalar_json(const Node& node) {
  if (node.quoted) return quote(node.text);
  if (node.text == "true" || node.text == "false" || is_json_number(node.text)) return node.text;
  const auto number = parse_number(node.text);
  return number ? to_text(*number) : quote(node.text);
}

void write(const Node& node, int depth, std::string& json);

void write_list(const Node& node, int depth, std::string& json) {
  json += '[';
  for (std::size_t n = 0; n < node.items.size(); ++n) {
    if (n > 0) json += ", ";
    write(node.items[n], depth, json);
  }
  json += ']';
}

void write_map(const Node& node, int depth, std::string& json) {
  std::vector<const Entry*> sorted;
  for (const Entry& entry : node.entries) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(), [](const Entry* a, const Entry* b) { return a->key < b->key; });
  json += '{';
  for (std::size_t n = 0; n < sorted.size(); ++n) {
    json += n > 0 ? ",\n" : "\n";
    json.append(static_cast<std::size_t>(depth) + 1, ' ');
    json += quote(sorted[n]->key) + ": ";
    write(sorted[n]->value, depth + 1, json);
  }
  json += '}';
}

void write(const Node& node, int depth, std::string& json) {
  switch (node.kind) {
    case Node::Kind::null:
      json += "null";
      return;
    case Node::Kind::scalar:
      json += scalar_json(node);
      return;
    case Node::Kind::sequence:
      write_list(node, depth, json);
      return;
    case Node::Kind::mapping:
      write_map(node, depth, json);
      return;
  }
}

/// A strict reader that keeps places and the text of numbers.
class Reader {
 public:
  Reader(std::string_view text, const std::string& name) : text_(text), file_(std::make_shared<std::string>(name)) {}

  std::optional<Node> document() {
    Node node;
    if (!value(node, 0)) return std::nullopt;
    skip_blanks();
    if (at_ != text_.size()) return std::nullopt;
    return node;
  }

 private:
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(std::string_view expected) {
    if (text_.substr(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
  }

  void skip_blanks() {
    for (; next() == ' ' || next() == '\n' || next() == '\r' || next() == '\t'; ++at_)
      if (next() == '\n') {
        ++line_;
        line_begin_ = at_ + 1;
      }
  }

  Place place() {
    const std::size_t from = std::max(counted_to_, line_begin_);
    if (from == line_begin_) column_ = 1;
    column_ += static_cast<int>(count_characters(text_.substr(from, at_ - from)));
    counted_to_ = at_;
    return {file_, line_, column_};
  }

  bool value(Node& node, std::size_t depth) {
    skip_blanks();
    node.place = place();
    if (depth > deepest || ++values_ > most_values) return false;
    if (next() == '{') return object(node, depth);
    if (next() == '[') return array(node, depth);
    if (take("null")) return true;
    node.kind = Node::Kind::scalar;
    if (next() == '"') {
      node.quoted = true;
      return string(node.text);
    }
    for (const char* word : {"true", "false"})
      if (take(word)) {
        node.text = word;
        return true;
      }
    return number(node.text);
  }

  bool number(std::string& text) {
    const std::size_t end = std::min(text_.find_first_not_of("+-.0123456789eE", at_), text_.size());
    text = text_.substr(at_, end - at_);
    at_ = end;
    return is_json_number(text);
  }

  bool array(Node& node, std::size_t depth) {
    node.kind = Node::Kind::sequence;
    take("[");
    skip_blanks();
    if (take("]")) return true;
    do {
      if (!value(node.items.emplace_back(), depth + 1)) return false;
      skip_blanks();
    } while (take(","));
    return take("]");
  }

  bool object(Node& node, std::size_t depth) {
    node.kind = Node::Kind::mapping;
    take("{");
    skip_blanks();
    if (take("}")) return true;
    do {
      skip_blanks();
      Entry& entry = node.entries.emplace_back();
      entry.place = place();
      if (next() != '"' || !string(entry.key)) return false;
      skip_blanks();
      if (!take(":") || !value(entry.value, depth + 1)) return false;
      skip_blanks();
    } while (take(","));
    return take("}") && keys_are_distinct(node);
  }

  static bool keys_are_distinct(const Node& node) {
    std::vector<std::string_view> keys;
    for (const Entry& entry : node.entries) keys.push_back(entry.key);
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
  }

  bool string(std::string& text) {
    take("\"");
    while (at_ < text_.size() && next() != '"') {
      if (static_cast<unsigned char>(next()) < 0x20) return false;
      if (next() != '\\')
        text += text_[at_++];
      else if (!escape(text))
        return false;
    }
    return take("\"") && forbidden_character(text).empty();
  }

  /// Only the escapes that are written here; a text with others is left to the YAML parser.
  bool escape(std::string& text) {
    constexpr std::string_view letters = "\"\\/nt";
    constexpr std::string_view meanings = "\"\\/\n\t";
    if (at_ + 1 >= text_.size()) return false;
    const std::size_t place = letters.find(text_[at_ + 1]);
    if (place != std::string_view::npos) {
      text += meanings[place];
      at_ += 2;
      return true;
    }
    if (!take("\\u0009")) return false;
    text += '\t';
    return true;
  }

  std::string_view text_;
  std::shared_ptr<const std::string> file_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t counted_to_ = 0;
  int column_ = 1;
  std::size_t values_ = 0;
  int line_ = 1;
};

}  // namespace

std::string to_json(const Node& document) {
  std::string json;
  write(document, 0, json);
  return json + "\n";
}

bool looks_like_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

std::optional<Node> parse_json(std::string_view text, const std::string& name) {
  if (text.size() > largest_json) return std::nullopt;
  return Reader(text, name).document();
}

}  // namespace entente
