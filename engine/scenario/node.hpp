#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"

namespace entente {

/// Where a piece of text stands; nodes of one file share its name. Lines and columns count from 1, columns in
/// characters.
struct Place {
  std::shared_ptr<const std::string> file;
  int line = 0;
  int column = 0;

  Location location() const { return {file ? *file : std::string{}, line, column}; }
};

struct Entry;

/// One value of a document, as it was typed: nothing is converted before its declaration says what it should be.
struct Node {
  enum class Kind { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  bool quoted = false;  ///< a scalar in quotes or a block of text: never a number, a flag or a date by accident
  std::string text;     ///< of a scalar
  Place place;
  std::vector<Node> items;     ///< of a sequence
  std::vector<Entry> entries;  ///< of a mapping, in the order of the file, keys distinct

  bool is_null() const { return kind == Kind::null; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_mapping() const { return kind == Kind::mapping; }

  /// The value of a key; null if this is no mapping or has no such key.
  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
  /// The key's place, for what is to be said about the key rather than its value.
  const Entry* entry(std::string_view key) const;
};

/// A key of a mapping and its value.
struct Entry {
  std::string key;
  Place place;
  Node value;
};

}  // namespace entente
