#pragma once

#include <cstdint>
#include <string>

#include "engine/output/result_reader.hpp"
#include "engine/scenario/node.hpp"
#include "engine/scenario/vocabulary.hpp"

namespace entente {

/// The scenario's document of one run of a result: that of the file, of a sweep with the run's point set in it. `name`
/// stands in errors.
Node document_of_run(const ResultReader& result, std::uint64_t run, const std::string& name,
                     const Vocabulary& vocabulary);

}  // namespace entente
