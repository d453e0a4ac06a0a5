#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/random/streams.hpp"
#include "models/classic/estimate.hpp"

namespace entente::classic {

/// Who stands on which of two sides: bit k is set if actor k is on the second side. The complement is the same split.
using Configuration = std::uint64_t;

/// Landscape theory of aggregation (Axelrod & Bennett 1993): actors split into two sides so as to be with those they
/// like and apart from those they dislike, the larger counting more.
///
///     E = sum_{i, j} s_i s_j p_ij d_ij    each pair twice; d_ij = 1 across sides, 0 within
///
/// s_i >= 0 sizes (n), p_ij = p_ji propensities to be on one side (n x n, the diagonal ignored); units are the user's.
/// Low energy is a good split. An actor's switch changes E by twice its size times the change of its frustration.
class Landscape {
 public:
  /// 1 to 64 actors.
  Landscape(const Eigen::VectorXd& sizes, const Eigen::MatrixXd& propensities);

  std::size_t actors() const { return static_cast<std::size_t>(coupling_.rows()); }
  double energy(Configuration configuration) const;

  /// 2 s_i s_j p_ij, what a pair adds when it is split; the diagonal is zero.
  const Eigen::MatrixXd& coupling() const { return coupling_; }
  /// Differences of energy below this are rounding, and count as ties.
  double negligible() const { return negligible_; }
  /// Of a configuration and its complement, the one with the last actor on the first side.
  Configuration canonical(Configuration configuration) const;
  /// The canonical configuration after actor k has switched.
  Configuration switched(Configuration configuration, std::size_t actor) const {
    return canonical(configuration ^ (Configuration{1} << actor));
  }

 private:
  Eigen::MatrixXd coupling_;
  double negligible_;
};

/// A configuration that moves by single switches; its energy and every actor's change of energy are updated with it,
/// in n operations a switch.
class Walk {
 public:
  Walk(const Landscape& landscape, Configuration start);

  Configuration configuration() const { return configuration_; }
  double energy() const { return energy_; }
  /// By how much energy changes if the actor switches.
  double change(std::size_t actor) const { return side_[at(actor)] * field_[at(actor)]; }
  /// Strictly: an actor that is indifferent stays.
  bool improves(std::size_t actor) const { return change(actor) < -landscape_->negligible(); }
  bool is_local_minimum() const;
  void flip(std::size_t actor);

 private:
  static Eigen::Index at(std::size_t actor) { return static_cast<Eigen::Index>(actor); }

  const Landscape* landscape_;
  Configuration configuration_;
  double energy_;
  Eigen::VectorXd side_;   // +1 or -1
  Eigen::VectorXd field_;  // sum_j coupling_kj side_j
};

/// Every split of the actors.
struct Configurations {
  std::vector<double> energies;       ///< by canonical configuration, 2^(n - 1)
  std::vector<Configuration> minima;  ///< local minima, lowest energy first
};

/// All energies by Gray code. 1 to 30 actors; 8 bytes x 2^(n - 1).
Configurations explore(const Landscape& landscape);

/// Where myopic actors end that are picked at random, one at a time, and switch if that strictly lowers energy; every
/// configuration is as likely to be the first.
struct Basins {
  std::vector<double> share;  ///< probability to end in each of the minima
  double picks;               ///< expected number until no actor would switch
  double switches;            ///< expected number
};

/// By exact absorption: probability flows from the highest energy to the lowest, each configuration passing its own on
/// to its improvements in equal parts.
Basins absorb(const Landscape& landscape, const Configurations& all);

/// One run of the same dynamics.
struct Descent {
  Configuration end;
  std::int64_t picks;
  std::vector<std::size_t> switches;  ///< actors in the order in which they switched
};
Descent descend(const Landscape& landscape, Configuration start, Stream& stream);

/// Basins by sampling, for actors too many to enumerate. Shares: of the minima that were met, lowest energy first.
struct SampledBasins {
  std::vector<Configuration> minima;
  std::vector<Estimate> share;
  Estimate picks;
  Estimate switches;
};
SampledBasins sample_basins(const Landscape& landscape, std::int64_t samples, Stream& stream);

}  // namespace entente::classic
