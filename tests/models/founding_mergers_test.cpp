#include "models/founding_mergers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "engine/run/inquiry.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "tests/models/founding_world.hpp"

namespace entente {
namespace {

using namespace tests;

/// States that mind a common command and nothing else, and whom nothing moves.
const std::string still = R"(entente: 1
time: {start: 2000-01-01, end: 2002-01-01, step: month}
pipeline: [schedule, interests, threat, security, budget, trust, membership, founding]
issues: {west: {}}
domains: {land: {}}
proximity: {half_distance: 1e6}
charters: {club: {open_door: 0, exit_rate: 0}}
parameters:
  interests: {noise: 0}
  trust: {noise: 0}
  membership: {frailty: 0, integration: {leave_rate: 0}, stay: {sovereignty: -100}, vote: {base: 100}}
  founding: {merge_rate: 1000}
states:
)";

std::string state(const std::string& id, const std::string& more = {}) {
  return "  " + id + ": {gdp: 1, sovereignty: 1, location: {latitude: 0, longitude: 0}, capability: {land: .1}" + more +
         "}\n";
}

const std::string four = still + state("A") + state("B") + state("C") + state("D");
/// OLD commands its members, NEW leaves them be: whoever is in OLD gains by the merger.
const std::string clubs =
    "alliances:\n"
    "  NEW: {charter: club, members: [A, B], merges: [OLD]}\n"
    "  OLD: {charter: club, members: [C, D], integration: 1}\n";

using Names = std::set<std::string>;

Names members_of(const World& world, std::string_view alliance) {
  Names names;
  for (const std::int32_t row : world.memberships.members(alliance_of(world, alliance)))
    names.insert(world.states.ids()[world.memberships.state()[static_cast<std::size_t>(row)].index()]);
  return names;
}

bool exists(const World& world, std::string_view alliance) {
  return world.alliances.active[alliance_of(world, alliance).index()] != 0;
}

Names states_of(const Finished& outcome, const EventKind& kind) {
  Names names;
  for (const Event& event : outcome.events(kind)) names.insert(outcome.world.states.ids()[event.state.index()]);
  return names;
}

std::size_t motions(const Finished& outcome) {
  return outcome.events(events::absorbed).size() + outcome.events(events::merger_declined).size() +
         outcome.events(events::merger_refused).size();
}

TEST(Mergers, BringAllOfOneAllianceIntoTheOtherOnOneDay) {
  const Finished outcome = run(four + clubs);
  EXPECT_EQ(states_of(outcome, events::merged), (Names{"C", "D"}));
  EXPECT_EQ(states_of(outcome, events::absorbed), (Names{"C", "D"}));
  EXPECT_EQ(outcome.events(events::dissolved).size(), 1U);
  const Date day = outcome.events(events::merged)[0].date;
  EXPECT_LT(day, on("2000-02-01"));
  for (const EventKind& kind : {events::merged, events::absorbed, events::dissolved})
    for (const Event& event : outcome.events(kind)) EXPECT_EQ(event.date, day);
  EXPECT_EQ(members_of(outcome.world, "NEW"), (Names{"A", "B", "C", "D"}));
  EXPECT_TRUE(members_of(outcome.world, "OLD").empty());
  EXPECT_FALSE(exists(outcome.world, "OLD"));
}

TEST(Mergers, AreNeverMadeWhereNoCharterNamesThem) {
  const Finished outcome = run(four + clubs, {"alliances.NEW.merges=[]"});
  EXPECT_EQ(motions(outcome), 0U);
  EXPECT_TRUE(exists(outcome.world, "OLD"));
  EXPECT_EQ(motions(run(four + clubs, {"parameters.founding.merge_rate=0"})), 0U);
}

TEST(Mergers, AreToldWithReasonsThatAddUp) {
  const Finished outcome = run(four + clubs);
  const std::vector<EventKind> kinds = models::catalogue().event_kinds();
  const double command = -100.0;  // by centre 0 and spread 1
  std::map<std::string_view, double> worth;
  for (std::size_t n = 0; n < outcome.record.events.size(); ++n) {
    const Event& event = outcome.record.events.events()[n];
    const std::string_view kind = kinds[static_cast<std::size_t>(event.kind)].name;
    if (kind != events::merged.name && kind != events::absorbed.name) continue;
    const auto shares = outcome.record.events.shares(n);
    EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), event.utility, 1e-12);
    EXPECT_LT(event.draw, event.probability);
    EXPECT_EQ(shares[features::place_of(features::sovereignty)], kind == events::absorbed.name ? command : 0.0);
    worth[kind] = event.utility;
  }
  EXPECT_GT(worth.at(events::merged.name), worth.at(events::absorbed.name));
}

