#include <cstdio>
#include <exception>
#include <openturns/ComposedDistribution.hxx>
#include <openturns/HaltonSequence.hxx>
#include <openturns/LHSExperiment.hxx>
#include <openturns/LowDiscrepancyExperiment.hxx>
#include <openturns/RandomGenerator.hxx>
#include <openturns/SobolIndicesExperiment.hxx>
#include <openturns/SobolSequence.hxx>
#include <openturns/Uniform.hxx>
#include <string_view>

namespace {

OT::Sample sample_of(std::string_view method, unsigned factors, unsigned points, bool second_order) {
  if (method == "sobol") return OT::SobolSequence(factors).generate(points);
  if (method == "halton") return OT::HaltonSequence(factors).generate(points);
  const OT::ComposedDistribution cube(OT::ComposedDistribution::DistributionCollection(factors, OT::Uniform(0.0, 1.0)));
  if (method == "latin_hypercube") return OT::LHSExperiment(cube, points, false, true).generate();
  // Its blocks come from one Sobol' sequence of twice the dimension (Saltelli 2002).
  const OT::LowDiscrepancyExperiment sequence(OT::SobolSequence(factors), cube, points, false);
  return OT::SobolIndicesExperiment(sequence, second_order).generate();
}

}  // namespace

/// Fills `values` (rows x factors, at most `most` rows) and returns the number of rows, or -1 with a reason.
extern "C" long entente_unit_points(const char* method, unsigned factors, unsigned points, unsigned long seed,
                                    int second_order, double* values, long most, char* reason, unsigned length) try {
  OT::RandomGenerator::SetSeed(seed);
  const OT::Sample sample = sample_of(method, factors, points, second_order != 0);
  const auto rows = static_cast<long>(sample.getSize());
  for (long row = 0; row < rows && row < most; ++row)
    for (unsigned f = 0; f < factors; ++f) values[row * factors + f] = sample(row, f);
  return rows;
} catch (const std::exception& error) {
  std::snprintf(reason, length, "%s", error.what());
  return -1;
}
