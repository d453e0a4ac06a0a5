#pragma once

#include <string>
#include <utility>

#include "engine/simulation/parameters.hpp"

namespace entente {

/// A part of a mechanism's parameters that lives with its science: a struct `G` that is a member of `P`.
template <class P, class G>
class ParameterGroup {
 public:
  /// `prefix`: what its names begin with, as in `vote.`.
  ParameterGroup(Declarations<P>& parameters, G P::*group, std::string prefix = {})
      : parameters_(parameters), group_(group), prefix_(std::move(prefix)) {}

  void add(double G::*member, Declaration declaration) {
    declaration.name = prefix_ + declaration.name;
    parameters_.add([group = group_, member](P& p) -> double& { return p.*group.*member; }, std::move(declaration));
  }

 private:
  Declarations<P>& parameters_;
  G P::*group_;
  std::string prefix_;
};

}  // namespace entente