TEST(Mergers, AreRefusedByWhoeverDoesNotWantTheEntrants) {
  const Finished outcome = run(four + clubs, {"parameters.membership.vote.base=-100"});
  EXPECT_TRUE(outcome.events(events::merged).empty());
  EXPECT_TRUE(outcome.events(events::merger_declined).empty());
  EXPECT_TRUE(exists(outcome.world, "OLD"));
  const std::vector<Event> refused = outcome.events(events::merger_refused);
  ASSERT_FALSE(refused.empty());
  for (const Event& event : refused) {
    EXPECT_EQ(event.alliance, alliance_of(outcome.world, "NEW"));
    EXPECT_EQ(members_of(outcome.world, "NEW").count(outcome.world.states.ids()[event.partner.index()]), 1U);
  }
}

TEST(Mergers, AreDeclinedByWhoeverHasMoreInItsOwnAlliance) {
  const Finished outcome = run(four + clubs, {"alliances.OLD.integration=0", "alliances.NEW.integration=1"});
  EXPECT_TRUE(outcome.events(events::merged).empty());
  EXPECT_TRUE(outcome.events(events::merger_refused).empty());
  const std::vector<Event> declined = outcome.events(events::merger_declined);
  ASSERT_FALSE(declined.empty());
  for (const Event& event : declined)
    EXPECT_EQ(members_of(outcome.world, "OLD").count(outcome.world.states.ids()[event.partner.index()]), 1U);
}

TEST(Mergers, CarryByTheRulesOfBothCharters) {
  const std::string divided = still + state("A") + state("B") + state("C", ", neutrality: 0") + state("D");
  const std::string settings = "parameters.membership.stay.neutrality=-1000";
  const auto merges = [&](const std::vector<std::string>& more) {
    std::vector<std::string> all = {settings, "states.C.neutrality=1", "alliances.OLD.defence=false",
                                    "parameters.membership.neutrality_rate=0"};
    all.insert(all.end(), more.begin(), more.end());
    return !exists(run(divided + clubs, all).world, "OLD");  // NEW binds to fight, which C minds
  };
  EXPECT_FALSE(merges({}));
  EXPECT_FALSE(merges({"alliances.OLD.admission_rule=lead", "alliances.OLD.lead_state=C"}));
  EXPECT_TRUE(merges({"alliances.OLD.admission_rule=lead", "alliances.OLD.lead_state=D"}));
  EXPECT_FALSE(merges({"alliances.OLD.admission_rule=majority", "alliances.OLD.admission_share=.6"}));
  EXPECT_TRUE(merges({"alliances.OLD.admission_rule=majority", "alliances.OLD.admission_share=.5"}));
}

TEST(Mergers, WeighTheEntrantsAsOne) {
  const auto merges = [&](const char* base) {
    return !exists(run(four + clubs + "dyads: {A: {D: {hostility: 1}}, B: {D: {hostility: 1}}}\n",
                       {std::string("parameters.membership.vote.base=") + base, "parameters.membership.vote.noise=0",
                        "parameters.membership.vote.hostility=100"})
                       .world,
                   "OLD");
  };
  EXPECT_FALSE(merges("10"));  // D alone costs more than both bring
  EXPECT_TRUE(merges("90"));   // alone D would not be let in
}

TEST(Mergers, AreNotPutToTheVoteWhereOneCouldNotGoAlong) {
  const std::string closed = "alliances.NEW.eligible={states: [A, B, C]}";
  const Finished outcome = run(four + clubs, {closed});
  EXPECT_EQ(motions(outcome), 0U);
  EXPECT_TRUE(exists(outcome.world, "OLD"));
  const Finished barred = run(four + clubs, {"schedule={no: {at: 2000-01-01, forbid: {state: D, alliance: NEW}}}"});
  EXPECT_EQ(motions(barred), 0U);
  const Model model = model_of(four + clubs, {closed});
  const RunRecord record = run(model).record;
  const Moment moment = Inquiry(model, record).moment();
  for (const auto& [state, alliance] : {std::pair("C", "NEW"), std::pair("D", "OLD")}) {
    const std::vector<Foreseen> asked =
        moment.ask({state_of(model.initial(), state), alliance_of(model.initial(), alliance)}).prospects;
    EXPECT_TRUE(std::any_of(asked.begin(), asked.end(), [](const Prospect& prospect) {
      return prospect.obstacle == "D may not belong to NEW";
    })) << state;
  }
}

