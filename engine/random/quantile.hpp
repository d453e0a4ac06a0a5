#pragma once

namespace entente {

/// The value that a standard normal falls below with probability `p`, in (0, 1).
double normal_quantile(double p);

/// The same of Student's t with so many degrees of freedom.
double student_quantile(double p, double degrees);

}  // namespace entente
