#include "engine/cli/command_line.hpp"
#include "models/catalogue.hpp"

int main(int argc, char** argv) {
  return entente::run_command_line(argc, argv, entente::models::catalogue());
}
