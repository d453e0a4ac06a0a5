#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/simulation/catalogue.hpp"
#include "models/mission_site.hpp"
#include "models/mission_will.hpp"
#include "models/paths.hpp"

namespace entente {

struct Tick;

/// Alliances, or states that follow one, open missions at conflict sites; contributors pledge forces, bear casualties
/// and withdraw; missions end in success, failure or expiry, and tell on the alliance. Fighting at a site stops and
/// resumes, more rarely where a mission or local forces hold it.
///
/// A mission is an alliance row of its own kind (`mission`), and its site are columns of that row. So its members are
/// the contributors, with entries, exits, spells, trust, eligibility, dates, recording and `why` like any alliance's,
/// and no table is new. It binds nobody to fight (strength 0, which is required), so that no defence, threat, budget or
/// interest changes by it; the mechanism `membership` leaves it alone. Its id names its parent: NATO-KFOR is a mission
/// of NATO, and a mission whose id begins with no alliance's is a coalition of the willing. From `founded` to `until`
/// the site is open, with or without members; a mission whose members the scenario gives is under way. Fighting at the
/// site goes on, stops and resumes from `founded` to `until`, also when the mission is over.
///
///     site without mission     proposed at session_rate s; members of the parent that are for it or do not mind
///                              (W_ia > -objection) say yes, the parent's mission_rule decides; a parent that needs a
///                              mandate waits for one. In a coalition of the willing (no parent) the lead state decides
///     conference               each state that may contribute pledges with probability logistic(W_ia), the lead state
///                              surely; the mission begins if the pledges reach least_force x goal
///     pledge                   f_i = 2 logistic(W_ia) goal m_i / (power of those who are asked), renewed every
///     rotation
///
///     caveats                  1 - c_i = (1 - caveats_i) (1 - c (1 - logistic(W_ia)))
///
///     effective force          F_a = sum_i f_i (1 - c_i) J_i (1 - fragmentation (1 - kappa_a)) l_a,  e_a = F_a / goal
///
///     outsiders join           at join_rate exp(W_ia) max(0, 1 - sum_i f_i / goal)                   (1/year)
///
///     contributors leave       at withdrawal_rate exp(-sensitivity W_ia + n new_leader_i + v election_i)
///
///     deaths                   Poisson, danger x robustness x s x f_i (1 - c_i) dt
///
///     weariness                rises by w ln((1 + D + deaths) / (1 + D)), fades to its level
///
///     fighting                 stops and resumes (models/mission_site.hpp, where risk r is told) unless a path
///                              gives the intensity
///
///     success                  at handover_rate where the site is calm and r <= calm
///     failure                  at failure_rate s / root
///
///     host consent             lost at consent_rate (1 - l_a); peacekeeping, relief and training then end
///
///     term                     at its end the contributors vote by the parent's rule as on the opening
///
/// W willingness (models/mission_will.hpp), s and l intensity and local legitimacy (models/mission_site.hpp, where
/// kinds differ), J interoperability in the parent, else in the mission, kappa the mission's integration, D the
/// contributor's dead so far, new_leader: one who came within the last year and after the pledge, election: one is due
/// within a year. A mission ends when nobody is left, a coalition of the willing also when its lead state leaves;
/// coalitions have no terms. Success and failure move contributors' trust in the parent and the legitimacy of its
/// missions; serving together raises their interoperability in the parent; each running mission adds to the parent's
/// mission_load.
///
/// Everything runs in ticks of a month, whatever the step; decisions of a month are taken on the world as it begins.
/// Draws: by mission and month on proposals, ends, consent, the site's noise and its fighting; by pair and month on
/// pledges, withdrawals and deaths. Events of pairs keep W, its probability, its draw and the terms of W as shares.
/// Sources: Tago 2009 (16 of 37 states left the coalition in Iraq in about four years; elections and leader change);
/// Geo-PKO (.059 to .076 a year leave missions that go on); UN missions, 1948-2020; Mueller 1973 (support falls with
/// the log of casualties); Fortna 2008 (peacekeepers make renewed war rarer). The numbers are starting values;
/// models/README.md tells what they give. Limits: one mission a row, no reopening; the Security Council and the host
/// are not agents; reputations do not move; what happens at the site threatens nobody.
class Missions : public Mechanism {
 public:
  struct Parameters {
    MissionTraits kinds{};
    SiteParameters site{};
    WillParameters will{};
    double session_rate = 2.0;
    double objection = 1.0;
    double least_force = 0.5;
    double caveat_most = 0.3;
    double join_rate = 0.2;
    double withdrawal_rate = 0.1;
    double sensitivity = 0.5;
    double new_leader = 0.7;
    double election = 0.5;
    double handover_rate = 0.5;
    double failure_rate = 0.03;
    double consent_rate = 0.03;
    double wear = 0.1;
    double weariness_time = 5.0;
    double trust_gain = 0.1;
    double trust_loss = 0.1;
    double legitimacy_gain = 0.2;
    double serving_together = 0.05;
    double load = 1.0;
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  /// Refuses missions that bind members to fight, and those that nobody would open.
  Missions(const Parameters& parameters, const Setup& setup);
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;
  std::vector<Prospect> prospects(World world, const Step& step, StateId state, AllianceId alliance) const override;

