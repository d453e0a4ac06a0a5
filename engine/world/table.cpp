#include "engine/world/table.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/base/contracts.hpp"
#include "engine/base/hash.hpp"

namespace entente {

void Table::add(const Column& column, std::size_t width) {
  if (has(column)) return;
  const auto place =
      std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.column->name > column.name; });
  columns_.insert(columns_.begin() + (place - slots_.begin()), &column);
  slots_.insert(place, Slot{&column, width, std::vector<double>(rows_ * width, column.initial)});
}

const Table::Slot* Table::find(const Column& column) const {
  const auto known = std::find(columns_.begin(), columns_.end(), &column);
  if (known != columns_.end()) return &slots_[static_cast<std::size_t>(known - columns_.begin())];
  for (const Slot& slot : slots_)
    if (slot.column->name == column.name) return &slot;
  return nullptr;
}

const Table::Slot& Table::slot(const Column& column) const {
  const Slot* found = find(column);
  if (found == nullptr)
    throw std::logic_error("the world has no column " + std::string(to_string(column.table)) + "." +
                           std::string(column.name) + ": no mechanism of the catalogue declares it");
  return *found;
}

NamedTable::NamedTable(std::vector<std::string> ids) : Table(ids.size()), labels(ids), ids_(std::move(ids)) {
  EXPECT(std::is_sorted(ids_.begin(), ids_.end()));
  for (const std::string& id : ids_) entities_.push_back(name_hash(id));
}

std::optional<std::size_t> NamedTable::row(std::string_view id) const {
  const auto found = std::lower_bound(ids_.begin(), ids_.end(), id);
  if (found == ids_.end() || *found != id) return std::nullopt;
  return static_cast<std::size_t>(found - ids_.begin());
}

StateTable::StateTable(std::vector<std::string> ids)
    : NamedTable(std::move(ids)), active(size(), 1), region(size(), -1) {}

AllianceTable::AllianceTable(std::vector<std::string> ids) : NamedTable(std::move(ids)), active(size(), 1) {}

}  // namespace entente
