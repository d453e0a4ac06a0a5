#pragma once

#include <array>
#include <vector>

#include "engine/simulation/catalogue.hpp"
#include "models/admission.hpp"
#include "models/features.hpp"

namespace entente {

/// States join and leave alliances at rates that their utility sets.
///
///     U_ia = clip(sum_f beta_f (F_ia,f - c_f) / s_f + frailty_i, -8, 4)
///     outsider applies          h_join open_door_a exp(U_ia)                     (1/year)
///     application               voted on at a session rate, lapses at another; the charter's rule decides
///     member gives notice       exit_rate_a exp(-U_ia - hold_a), not before earliest_withdrawal_a
///     notice                    ends at its date (then the state leaves), is withdrawn at w logistic(U_ia)
///     neutral state             gives up its neutrality at n exp(g max(0, dlnth_i))
///
/// Joining and staying have coefficients of their own. Frailty, normal and lasting, stands for what the features miss.
/// Rates are those of the beginning of the step; decisions run in ticks of a month, whatever the step, are all taken on
/// the world as the tick begins and carried out in the order of their days. Each row draws one number a tick, shared
/// between competing causes in proportion to their rates. A draw u < p = 1 - exp(-rate / 12) also tells the day. Every
/// event keeps its probability, its draw and each feature's share of the utility.
/// An alliance with fewer members than its charter's minimum ends.
/// Sources: hazards of entry and exit as in duration models of alliances (Bennett 1997; Leeds & Savun 2007); unanimity
/// and notice from the treaties.
class Membership : public Mechanism {
 public:
  struct Parameters {
    std::array<double, features::count> join{};
    std::array<double, features::count> stay{};
    features::Scales scales{};
    AdmissionParameters vote{};
    double join_rate = 0.37;
    double session_rate = 0.5;
    double lapse_rate = 0.1;
    double withdrawal_rate = 0.7;
    double frailty = 0.4;
    double neutrality_rate = 0.0005;
    double neutrality_shock = 6.0;

    Parameters();
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Membership(const Parameters& parameters, const Setup& setup);
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;

 private:
  /// A month of a step.
  struct Tick {
    std::int64_t index;
    Date begin;
    Date end;
  };

  /// What becomes of a pair in a tick, and the event that tells of it.
  struct Decision {
    std::size_t row = 0;
    Status status = Status::outsider;
    Event event = {};
  };

  void assess_utility(World& world, const Streams* streams, Scratch& scratch) const;
  void lift_neutrality(World& world, const Step& step) const;
  Decision end_notice(const World& world, const Tick& tick, std::size_t row) const;
  void decide(const World& world, const Step& step, const Tick& tick, std::size_t row, double rate, double draw,
              std::vector<Decision>& decisions) const;
  void answer(const World& world, const Step& step, const Tick& tick, double rate, Decision& decision) const;
  void carry_out(World& world, const Step& step, Decision& decision) const;
  void end_small_alliances(World& world, const Step& step, Date date) const;
  std::vector<double> shares_of(const World& world, const Streams& streams, std::size_t row) const;
  double frailty_of(const Streams& streams, std::uint64_t entity) const;

  Parameters parameters_;
  std::vector<double> weights_join_, weights_stay_;  // by feature: beta / spread
  double constant_join_ = 0.0, constant_stay_ = 0.0;
  std::int32_t applied_, admitted_, refused_, lapsed_, notice_given_, notice_withdrawn_, left_, alliance_ended_,
      dissolved_, neutrality_lifted_;
};

}  // namespace entente
