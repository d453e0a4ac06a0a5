#pragma once

#include "engine/world/world.hpp"

namespace entente {

/// By what members share an alliance's common fund, in the order of `funding_keys`: GDP, power, equal parts.
enum class FundingKey { gdp, power, heads };
inline constexpr std::string_view funding_keys = "gdp power heads";

namespace columns {

inline constexpr Column funding_key{.table = TableKind::alliance,
                                    .name = "funding_key",
                                    .kind = Kind::choice,
                                    .choices = funding_keys,
                                    .input = Input::optional,
                                    .about = "by what members share the common fund: GDP, power, or equal parts"};

}  // namespace columns

/// Who pays an alliance's common fund, by its key: of f_a G_a in all, G_a the members' GDP, member i pays
///
///     gdp    f_a g_i          in proportion to what it has
///     power  f_a G_a m_i / M_a
///     heads  f_a G_a / n_a
///
/// The fund pays for joint exercises of all members, whoever paid (models/trust.hpp). Where no member has power they
/// share by GDP. Source: keys by income, and their revisions by bargaining: Olson & Zeckhauser 1966, NATO's cost
/// shares.
class CommonFund {
 public:
  CommonFund(const World& world, AllianceId alliance);

  /// What a member pays, as a share of its GDP.
  double paid_by(std::size_t state) const;
  /// What the fund holds, as a share of the members' GDP.
  double size() const { return size_; }

 private:
  double size_;
  double each_ = 0.0;  // billion USD a year and unit of the key
  bool by_gdp_ = true;
  std::span<const double> unit_, gdp_;  // by state; no unit: heads
};

}  // namespace entente
