#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/simulation/catalogue.hpp"
#include "models/admission.hpp"
#include "models/discipline.hpp"
#include "models/features.hpp"
#include "models/integration.hpp"
#include "models/retention.hpp"

namespace entente {

enum class Outcome;
struct Cause;
struct Tick;
class MembershipRates;

/// How states choose. hazard: at rates that utility sets. best_response: now and then a state reviews each pair and
/// joins where utility is positive, leaves where it is negative (Cournot 1838; myopic best reply). satisficing: it is
/// content with what reaches its aspiration, and looks for more only where nothing does (Simon 1955).
enum class DecisionRule { hazard, best_response, satisficing };

/// States join and leave alliances at rates that their utility sets.
///
///     U_ia = clip(sum_f beta_f (F_ia,f - c_f) / s_f + frailty_i + concession_ia, -8, 4);   margin_ia = U_ia + grip_a
///     outsider applies          h_join open_door_a exp(U_ia - exclusion_a X_ia)         (1/year)
///     outsider that X bars      gives notice to the hostile alliance at the rate at which it would have applied
///     application               voted on at a session rate, lapses at another; the charter's rule decides
///     member gives notice       exit_rate_a exp(-margin_ia), not before earliest_withdrawal_a; the others may keep it
///     notice                    ends at its date (then the state leaves), is withdrawn at w logistic(U_ia)
///     member opts out of the integrated command, and in again (models/integration.hpp)
///     member is suspended or expelled by vote (models/discipline.hpp)
///     neutral state             gives up its neutrality at n exp(g max(0, dlnth_i))
///
/// Joining and staying have coefficients of their own. Frailty, normal and lasting, stands for what the features miss.
/// X: hostility of an alliance that the state belongs to (models/exclusion.hpp); grip: coercion (models/coercion.hpp);
/// concession: deals (models/retention.hpp). The two rules beside rates replace those of applying and giving notice by
/// a review rate where their condition holds. Utility is looked at each quarter and after a change of the alliance's
/// members or candidates, rates at the beginning of each step; decisions run in ticks of a month, whatever the step,
/// are all taken on the world as the tick begins and carried out in the order of their days. Each row draws one number
/// a tick, shared between competing causes in proportion to their rates. A draw u < p = 1 - exp(-rate / 12) also tells
/// the day. Every event keeps its probability, its draw and each feature's share of the utility. An alliance with fewer
/// members than its charter's minimum ends. Sources: hazards of entry and exit as in duration models of alliances
/// (Bennett 1997; Leeds & Savun 2007); unanimity and notice from the treaties.
class Membership : public Mechanism {
 public:
  struct Parameters {
    std::array<double, features::count> join{};
    std::array<double, features::count> stay{};
    features::Scales scales{};
    AdmissionParameters vote{};
    IntegrationParameters integration{};
    DisciplineParameters discipline{};
    RetentionParameters retention{};
    DecisionRule rule = DecisionRule::hazard;
    double review_rate = 1.0;
    double aspiration = 0.0;
    double join_rate = 0.37;
    double session_rate = 0.5;
    double lapse_rate = 0.1;
    double withdrawal_rate = 0.7;
    double frailty = 0.4;
    double preponderance = 1.0;
    double neutrality_rate = 0.0005;
    double neutrality_shock = 6.0;

    Parameters();
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Membership(const Parameters& parameters, const Setup& setup);
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;
  std::vector<Prospect> prospects(World world, const Step& step, StateId state, AllianceId alliance) const override;

  /// What a pair's utility is made of before clipping, of staying for a member, in the order of features::reasons.
  static std::vector<double> shares_of(const World& world, const Parameters& parameters, const Streams& streams,
                                       std::size_t row);

 private:
  /// What becomes of a pair in a tick, and the event that tells of it.
  struct Decision {
    std::size_t row = 0;
    Status before = Status::outsider;
    Status after = Status::outsider;
    std::optional<bool> opted_out = {};
    Event event = {};
    std::vector<double> shares = {};  ///< of the utility that decided
  };

  void assess(World& world, const Step& step) const;
  void settle(World& world, const Step& step) const;
  void assess_utility(World& world, const Due& due, const Streams* streams, Scratch& scratch) const;
  void rate_anew(World& world, const Streams& streams, std::size_t row) const;
  void lift_neutrality(World& world, const Step& step) const;
  Decision end_notice(const World& world, const Streams& streams, const Tick& tick, std::size_t row) const;
  std::optional<Decision> decide(const World& world, const Step& step, const Tick& tick, std::size_t row,
                                 const MembershipRates& rates, double draw) const;
  std::optional<Decision> outcome_of(const World& world, const Step& step, const Tick& tick, Outcome outcome,
                                     double charge, Decision decision) const;
  std::optional<Decision> switch_over(const World& world, const Tick& tick, std::size_t own, Decision decision) const;
  std::vector<Opinion> voices(const World& world, const Streams& streams, const Tick& tick, std::size_t row,
                              double charge) const;
  void carry_out(World& world, const Step& step, Decision& decision) const;
  void retain(World& world, const Step& step, const Decision& notice) const;
  void end_small_alliances(World& world, const Step& step, Date date) const;
  Prospect prospect(const World& world, const Step& step, const Tick& tick, std::size_t row,
                    const MembershipRates& rates, const Cause& cause) const;

  Parameters parameters_;
  std::vector<double> weights_join_, weights_stay_;  // by feature: beta / spread
  double constant_join_ = 0.0, constant_stay_ = 0.0;
  Stakes stakes_;
  std::int32_t applied_, admitted_, refused_, lapsed_, notice_given_, notice_to_switch_, notice_withdrawn_, retained_,
      left_, opted_out_, opted_in_, suspended_, reinstated_, expelled_, alliance_ended_, dissolved_, neutrality_lifted_;
};

}  // namespace entente
