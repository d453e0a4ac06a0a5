#pragma once

#include <string>

#include "engine/simulation/model.hpp"

namespace entente {

/// A model's record in Markdown under the headings of the ODD protocol (Grimm et al. 2020), made from the declarations
/// of its mechanisms and from its scenario. Values that differ from the declared defaults are in bold.
std::string odd_record(const Model& model, const Catalogue& catalogue, const std::string& scenario_file);

}  // namespace entente
