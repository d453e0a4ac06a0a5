#include "tests/support/bloc_world.hpp"

#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/base/hash.hpp"
#include "tests/support/small_world.hpp"

namespace entente {

namespace {

inline constexpr Column place_x{.table = TableKind::state, .name = "x", .about = "first coordinate"};
inline constexpr Column place_y{.table = TableKind::state, .name = "y", .about = "second coordinate"};
inline constexpr Column strength{.table = TableKind::state, .name = "strength", .about = "capability"};
inline constexpr Column bloc{.table = TableKind::state, .name = "bloc", .recorded = true, .about = "bloc it is in"};

struct Sums {
  double members, strength, x, y;

  void add(double sign, double capability, double at_x, double at_y) {
    members += sign;
    strength += sign * capability;
    x += sign * at_x;
    y += sign * at_y;
  }
};

class Blocs : public Mechanism {
 public:
  struct Parameters {
    double blocs = 8.0;
  };
  static void declare(Declarations<Parameters>& parameters) {
    parameters.add(&Parameters::blocs, {.name = "blocs", .initial = 8.0, .about = "how many there are"});
  }
  static MechanismDeclaration declaration() {
    MechanismDeclaration declaration;
    declaration.name = "blocs";
    declaration.claim = "States move to the bloc that is strong, near and small.";
    declaration.writes = {&place_x, &place_y, &strength, &bloc};
    return declaration;
  }

  Blocs(const Parameters& parameters, const Setup&) : blocs_(static_cast<std::size_t>(parameters.blocs)) {}

  void step(World& world, const Step& step) const override {
    const std::size_t count = world.states.size();
    const std::span<double> x = world.states.update(place_x), y = world.states.update(place_y);
    const std::span<double> own = world.states.update(strength), in = world.states.update(bloc);
    Stream draws = step.streams.at(name_hash("blocs"), step.tick, 0);
    if (step.tick == month_index(on("2000-01-01"))) scatter(draws, x, y, own, in);
    const std::span<Sums> sums = step.scratch.take<Sums>(blocs_);
    std::fill(sums.begin(), sums.end(), Sums{0.0, 0.0, 0.0, 0.0});
    for (std::size_t n = 0; n < count; ++n) sums[static_cast<std::size_t>(in[n])].add(1.0, own[n], x[n], y[n]);
    const std::span<std::size_t> order = step.scratch.take<std::size_t>(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t n = count; n-- > 1;)
      std::swap(order[n], order[static_cast<std::size_t>(draws.uniform() * static_cast<double>(n + 1))]);
    for (const std::size_t n : order) {
      const auto from = static_cast<std::size_t>(in[n]);
      const std::size_t to = best(draws, sums, from, x[n], y[n]);
      sums[from].add(-1.0, own[n], x[n], y[n]);
      sums[to].add(1.0, own[n], x[n], y[n]);
      in[n] = static_cast<double>(to);
    }
    for (std::size_t n = 0; n < count; ++n) {
      x[n] += 0.01 * draws.normal();
      y[n] += 0.01 * draws.normal();
    }
  }

 private:
  void scatter(Stream& draws, std::span<double> x, std::span<double> y, std::span<double> own,
               std::span<double> in) const {
    for (std::size_t n = 0; n < x.size(); ++n) {
      x[n] = draws.uniform();
      y[n] = draws.uniform();
      own[n] = draws.uniform();
      in[n] = std::floor(draws.uniform() * static_cast<double>(blocs_));
    }
  }

  std::size_t best(Stream& draws, std::span<const Sums> sums, std::size_t own, double x, double y) const {
    std::size_t best = own;
    double highest = -1e300;
    for (std::size_t k = 0; k < blocs_; ++k) {
      const Sums& sum = sums[k];
      if (sum.members < 0.5) continue;
      const double dx = x - sum.x / sum.members, dy = y - sum.y / sum.members;
      const double score = sum.strength / (1.0 + sum.members) - std::sqrt(dx * dx + dy * dy) + 0.05 * draws.uniform() +
                           (k == own ? 0.02 : 0.0);
      if (score > highest) highest = score, best = k;
    }
    return best;
  }

  std::size_t blocs_;
};

}  // namespace

Model bloc_model(std::size_t states, std::size_t blocs, std::size_t steps) {
  Catalogue catalogue;
  catalogue.add<Blocs>();
  SmallWorld world(std::move(catalogue));
  const Date end = add_months(on("2000-01-01"), static_cast<int>(steps));
  return world.time("2000-01-01", to_string(end))
      .states("S", states)
      .pipeline({"blocs"})
      .parameter("blocs", "blocs", static_cast<double>(blocs))
      .model();
}

}  // namespace entente
