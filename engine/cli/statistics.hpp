#pragma once

#include <vector>

namespace entente {

/// Quantile by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996); NaN for no values.
/// Values that are NaN are left out.
double quantile(std::vector<double> values, double share);

struct Mean {
  double value;
  double standard_error;  ///< NaN for fewer than two values
};
/// Mean and its standard error; NaN are left out.
Mean mean_of(const std::vector<double>& values);

/// Ranks from 1; equals share the mean of theirs.
std::vector<double> ranks(const std::vector<double>& values);

/// Spearman's rank correlation with ties: Pearson's correlation of the ranks. NaN where one side does not vary.
double spearman(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace entente
