#pragma once

#include <vector>

#include "engine/scenario/pacts.hpp"
#include "engine/simulation/catalogue.hpp"
#include "models/founding_charter.hpp"
#include "models/founding_mergers.hpp"
#include "models/founding_prospects.hpp"

namespace entente {

struct Tick;

/// A state short of security calls a conference that founds an alliance, if enough would be in it; alliances end by
/// themselves where they bind to nothing new.
///
///     i calls a conference on a at    h n_i max_j logistic(V_ij)    a year,   n_i = A_i (1 - p_i)
///     it invites the eligible j by descending V_ij; j comes with probability logistic(V_jC), if every member m so far
///     would be in with it, V_m(C + j) > 0, or would at least not lose, V_m(C + j) >= V_mC
///     a is founded by C if C reaches the charter's minimum_members, else the conference fails
///
/// V as in models/founding_prospects.hpp, h call_rate, A exposure to threat and p the chance to prevail with the allies
/// there are (models/security.hpp), C the group so far (Bogomolnaia & Jackson 2002: hedonic; greedy as no conference
/// tries all groups). An alliance awaits a conference where its charter says `conference`, between its dates, while it
/// has no members; whom an alliance of both binds as strongly already invites nobody anew. Rates are looked at each
/// quarter, drawn each month.
///
/// At the end of a term of `duration` years a member renews iff its margin is at least `renewal`. An alliance whose
/// charter says `conference` ends at `superseded_rate` while one that binds as strongly holds all its members, and, if
/// it binds to fight, at `disused_rate` while nobody contributes to it who has been in for a year. Who enters an
/// alliance that `replaces` others leaves those the same day; those that it `merges` it takes over by vote
/// (models/founding_mergers.hpp).
///
/// Draws: one uniform a pair of state and possible alliance and month, one an invitation, one an alliance and month.
/// Sources: Walt 1987 (threat); Gibler & Wolford 2006, Warren 2010, Cranmer et al. 2012 (shared allies); ATOP (terms).
/// call_rate and superseded_rate follow scenarios/fits/world.yaml; the others are starting values. Limits: nobody
/// bargains over the charter; a group that would be stable may be missed; two conferences on one alliance in a month:
/// the first counts.
class Conferences : public Mechanism {
 public:
  struct Parameters {
    double call_rate = 0.8;
    double renewal = -1.0;
    double superseded_rate = 0.25;
    double disused_rate = 0.05;
    double merge_rate = 1.0;
    FoundingWeights weights = {};
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Conferences(const Parameters& parameters, const Setup& setup);
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;
  std::vector<Prospect> prospects(World world, const Step& step, StateId state, AllianceId alliance) const override;

 private:
  struct Call;

  bool awaits(const World& world, AllianceId alliance, Date date) const;
  void assess(World& world, Date date, Scratch& scratch) const;
  void list_others(const World& world, const FoundingProspects& prospects, std::size_t row,
                   std::vector<StateId>& others) const;
  std::vector<Call> calls_of(const World& world, const Streams& streams, const Tick& tick) const;
  void meet(const World& world, const Streams& streams, const Tick& tick, FoundingProspects& prospects,
            Call& call) const;
  void conclude(World& world, const Step& step, const Call& call) const;

  void begin_terms(World& world, Date date) const;
  void end_terms(World& world, const Step& step, const Tick& tick) const;
  void end_term(World& world, const Step& step, AllianceId alliance, Date date) const;
  void end_useless(World& world, const Step& step, const Tick& tick) const;
  void leave_predecessors(World& world, const Step& step) const;

  Parameters parameters_;
  Security::Parameters security_;
  std::vector<Founding> dates_;  // by alliance
  std::vector<Succession> replacements_;
  Mergers mergers_;
  bool contributions_move_;
  std::int32_t founded_, failed_, renewed_, not_renewed_, expired_, superseded_, disused_, replaced_, lapsed_,
      dissolved_;
};

}  // namespace entente