 private:
  struct Decision;
  using Decisions = std::vector<Decision>;

  void run_month(World& world, const Step& step, const Tick& tick, bool is_first) const;
  void settle_weariness(World& world, Date freed, bool is_first) const;
  void settle_pledges(World& world, const Wills& wills, const Tick& tick, AllianceId mission, bool given) const;
  void pledge(World& world, std::size_t row) const;
  double pledge_of(const World& world, std::size_t row) const;

  void decide(const World& world, const Step& step, const Wills& wills, const Tick& tick, AllianceId mission,
              Decisions& decisions) const;
  bool can_open(const World& world, const Wills& wills, AllianceId mission) const;
  void propose(const World& world, const Step& step, const Wills& wills, const Tick& tick, AllianceId mission,
               Decisions& decisions) const;
  void confer(const World& world, const Step& step, const Wills& wills, const Tick& tick, Event session,
              Decisions& decisions) const;
  bool agree(const World& world, AllianceId mission, std::span<const std::size_t> voters, Event& event) const;
  double withdrawal_rate(const World& world, const Tick& tick, std::size_t row) const;
  double joining_rate(const World& world, std::size_t row, double pledged) const;
  void move_contributors(const World& world, const Step& step, const Wills& wills, const Tick& tick, AllianceId mission,
                         Decisions& decisions) const;
  std::optional<Event> ending(const World& world, const Step& step, const Tick& tick, AllianceId mission) const;
  void carry_out(World& world, const Step& step, const Tick& tick, Decisions& decisions) const;
  void end(World& world, const Step& step, Event event) const;
  void end_deserted(World& world, const Step& step, const Tick& tick) const;
  void tell_parent(World& world, AllianceId mission, bool succeeded) const;

  bool goes_on(const World& world, const Tick& tick, AllianceId mission) const;
  double ease_of(const World& world, const Step& step, AllianceId mission) const;
  double risk_of(const World& world, const Step& step, AllianceId mission) const;
  void decide_on_fighting(const World& world, const Step& step, const Tick& tick, AllianceId mission,
                          Decisions& decisions) const;
  SiteForce force_of(const World& world, AllianceId mission) const;
  void pass_month(World& world, const Step& step, const Tick& tick, AllianceId mission, bool given) const;
  void bear_casualties(World& world, const Step& step, const Tick& tick, AllianceId mission, double intensity) const;
  void serve_together(World& world, AllianceId mission) const;
  void weigh_on_parents(World& world, Scratch& scratch, Date freed) const;

  AllianceId parent_of(AllianceId mission) const;

  Parameters parameters_;
  std::vector<std::int32_t> parents_;  // by alliance, -1: none
  std::vector<Date> until_;            // by alliance: end of the row
  Paths given_intensity_, given_weariness_, given_load_;
  bool leaders_change_ = false;
  std::int32_t opened_, refused_, unmanned_, joined_, left_, over_, succeeded_, failed_, expired_, deserted_,
      unwelcome_, consent_withdrawn_, stopped_, resumed_;
};

}  // namespace entente
