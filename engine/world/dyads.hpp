#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/world/table.hpp"

namespace entente {

/// Sparse directed pairs of states, both directions of every pair, sorted by (from, to): compressed rows.
class DyadTable : public Table {
 public:
  DyadTable() = default;
  /// `pairs` of (from, to); the other direction of each is added where it is missing.
  DyadTable(std::size_t states, std::vector<std::pair<StateId, StateId>> pairs,
            std::span<const std::uint64_t> state_entities);

  std::size_t begin(StateId from) const { return offsets_[from.index()]; }
  std::size_t end(StateId from) const { return offsets_[from.index() + 1]; }
  std::span<const StateId> from() const { return from_; }
  std::span<const StateId> to() const { return to_; }
  /// Row of the same pair seen from the other side.
  std::span<const std::int32_t> reverse() const { return reverse_; }
  /// Hashes of (from, to): the addresses of draws.
  std::span<const std::uint64_t> entities() const { return entities_; }
  std::optional<std::size_t> row(StateId from, StateId to) const;

 private:
  std::vector<StateId> from_;
  std::vector<StateId> to_;
  std::vector<std::int32_t> reverse_;
  std::vector<std::uint64_t> entities_;
  std::vector<std::size_t> offsets_;  // states + 1
};

}  // namespace entente
