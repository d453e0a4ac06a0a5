#pragma once

#include <string>
#include <vector>

#include "engine/scenario/pacts.hpp"
#include "engine/simulation/mechanism.hpp"
#include "models/admission.hpp"
#include "models/membership.hpp"
#include "models/security.hpp"

namespace entente {

struct Tick;

namespace events {

inline constexpr EventKind merged{.name = "merged",
                                  .effect = EventKind::Effect::entry,
                                  .about = "entered with the alliance that it belonged to, which merged into this one"};
inline constexpr EventKind absorbed{.name = "absorbed",
                                    .effect = EventKind::Effect::exit,
                                    .about = "membership ended with the alliance, which merged into another"};
inline constexpr EventKind merger_declined{
    .name = "merger_declined", .about = "the alliance that it belongs to voted against merging into this one"};
inline constexpr EventKind merger_refused{
    .name = "merger_refused", .about = "the members voted against taking over the alliance that it belongs to"};

}  // namespace events

/// Alliance a takes over b, where the charter of a `merges` b, if those concerned vote for it.
///
///     b's merging into a is put to the vote    at merge_rate a year, if every i that votes in b may belong to a
///     i of b votes yes      iff    U_i(a + b) > U_ib
///     j of a votes yes      iff    sum of V_ji over the i of b that are not in a > 0, asked if there are any
///     it carries iff b's votes do by b's admission rule, and a's by a's
///
/// U is the utility of staying (models/membership.hpp), that of the alliance of both with all of b's members in it and
/// b gone, so that nothing that only b gives is counted for it; V is the opinion on an applicant
/// (models/admission.hpp). The motion is one: all enter or nobody, so a voter weighs the group by the sum of what it
/// thinks of each (additively separable preferences, Bogomolnaia & Jackson 2002). Once it has carried, those who are
/// not yet in a enter it the same day and b ends. Who is under notice in b neither votes nor goes along, nor do the
/// suspended. A state of both votes in both. Which side says no is an event of each member of b, with whoever was most
/// against.
///
/// Draws: one uniform a pair of alliances and month, addressed by both names; the voters' noise is that of admission.
/// The rate is a starting value. Limits: coercion moves no vote; exclusion by third alliances forbids no merger; what b
/// gives is as it was when last looked at; missions merge with nobody; what has taken others over this month merges
/// into a third later.
class Mergers {
 public:
  Mergers(double rate, const Setup& setup);

  /// The motions of a month, all voted on in the world as it is and carried out by their days.
  void step(World& world, const Step& step, const Tick& tick) const;
  std::vector<Prospect> prospects(const World& world, const Step& step, StateId state, AllianceId alliance) const;

 private:
  struct Vote;
  struct Motion;

  std::vector<Motion> motions(const World& world, const Step& step, const Tick& tick) const;
  Vote vote(const World& world, const Step& step, const Tick& tick, const Succession& pair) const;
  void judge(const World& world, const Step& step, const Succession& pair, Vote& vote) const;
  std::vector<Opinion> opinions_on(const World& world, const Step& step, const Tick& tick, const Vote& vote) const;
  void merge(World& world, const Step& step, const Motion& motion) const;
  void report(const World& world, const Step& step, const Motion& motion) const;

  double rate_;
  std::vector<Succession> possible_;
  Membership::Parameters membership_;
  Security::Parameters security_;
  std::int32_t merged_, absorbed_, declined_, refused_, lapsed_, dissolved_;
};

}  // namespace entente
