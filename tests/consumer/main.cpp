// The smallest program that adds a mechanism of its own to entente.
#include <cmath>

#include "engine/cli/command_line.hpp"
#include "models/catalogue.hpp"
#include "models/columns.hpp"

/// Festivals raise output: g_i(t + dt) = g_i(t) exp(cheer dt).
class Festivity : public entente::Mechanism {
 public:
  struct Parameters {
    double cheer = 0.01;
  };
  static void declare(entente::Declarations<Parameters>& parameters) {
    parameters.add(&Parameters::cheer, {.name = "cheer", .unit = "1/year", .about = "growth that festivals bring"});
  }
  static entente::MechanismDeclaration declaration() {
    return {.name = "festivity", .claim = "Festivals raise output.", .writes = {&entente::columns::gdp}};
  }

  Festivity(const Parameters& parameters, const entente::Setup&) : parameters_(parameters) {}
  void step(entente::World& world, const entente::Step& step) const override {
    for (double& gdp : world.states.update(entente::columns::gdp)) gdp *= std::exp(parameters_.cheer * step.dt);
  }

 private:
  Parameters parameters_;
};

int main(int argc, char** argv) {
  entente::Catalogue catalogue = entente::models::catalogue();
  catalogue.add<Festivity>();
  return entente::run_command_line(argc, argv, catalogue);
}
