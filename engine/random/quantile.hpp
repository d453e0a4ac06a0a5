#pragma once

namespace entente {

/// The value that a standard normal falls below with probability `p`, in (0, 1).
double normal_quantile(double p);

}  // namespace entente
