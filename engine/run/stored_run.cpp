#include "engine/run/stored_run.hpp"

#include "engine/run/experiment.hpp"
#include "engine/scenario/document.hpp"

namespace entente {

Node document_of_run(const ResultReader& result, std::uint64_t run, const std::string& name,
                     const Vocabulary& vocabulary) {
  const Provenance provenance = result.provenance();
  if (!result.layout().is_sweep) return parse_document(provenance.scenario, name);
  if (provenance.experiment.empty())
    throw InputError({{name},
                      "is a segment of a sweep, which does not know its scenario.",
                      "'entente merge FOLDER' writes a file that does."});
  return document_at(stored_experiment(provenance.experiment, provenance.scenario, name, vocabulary),
                     result.read_origin(run).factors);
}

}  // namespace entente
