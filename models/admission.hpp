#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "engine/simulation/mechanism.hpp"
#include "models/charter.hpp"
#include "models/features.hpp"
#include "models/parameter_group.hpp"

namespace entente {

/// How the members of an alliance vote on an application, by the rule of its charter.
///
/// Member j says yes to applicant i iff V_ji > 0:
///
///     V_ji = base + b_al z(alignment_ia) + b_re z(regime_ia) + b_po n_ji / (n_ji + m_j) + b_co common_ji - b_ho h_ji
///          - omega_a (b_en theta_i / (theta_i + m_i) + b_di dispute_i^2 + b_ft max_{e not in a} presence_ei) + xi_ji
///
/// z(.) the utility's features by their centres and spreads; omega_a the members' duty to fight, without which nobody
/// minds the applicant's enemies, disputes, or the troops of outsiders that stand in its country (presence_ei);
/// n_ji = m_i k_ij, the applicant's power near j; common_ji = sum_e theta_je h_ie / (theta_j + floor), how far i shares
/// j's fears; xi_ji an Ornstein-Uhlenbeck noise that starts from its stationary law when the application is made and
/// moves every month. Draws: one a member and month of the application, addressed by the pair and the alliance, so that
/// nothing is stored.
struct AdmissionParameters {
  double base = 1.3;
  double alignment = 0.35;
  double regime = 0.9;
  double power = 0.5;
  double common_threat = 0.5;
  double hostility = 1.5;
  double entrapment = 0.5;
  double dispute = 2.0;
  double foreign_troops = 3.0;
  double noise = 0.35;
  double noise_time = 8.0;

  template <class P>
  static void declare(Declarations<P>& parameters, AdmissionParameters P::*group);
};

/// What adds up to a member's opinion, in the order of Opinion::Term.
inline constexpr std::array<std::string_view, 10> opinion_terms{
    "base",           "alignment", "regime",        "entrapment", "dispute",
    "foreign troops", "power",     "common threat", "hostility",  "other reasons"};

/// What a member thinks of a state's belonging to the alliance.
struct Opinion {
  enum Term { base, alignment, regime, entrapment, dispute, troops, power, common_threat, hostility, other_reasons };

  StateId voter;
  double weight = 0.0;  ///< the voter's power
  double value = 0.0;   ///< V_ji; in favour iff positive
  std::array<double, opinion_terms.size()> terms{};
};

/// What members think of a state's belonging but for the noise, whose mean is zero: V_ji - xi_ji. What all of them see
/// alike is reckoned once.
class ExpectedOpinions {
 public:
  /// Of the state of row `row` in the alliance of that row.
  ExpectedOpinions(const World& world, const AdmissionParameters& parameters, const features::Scales& scales,
                   std::size_t row);

  /// The opinion of the member of row `row`, another one.
  Opinion of(std::size_t row) const;

 private:
  double shared_fears(StateId j) const;

  const World& world_;
  const AdmissionParameters& parameters_;
  std::span<const double> power_, threat_;      // by state
  std::span<const double> pair_threat_, fear_;  // by pair
  double threat_floor_;
  StateId state_;
  Opinion common_;
};

/// What the members other than the state itself think of row `row`'s belonging, of which they have talked since tick
/// `since`, at tick `now`.
std::vector<Opinion> opinions(const World& world, const AdmissionParameters& parameters, const features::Scales& scales,
                              const Streams& streams, std::size_t row, std::int64_t since, std::int64_t now);

/// One session's vote.
struct Ballot {
  double yes = 0.0;    ///< heads in favour
  double heads = 0.0;  ///< all who vote
  double weight_yes = 0.0;
  double weight = 0.0;    ///< power of all who vote
  bool lead_yes = false;  ///< the lead state is in favour
  double smallest = 0.0;  ///< the least favourable opinion
  StateId smallest_of;    ///< and whose it is

  void add(const Opinion& opinion, StateId lead);
};

Ballot count_votes(std::span<const Opinion> opinions, StateId lead);

/// What must be reached where a charter says `share`: shares count to three decimals, so that .667 means two thirds.
constexpr double needed_share(double share) {
  return share - 5e-4;
}

/// Whether a ballot carries under a rule (columns::admission_rule) that needs `share` where it counts; nothing carries
/// without a single voice for it.
bool carries(const Ballot& ballot, VotingRule rule, double share);

template <class P>
void AdmissionParameters::declare(Declarations<P>& parameters, AdmissionParameters P::*group) {
  ParameterGroup own(parameters, group, "vote.");
  using A = AdmissionParameters;
  own.add(&A::base, {.name = "base", .about = "readiness to admit an average applicant that brings nothing"});
  own.add(&A::alignment,
          {.name = "alignment", .about = "effect of closeness of interests to the alliance's, per spread"});
  own.add(&A::regime, {.name = "regime", .about = "effect of likeness of regime, per spread"});
  own.add(&A::power,
          {.name = "power", .about = "effect of the applicant's power near the voter, against the voter's own"});
  own.add(&A::common_threat, {.name = "common_threat", .about = "effect of sharing the voter's fears"});
  own.add(&A::hostility, {.name = "hostility", .about = "effect of the voter's fear of the applicant, against it"});
  own.add(&A::entrapment,
          {.name = "entrapment", .about = "effect of the threat that the applicant brings, against it"});
  own.add(&A::dispute,
          {.name = "dispute",
           .about = "effect of an unsettled dispute over the applicant's territory (squared: a quarrel counts "
                    "little), against it"});
  own.add(&A::foreign_troops,
          {.name = "foreign_troops",
           .about = "effect of troops of outsiders that stand in the applicant's country, against it"});
  own.add(&A::noise, {.name = "noise", .range = between(0, 10), .about = "spread of what moves a voter besides"});
  own.add(&A::noise_time, {.name = "noise_time", .unit = "years", .range = above(0), .about = "how long that lasts"});
}

}  // namespace entente
