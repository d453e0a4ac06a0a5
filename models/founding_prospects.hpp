#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/simulation/scratch.hpp"
#include "engine/world/world.hpp"
#include "models/parameter_group.hpp"
#include "models/security.hpp"

namespace entente {

/// What speaks for or against founding an alliance with others, in the order of its weights.
enum class FoundingTerm {
  base,
  security,
  common_threat,
  alignment,
  ties,
  nearness,
  regime,
  trust,
  shared_allies,
  rivalry,
  entrapment,
  neutrality
};
inline constexpr std::size_t founding_terms = 12;
using FoundingShares = std::array<double, founding_terms>;

/// What belonging to an alliance that does not exist yet is worth to state i, with the others of a group C:
///
///     V_iC = base + w_se A_i (p_i(with C) - p_i) + w_co sum_e theta_ie E_eC / (theta_i + floor) + w_al alignment_iC
///            + w_ti mean_j z_ij + w_ne mean_j k_ij + w_re (1 - |rho_i - mean_j rho_j|) + w_tr rel_C
///            + w_sh (share of C that has an ally in common with i)
///            - w_ri sum_j m_j h_ij / M_C - omega_a w_en entrapment_iC - w_nu duty_a neutrality_i
///
/// The definitions are those of the features of membership where these can be told of a group that no charter binds
/// yet; means over the others replace shares of all of i's ties and neighbours, of which a pact of two would hold next
/// to none. p_i counts only the help of those who are no allies of i yet. rel_C is the others' reputation, weighted by
/// power; an ally is a fellow member of an alliance that binds to fight. The weights are starting values, chosen beside
/// the facts of scenarios/world.yaml; that a shared ally makes a tie several times more likely: Warren 2010, Cranmer et
/// al. 2012.
struct FoundingWeights {
  FoundingShares of{-5.5, 2.0, 1.5, 1.5, 1.0, 2.5, 0.5, 1.0, 1.5, 4.0, 1.0, 4.0};

  template <class P>
  static void declare(Declarations<P>& parameters, FoundingWeights P::*group);
};

/// What states would have of one another, as the world stands.
class FoundingProspects {
 public:
  FoundingProspects(const World& world, const FoundingWeights& parameters, const Security::Parameters& security,
                    Scratch& scratch);

  /// What state `i`, of row `row` of the alliance, has of founding it with `others`; each term's share.
  FoundingShares shares(std::size_t row, std::span<const StateId> others);
  double value(std::size_t row, std::span<const StateId> others);
  /// How short of security a state is: A_i (1 - p_i), exposed and not prevailing.
  double need(StateId i) const;
  /// Whether two states are members of an alliance that binds at least as strongly as the charter of `alliance`.
  bool bound_already(StateId i, StateId j, AllianceId alliance) const;

 private:
  bool allied(StateId i, StateId j) const;
  bool have_common_ally(StateId i, StateId j) const;
  double exposure(StateId i) const;
  double alignment(StateId i, std::span<const StateId> others, AllianceId alliance);
  void face_enemies(StateId i, std::span<const StateId> others, double others_power, FoundingShares& shares);

  const World& world_;
  FoundingWeights weights_;
  Security::Parameters security_;
  std::span<const double> power_, threat_, protection_, security_column_, position_, salience_, democracy_, reputation_,
      neutrality_;                                                // by state
  std::span<const double> fear_, pair_threat_, tie_, presence_;   // by pair
  std::span<const double> strength_, defence_, offence_, focus_;  // by alliance
  std::span<const double> trust_, interoperability_;              // by membership
  std::size_t words_;                                             // of bits for all states
  std::span<std::uint64_t> allies_;                               // states x words_: allies of each
  std::span<double> hatred_;                                      // by state, 0 between calls
  std::span<std::int32_t> hated_;                                 // states whose hatred_ is not 0
  std::span<double> mean_;                                        // by issue
};

/// Names of the terms, in their order, and the features under whose names events keep them: the last,
/// `founding.shared_allies`, is the mechanism's own.
std::vector<double> recorded(const FoundingShares& shares, std::size_t features);
double score_of(const FoundingShares& shares);

template <class P>
void FoundingWeights::declare(Declarations<P>& parameters, FoundingWeights P::*group) {
  struct Label {
    const char* name;
    const char* about;
  };
  constexpr std::array<Label, founding_terms> list{{
      {"base", "readiness to found an alliance for which nothing speaks"},
      {"security", "weight of what the others add to the state's chance to prevail, as far as it is threatened"},
      {"common_threat", "weight of the share of its threat that comes from the others' enemies"},
      {"alignment", "weight of closeness of interests"},
      {"ties", "weight of mean ties to the others"},
      {"nearness", "weight of mean proximity to the others"},
      {"regime", "weight of likeness of regime"},
      {"trust", "weight of the others' reputation"},
      {"shared_allies", "weight of the share of the others with whom it has an ally in common"},
      {"rivalry", "weight of its own fear of the others, against it"},
      {"entrapment", "weight of the others' enemies that are not its own, against it"},
      {"neutrality", "weight of its neutrality, as far as the charter binds to fight, against it"},
  }};
  for (std::size_t t = 0; t < founding_terms; ++t)
    parameters.add([group, t](P& p) -> double& { return (p.*group).of[t]; },
                   {.name = std::string("weights.") + list[t].name, .about = list[t].about});
}

}  // namespace entente
