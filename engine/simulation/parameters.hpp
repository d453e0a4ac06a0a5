#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "engine/base/declaration.hpp"

namespace entente {

/// The parameters of one mechanism, each declared once beside the maths that uses it. `P` is a plain struct whose
/// member initialisers are the defaults.
template <class P>
class Declarations {
 public:
  /// `place`: a pointer to a member, or a function from P& to a reference; number, flag, integer or enumeration.
  template <class Place>
  void add(Place place, Declaration declaration) {
    P defaults;
    declaration.initial = static_cast<double>(std::invoke(place, defaults));
    declarations_.push_back(std::move(declaration));
    setters_.push_back([place](P& parameters, double value) {
      auto& target = std::invoke(place, parameters);
      target = static_cast<std::remove_reference_t<decltype(target)>>(value);
    });
  }

  const std::vector<Declaration>& list() const { return declarations_; }

  /// `values` in the order of `list`.
  P make(const std::vector<double>& values) const {
    P parameters;
    for (std::size_t n = 0; n < setters_.size(); ++n) setters_[n](parameters, values[n]);
    return parameters;
  }

 private:
  std::vector<Declaration> declarations_;
  std::vector<std::function<void(P&, double)>> setters_;
};

}  // namespace entente