TEST(Mergers, LeaveOutWhoIsUnderNotice) {
  const Finished outcome =
      run(four + state("E") + clubs, {"alliances.OLD.members=[C, D, E]", "alliances.OLD.exit_rate=1e6",
                                      "alliances.OLD.notice=5", "alliances.OLD.earliest_withdrawal=2000-01-01",
                                      "parameters.founding.merge_rate=2", "parameters.membership.withdrawal_rate=0"});
  EXPECT_EQ(motions(outcome), 0U);  // all want out, so nobody is left to vote
  EXPECT_EQ(outcome.events(events::notice_given).size(), 3U);
}

TEST(Mergers, ComeAtTheirRate) {
  const Model model = model_of(four + clubs, {"parameters.founding.merge_rate=.5", "time.end=2001-01-01"});
  constexpr int runs = 400;
  int merged = 0;
  for (std::uint64_t n = 0; n < runs; ++n) merged += exists(run(model, n).world, "OLD") ? 0 : 1;
  const double expected = 1.0 - std::exp(-.5);
  const double error = std::sqrt(expected * (1.0 - expected) / runs);
  EXPECT_NEAR(static_cast<double>(merged) / runs, expected, 3.0 * error);  // standard error
}

TEST(Mergers, DoNotDependOnTheLengthOfAStepOrTheOrderInTheFileOrABystander) {
  const std::vector<std::string> slow{"parameters.founding.merge_rate=.5", "alliances.NEW.merges=[OLD, ELD]"};
  const std::string third = "  ELD: {charter: club, members: [E, F], integration: 1}\n";
  const std::string six = four + state("E") + state("F");
  const Model months = model_of(six + clubs + third, slow);
  const Model quarters = model_of(six + clubs + third, {slow[0], slow[1], "time.step=quarter"});
  const Model turned = model_of(six + "alliances:\n" + third +
                                    "  OLD: {charter: club, members: [D, C], integration: 1}\n"
                                    "  NEW: {charter: club, members: [B, A], merges: [ELD, OLD]}\n",
                                {slow[0]});
  const Model crowd = model_of(six + state("Z", ", neutrality: 1") + clubs + third, slow);
  std::size_t merged = 0;
  const auto told = [](const Finished& outcome) {
    std::vector<std::pair<std::string, Date>> found;
    for (const Event& event : outcome.events(events::merged))
      found.emplace_back(outcome.world.states.ids()[event.state.index()], event.date);
    return found;
  };
  for (std::uint64_t n = 0; n < 20; ++n) {
    const auto one = told(run(months, n));
    EXPECT_EQ(one, told(run(quarters, n)));
    EXPECT_EQ(one, told(run(turned, n)));
    EXPECT_EQ(one, told(run(crowd, n)));
    merged += one.size();
  }
  EXPECT_GT(merged, 20U);
}

TEST(Mergers, AreForetoldByTheVote) {
  for (const char* base : {"100", "-100"}) {
    const Model model = model_of(
        four + clubs, {std::string("parameters.membership.vote.base=") + base, "parameters.founding.merge_rate=1"});
    const RunRecord record = run(model).record;
    const EventKind& kind = std::string(base) == "100" ? events::merged : events::merger_refused;
    const std::vector<Event> told = events_of(record, models::catalogue(), kind);
    ASSERT_FALSE(told.empty());
    const Event& event = told.front();
    Inquiry inquiry(model, record);
    inquiry.go_to(event.date);
    const Outlook outlook = inquiry.moment().ask({event.state, event.alliance});
    const auto found = std::find_if(outlook.prospects.begin(), outlook.prospects.end(),
                                    [](const Prospect& p) { return !p.voices.empty(); });
    ASSERT_NE(found, outlook.prospects.end());
    EXPECT_EQ(found->probability, event.probability);
    EXPECT_EQ(found->draw, event.draw);
    EXPECT_EQ(found->utility, event.utility);
    EXPECT_EQ(found->carries, &kind == &events::merged);
    EXPECT_EQ(found->voices.size(), 4U);  // two of each side
    EXPECT_EQ(model.pipeline()[found->phase].name, "founding");
  }
}

