#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace entente {

/// The row of something in its table. Rows of different tables cannot be mixed up.
template <class Tag>
struct Id {
  std::int32_t row = -1;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : row(static_cast<std::int32_t>(index)) {}

  constexpr std::size_t index() const { return static_cast<std::size_t>(row); }
  constexpr bool valid() const { return row >= 0; }

  friend bool operator==(Id, Id) = default;
  friend std::strong_ordering operator<=>(Id, Id) = default;
};

using StateId = Id<struct StateTag>;
using AllianceId = Id<struct AllianceTag>;
using MembershipId = Id<struct MembershipTag>;

}  // namespace entente
