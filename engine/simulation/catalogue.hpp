#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "engine/scenario/vocabulary.hpp"
#include "engine/simulation/classic_model.hpp"
#include "engine/simulation/mechanism.hpp"
#include "engine/simulation/parameters.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// All mechanisms that a scenario can name. Explicit: a researcher copies the model's catalogue and adds to it.
class Catalogue {
 public:
  using Make = std::function<std::unique_ptr<const Mechanism>(const std::vector<double>& parameters, const Setup&)>;

  /// Adds a mechanism class `M`: it has `M::Parameters`, `static void declare(Declarations<Parameters>&)`,
  /// `static MechanismDeclaration declaration()` and a constructor from (Parameters, const Setup&).
  template <class M>
  void add() {
    auto parameters = std::make_shared<Declarations<typename M::Parameters>>();
    M::declare(*parameters);
    MechanismDeclaration declaration = M::declaration();
    declaration.parameters = parameters->list();
    add(std::move(declaration), [parameters](const std::vector<double>& values, const Setup& setup) {
      return std::make_unique<const M>(parameters->make(values), setup);
    });
  }
  void add(MechanismDeclaration declaration, Make make);

  /// Lets scenarios give a column that no mechanism of the catalogue reads yet: part of a full charter.
  void add_input(const Column& column) { add_column(column); }

  /// Adds a model that is solved rather than stepped.
  void add(ClassicModel model) { classics_.push_back(std::move(model)); }

  /// The labels of the shares that events keep: the features of the utility of membership, then those of decisions of
  /// other mechanisms, named after them (`crises.odds`) and recorded only where the pipeline has them.
  void set_features(std::vector<Feature> features);

  /// Columns by table and name, mechanisms in the order in which they were added, which is the default pipeline.
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const std::vector<EventKind>& event_kinds() const { return event_kinds_; }
  const std::vector<Feature>& features() const { return features_; }
  const std::vector<ClassicModel>& classics() const { return classics_; }
  /// A scenario that was checked against this catalogue's vocabulary names only mechanisms of it.
  std::unique_ptr<const Mechanism> make(const std::string& mechanism, const Setup& setup) const;

 private:
  void add_column(const Column& column);

  Vocabulary vocabulary_;
  std::vector<Make> makers_;
  std::vector<EventKind> event_kinds_;  // by name
  std::vector<Feature> features_;
  std::vector<ClassicModel> classics_;
};

}  // namespace entente
