#define BOOST_MATH_NO_LONG_DOUBLE_MATH_FUNCTIONS  // they would be the C library's

#include "engine/random/quantile.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>

namespace entente {

namespace {

using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

}  // namespace

double normal_quantile(double p) {
  return -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * p, Policy());
}

double student_quantile(double p, double degrees) {
  return boost::math::quantile(boost::math::students_t_distribution<double, Policy>(degrees), p);
}

}  // namespace entente
