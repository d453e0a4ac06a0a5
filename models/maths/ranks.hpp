#pragma once

#include <cstdint>
#include <span>

namespace entente::maths {

/// Ranks from 1 for the smallest, equal values sharing their mean rank. `order` and `ranks`: as many as values.
void mean_ranks(std::span<const double> values, std::span<std::int32_t> order, std::span<double> ranks);

/// Spearman's rank correlation of two lists that are given by their mean ranks: the correlation of the ranks, with ties
/// or without. NaN where one of the lists has but one value.
double spearman(std::span<const double> ranks_x, std::span<const double> ranks_y);

}  // namespace entente::maths