// Who has come into an alliance this month has not voted on where that goes: it merges on in another month, or never.
TEST(Mergers, OfOneAfterTheOtherLoseNobody) {
  const std::string three =
      "alliances:\n"
      "  NEW: {charter: club, members: [A, B], merges: [MIDDLE]}\n"
      "  MIDDLE: {charter: club, members: [C, D], merges: [OLD], integration: .5}\n"
      "  OLD: {charter: club, members: [E, F], integration: 1}\n";
  const Model model = model_of(four + state("E") + state("F") + three, {"parameters.founding.merge_rate=20"});
  int chains = 0;
  for (std::uint64_t replicate = 0; replicate < 12; ++replicate) {
    const Finished outcome = run(model, replicate);
    Names inside;
    for (const char* alliance : {"NEW", "MIDDLE", "OLD"}) inside.merge(members_of(outcome.world, alliance));
    EXPECT_EQ(inside, (Names{"A", "B", "C", "D", "E", "F"})) << replicate;
    chains += members_of(outcome.world, "NEW").size() == 6 ? 1 : 0;
  }
  EXPECT_GT(chains, 0);  // both orders of the two days occur
  EXPECT_LT(chains, 12);
}

// In longer steps others decide first on all months: who entered or applied in the last goes no earlier.
TEST(Mergers, LetNobodyLeaveBeforeItEntered) {
  const Model model =
      model_of(four + state("E") + state("F") + clubs,
               {"time.step=year", "parameters.founding.merge_rate=2", "parameters.membership.join_rate=5",
                "alliances.OLD.open_door=1", "alliances.OLD.integration=0"});
  std::size_t at_once = 0;  // who entered OLD and merged on the same day
  for (std::uint64_t replicate = 0; replicate < 40; ++replicate) {
    const Finished outcome = run(model, replicate);
    for (const Spell& spell : outcome.record.spells) {
      EXPECT_TRUE(spell.exit_kind < 0 || spell.entry <= spell.exit);
      at_once += spell.exit_kind >= 0 && spell.entry == spell.exit ? 1 : 0;
    }
    const std::vector<Event> applied = outcome.events(events::applied);
    for (const Event& lapsed : outcome.events(events::lapsed))
      EXPECT_TRUE(std::any_of(applied.begin(), applied.end(), [&](const Event& one) {
        return one.state == lapsed.state && one.alliance == lapsed.alliance && one.date <= lapsed.date;
      })) << replicate;
  }
  EXPECT_GT(at_once, 0U);
}

TEST(Mergers, MindOutsidersTroopsButNotThoseOfFellowEntrants) {
  const auto merges = [&](const char* from) {
    return !exists(run(four + state("E") + clubs + "dyads: {" + from + ": {D: {presence: 1}}}\n",
                       {"parameters.membership.vote.noise=0", "parameters.membership.vote.foreign_troops=1000"})
                       .world,
                   "OLD");
  };
  EXPECT_TRUE(merges("C"));
  EXPECT_FALSE(merges("E"));
}

RC_GTEST_PROP(Mergers, MakeTheUnionOfBoth, ()) {
  const std::vector<std::string> all{"A", "B", "C", "D", "E", "F"};
  const auto some = [&] {
    const int chosen = *rc::gen::suchThat(rc::gen::inRange(0, 64), [](int bits) { return (bits & (bits - 1)) != 0; });
    Names names;
    for (int n = 0; n < 6; ++n)
      if ((chosen >> n & 1) != 0) names.insert(all[static_cast<std::size_t>(n)]);
    return names;
  };
  const auto list = [](const Names& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "[" : ", ") + name;
    return text + "]";
  };
  const Names one = some(), other = some();
  const Finished outcome = run(four + state("E") + state("F") + clubs,
                               {"time.end=2000-02-01", "alliances.NEW.members=" + list(one),
                                "alliances.OLD.members=" + list(other), "parameters.membership.vote.noise=0"});
  Names both = one, entered;
  both.insert(other.begin(), other.end());
  std::set_difference(other.begin(), other.end(), one.begin(), one.end(), std::inserter(entered, entered.end()));
  RC_ASSERT(members_of(outcome.world, "NEW") == both);
  RC_ASSERT(members_of(outcome.world, "OLD").empty());
  RC_ASSERT(states_of(outcome, events::merged) == entered);
  RC_ASSERT(outcome.events(events::merged).size() == entered.size());
  RC_ASSERT(states_of(outcome, events::absorbed) == other);
  RC_ASSERT(outcome.events(events::absorbed).size() == other.size());
}

}  // namespace
}  // namespace entente
