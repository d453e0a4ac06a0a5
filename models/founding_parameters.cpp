#include <algorithm>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/founding.hpp"
#include "models/mission_charter.hpp"

namespace entente {

void Conferences::declare(Declarations<Parameters>& p) {
  using P = Parameters;
  p.add(&P::call_rate, {.name = "call_rate",
                        .unit = "1/year",
                        .range = at_least(0),
                        .about = "rate at which a state wholly without security calls a conference on an alliance that "
                                 "it wants without reserve"});
  p.add(&P::renewal, {.name = "renewal", .about = "margin from which on a member renews the treaty at a term's end"});
  p.add(&P::superseded_rate, {.name = "superseded_rate",
                              .unit = "1/year",
                              .range = at_least(0),
                              .about = "rate at which an alliance ends whose members another binds as strongly"});
  p.add(&P::disused_rate, {.name = "disused_rate",
                           .unit = "1/year",
                           .range = at_least(0),
                           .about = "rate at which an alliance to fight ends to which nobody contributes"});
  p.add(&P::merge_rate, {.name = "merge_rate",
                         .unit = "1/year",
                         .range = at_least(0),
                         .about = "rate at which a merger that a charter allows is put to the vote of both"});
  FoundingWeights::declare(p, &P::weights);
}

MechanismDeclaration Conferences::declaration() {
  using namespace columns;
  MechanismDeclaration declaration{
      .name = "founding",
      .claim =
          "States short of security call conferences, which found alliances if enough would be in them; alliances "
          "end with their term, or when they bind to nothing new, or merge if both sides vote for it.",
      .equation =
          "i calls on a: h A_i (1 - p_i) max_j logistic(V_ij) a year; j comes with probability logistic(V_jC) if no "
          "member minds; V_iC = base + w . (security, common threat, alignment, ties, nearness, regime, trust, "
          "shared allies) - w . (rivalry, entrapment, neutrality), of i in group C; founded iff |C| reaches the "
          "minimum; a member renews iff its margin >= renewal; b merges into a iff b's members, "
          "i for it iff U_i(a + b) > U_ib, and a's, j for it iff sum_i V_ji > 0, carry it",
      .source = "Walt 1987; Bogomolnaia & Jackson 2002; Warren 2010; Cranmer et al. 2012; ATOP",
      .parameters = {},
      .reads = {&conference,
                &duration,
                &minimum_members,
                &strength,
                &defence,
                &offence,
                &neutrality_pact,
                &nonaggression,
                &consultation,
                &focus,
                &mission_kind,
                &threat,
                &power,
                &protection,
                &security,
                &position,
                &salience,
                &democracy,
                &reputation,
                &neutrality,
                &fear,
                &pair_threat,
                &tie,
                &presence,
                &trust,
                &interoperability,
                &contribution,
                &barred,
                &margin},
      .writes = {&call_rate, &term_began, &changed},
      .events = {&events::founded, &events::conference_failed, &events::renewed, &events::not_renewed, &events::expired,
                 &events::superseded, &events::disused, &events::replaced, &events::lapsed, &events::dissolved,
                 &events::merged, &events::absorbed, &events::merger_declined, &events::merger_refused}};
  // The vote on a merger asks what both would make of it.
  for (const MechanismDeclaration& asked : {Security::declaration(), Membership::declaration()})
    for (const std::vector<const Column*>& columns : {asked.reads, asked.writes})
      for (const Column* column : columns) {
        const auto knows = [&](const std::vector<const Column*>& list) {
          return std::find(list.begin(), list.end(), column) != list.end();
        };
        if (!knows(declaration.reads) && !knows(declaration.writes)) declaration.reads.push_back(column);
      }
  return declaration;
}

}  // namespace entente
