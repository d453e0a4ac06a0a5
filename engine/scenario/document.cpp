#include "engine/scenario/document.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <streambuf>
#include <utility>

#include "engine/scenario/guard.hpp"
#include "engine/scenario/json.hpp"
#include "engine/scenario/utf8.hpp"

namespace entente {

namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t most_values = 200000;
/// The parser holds an open bracket's whole content before it tells the first of it.
constexpr std::size_t most_unparsed = std::size_t{64} << 10;

/// Turns the parser's marks (from 0, in bytes) into places (from 1, in characters).
class Places {
 public:
  Places(std::string_view text, const std::string& name) : text_(text), file_(std::make_shared<std::string>(name)) {
    lines_.push_back(0);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
      lines_.push_back(at + 1);
  }

  Place at(const YAML::Mark& mark) {
    if (mark.is_null()) return {file_, 0, 0};
    return {file_, mark.line + 1, characters_before(mark.line, mark.column) + 1};
  }

  std::string_view rest(const YAML::Mark& mark) const {
    return mark.is_null() || static_cast<std::size_t>(mark.pos) > text_.size() ? std::string_view{}
                                                                               : text_.substr(mark.pos);
  }

 private:
  int characters_before(int line, int bytes) {
    if (static_cast<std::size_t>(line) >= lines_.size()) return bytes;
    if (line != line_ || bytes < bytes_) {
      line_ = line;
      bytes_ = characters_ = 0;
    }
    const std::size_t begin = lines_[static_cast<std::size_t>(line)];
    const std::string_view passed = text_.substr(begin + static_cast<std::size_t>(bytes_), bytes - bytes_);
    characters_ += static_cast<int>(count_characters(passed));
    bytes_ = bytes;
    return characters_;
  }

  std::string_view text_;
  std::shared_ptr<const std::string> file_;
  std::vector<std::size_t> lines_;
  int line_ = -1;
  int bytes_ = 0;
  int characters_ = 0;
};

/// Hands the text to the parser in pieces, and refuses when the parser takes much of it without telling of a value.
class Feed : public std::streambuf {
 public:
  explicit Feed(std::string_view text) : text_(text) {}

  struct Starved {};
  void told() { told_ = given_; }

 protected:
  int_type underflow() override {
    constexpr std::size_t piece = 2048;
    if (given_ == text_.size()) return traits_type::eof();
    if (given_ - told_ > most_unparsed) throw Starved{};
    char* begin = const_cast<char*>(text_.data()) + given_;
    const std::size_t count = std::min(piece, text_.size() - given_);
    given_ += count;
    setg(begin, begin, begin + count);
    return traits_type::to_int_type(*begin);
  }

 private:
  std::string_view text_;
  std::size_t given_ = 0;
  std::size_t told_ = 0;
};

/// Builds the tree and refuses, at the first event, what a scenario may not hold.
class Builder : public YAML::EventHandler {
 public:
  Builder(Places& places, Feed& feed) : last(places.at(YAML::Mark::null_mark())), places_(places), feed_(feed) {}

  Node root;
  std::vector<Problem> problems;
  Place last;  ///< of the last value told

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    if (expects_key()) refuse(mark, "a key is missing or null.", "Put quotes around a key that is written null or ~.");
    Node node;
    node.place = awaits_value() ? open_.back()->entries.back().place : places_.at(mark);
    put(mark, std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_anchor(mark); }
  void OnAnchor(const YAML::Mark& mark, const std::string&) override { refuse_anchor(mark); }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
    refuse_tag(mark, tag);
    const bool quoted = tag == "!";
    if (quoted) check_quoted(mark, value);
    if (expects_key()) return put_key(mark, value, quoted);
    Node node;
    node.kind = Node::Kind::scalar;
    node.quoted = quoted;
    node.text = value;
    node.place = places_.at(mark);
    put(mark, std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    start(mark, tag, Node::Kind::sequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
    start(mark, tag, Node::Kind::mapping);
  }
  void OnMapEnd() override {
    refuse_duplicates(*open_.back());
    close();
  }

 private:
  [[noreturn]] void refuse(const YAML::Mark& mark, std::string what, std::string advice) {
    throw InputError(Problem{places_.at(mark).location(), std::move(what), std::move(advice)});
  }

  void refuse_anchor(const YAML::Mark& mark) {
    refuse(mark, "anchors (&) and aliases (*) are not allowed.", "Write the value out, or put quotes around text.");
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    refuse(mark, fmt::format("the tag '{}' is not allowed.", shorten(tag, 40)),
           "Remove it, or put quotes around text.");
  }

  /// A forgotten closing quote would swallow what follows; escapes could smuggle in what the guard refuses.
  void check_quoted(const YAML::Mark& mark, const std::string& value) {
    const std::string_view rest = places_.rest(mark);
    if (!rest.empty() && (rest[0] == '"' || rest[0] == '\'')) {
      std::size_t at = 1;
      while (at < rest.size() && rest[at] != rest[0] && rest[at] != '\n')
        at += rest[0] == '"' && rest[at] == '\\' ? 2 : 1;
      if (at < rest.size() && rest[at] == '\n')
        refuse(mark, "a quoted text does not end on its line.",
               "Close the quote; for several lines write '>-' instead.");
    }
    const std::string wrong = forbidden_character(value);
    if (!wrong.empty()) refuse(mark, wrong, "Remove it.");
  }

  bool expects_key() const { return !open_.empty() && open_.back()->is_mapping() && !awaits_value(); }
  bool awaits_value() const { return !open_.empty() && open_.back()->is_mapping() && key_open_.back(); }

  void count(const YAML::Mark& mark) {
    feed_.told();
    last = places_.at(mark);
    if (++values_ > most_values) refuse(mark, fmt::format("more than {} values.", most_values), "Split the scenario.");
  }

  void put_key(const YAML::Mark& mark, const std::string& key, bool quoted) {
    count(mark);
    if (key == "<<" && !quoted) refuse(mark, "the merge key '<<' is not allowed.", "Use 'include:' or an overlay.");
    open_.back()->entries.push_back(Entry{key, places_.at(mark), Node{}});
    key_open_.back() = true;
  }

  Node& put(const YAML::Mark& mark, Node node) {
    count(mark);
    if (open_.empty()) {
      root = std::move(node);
      return root;
    }
    Node& parent = *open_.back();
    if (parent.is_sequence()) return parent.items.emplace_back(std::move(node));
    key_open_.back() = false;
    return parent.entries.back().value = std::move(node);
  }

  void start(const YAML::Mark& mark, const std::string& tag, Node::Kind kind) {
    refuse_tag(mark, tag);
    if (expects_key())
      refuse(mark, "a key is a list or a map.",
             "Close the bracket that is open here, or put quotes around a key with brackets.");
    if (open_.size() >= deepest)
      refuse(mark, fmt::format("nested more than {} deep.", deepest), "A scenario nests a handful.");
    Node node;
    node.kind = kind;
    node.place = places_.at(mark);
    open_.push_back(&put(mark, std::move(node)));
    key_open_.push_back(false);
  }

  void close() {
    open_.pop_back();
    key_open_.pop_back();
  }

  void refuse_duplicates(const Node& node) {
    std::vector<const Entry*> sorted;
    for (const Entry& entry : node.entries) sorted.push_back(&entry);
    std::stable_sort(sorted.begin(), sorted.end(), [](const Entry* a, const Entry* b) { return a->key < b->key; });
    for (std::size_t n = 1; n < sorted.size(); ++n)
      if (sorted[n]->key == sorted[n - 1]->key)
        problems.push_back({sorted[n]->place.location(),
                            fmt::format("the key '{}' was given before, in line {}.",
                                        shorten(printable(sorted[n]->key), 40), sorted[n - 1]->place.line),
                            "Keep one of them."});
  }

  Places& places_;
  Feed& feed_;
  std::vector<Node*> open_;
  std::vector<bool> key_open_;
  std::size_t values_ = 0;
};

Problem syntax_problem(const YAML::ParserException& error, Places& places) {
  const std::string& told = error.msg;
  if (told == YAML::ErrorMsg::UNKNOWN_ANCHOR)
    return {places.at(error.mark).location(), "aliases (*) are not allowed.",
            "Write the value out, or put quotes around text."};
  std::string advice = "Look at the brackets, quotes, colons and the indentation here and just above.";
  if (told == YAML::ErrorMsg::EOF_IN_SCALAR) advice = "A quote is opened and never closed.";
  if (told == YAML::ErrorMsg::END_OF_MAP_FLOW || told == YAML::ErrorMsg::END_OF_SEQ_FLOW)
    advice = "A bracket is opened and never closed, or a comma is missing.";
  if (told == YAML::ErrorMsg::MAP_VALUE) advice = "Put quotes around text that holds a colon and a blank.";
  if (told == YAML::ErrorMsg::UNKNOWN_TOKEN)
    advice = "Put quotes around text that begins with @, `, % or another mark.";
  return {places.at(error.mark).location(), fmt::format("not valid YAML: {}.", shorten(printable(told), 80)), advice};
}

}  // namespace

Node parse_document(std::string_view text, const std::string& name) {
  if (looks_like_json(text))
    if (std::optional<Node> json = parse_json(text, name)) return std::move(*json);
  check_text(text, name);
  Places places(text, name);
  Feed feed(text);
  Builder builder(places, feed);
  std::istream stream(&feed);
  bool found = false;
  try {
    YAML::Parser parser(stream);
    found = parser.HandleNextDocument(builder);
    if (!builder.problems.empty()) throw InputError(std::move(builder.problems));
    Builder second(places, feed);
    if (found && parser.HandleNextDocument(second))
      throw InputError(Problem{second.root.place.location(), "a second document begins; a file holds one.",
                               "Remove the '---', or close what ended too early."});
  } catch (const YAML::ParserException& error) {
    throw InputError(syntax_problem(error, places));
  } catch (const Feed::Starved&) {
    throw InputError(Problem{builder.last.location(),
                             fmt::format("more than {} KiB follow without a value.", most_unparsed >> 10),
                             "A bracket or a quote is not closed, or holds too much: write long lists in lines."});
  }
  if (!found || builder.root.is_null())
    throw InputError(Problem{{name},
                             text.empty() ? "is empty." : "holds no values.",
                             "'entente new FILE' writes a scenario to begin with."});
  return std::move(builder.root);
}

}  // namespace entente
