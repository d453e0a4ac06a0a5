#include <fmt/format.h>

#include <limits>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/base/number.hpp"
#include "engine/scenario/grammar_parts.hpp"
#include "engine/scenario/reading.hpp"
#include "models/classic/catalogue.hpp"
#include "models/classic/input.hpp"
#include "models/classic/voting_power.hpp"

namespace entente::classic {

using namespace grammar_parts;

namespace {

struct VotingCase {
  std::vector<std::string> members, legs;
  VotingGame game;
  bool may_be_exact;
  std::int64_t samples;
};

void add(Solution& solution, const char* name, const char* about, std::vector<double> values) {
  solution.quantities.push_back({.name = name, .about = about, .axes = {"member"}, .values = std::move(values)});
}

void add_estimates(Solution& solution, const std::string& name, const char* about,
                   const std::vector<Estimate>& estimates) {
  std::vector<double> means, errors;
  for (const Estimate& each : estimates) {
    means.push_back(each.mean);
    errors.push_back(each.standard_error);
  }
  add(solution, name.c_str(), about, std::move(means));
  add(solution, (name + "_error").c_str(), "its standard error", std::move(errors));
}

constexpr const char* about_shapley = "share of orders in which the member is pivotal (Shapley & Shubik 1954)";
constexpr const char* about_absolute = "share of the others' coalitions that it turns into winning ones (Penrose 1946)";

void add_exact(Solution& solution, VotingPower power) {
  solution.words.push_back("Exact: every coalition is counted.");
  add(solution, "shapley_shubik", about_shapley, std::move(power.shapley_shubik));
  add(solution, "banzhaf", "share of all swings (Banzhaf 1965)", std::move(power.banzhaf));
  add(solution, "banzhaf_absolute", about_absolute, std::move(power.banzhaf_absolute));
  add(solution, "swings", "coalitions of the others that lose without the member and win with it",
      std::move(power.swings));
}

void add_sampled(Solution& solution, const VotingCase& given, Stream stream) {
  const SampledVotingPower power = sample_voting_power(given.game, given.samples, stream);
  solution.words.push_back(fmt::format("Estimated from {} orders and as many coalitions.", given.samples));
  add_estimates(solution, "shapley_shubik", about_shapley, power.shapley_shubik);
  add_estimates(solution, "banzhaf_absolute", about_absolute, power.banzhaf_absolute);
}

Solution solve(const VotingCase& given, const Streams& streams) {
  Solution solution;
  solution.add_axis("member", "id of the member", given.members);
  std::optional<VotingPower> exact;
  if (given.may_be_exact) exact = exact_voting_power(given.game);
  if (exact)
    add_exact(solution, std::move(*exact));
  else
    add_sampled(solution, given, streams.at(name_hash("voting_power"), 0, name_hash("orders")));
  solution.add_axis("leg", "conditions of the decision, all of which must be met", given.legs);
  Quantity quotas{.name = "quota", .about = "what those in favour must weigh at least", .axes = {"leg"}};
  Quantity weights{.name = "weight", .about = "weight of the member", .axes = {"member", "leg"}};
  for (const Leg& leg : given.game.legs) quotas.values.push_back(static_cast<double>(leg.quota));
  for (std::size_t i = 0; i < given.members.size(); ++i)
    for (const Leg& leg : given.game.legs) weights.values.push_back(static_cast<double>(leg.weights[i]));
  solution.quantities.push_back(std::move(quotas));
  solution.quantities.push_back(std::move(weights));
  return solution;
}

std::int64_t integer_of(const Node& node) {
  return parse_integer(node.text).value_or(0);
}

Leg leg_of(const Entry& entry, const std::vector<std::string>& members, std::vector<Problem>& problems) {
  const std::int64_t quota = integer_of(*entry.value.find("quota"));
  Leg leg = heads(members.size(), quota);
  if (const Node* weights = entry.value.find("weights"))
    for (std::size_t i = 0; i < members.size(); ++i) {
      const Node* weight = weights->find(members[i]);
      leg.weights[i] = weight == nullptr ? 0 : integer_of(*weight);
      if (weight == nullptr)
        report(problems, weights->place, fmt::format("legs.{}.weights.{} is missing.", entry.key, members[i]),
               "Every member has a weight, 0 if it has no vote.");
    }
  std::int64_t all = 0;
  for (const std::int64_t weight : leg.weights) all += weight;
  if (quota > all && problems.empty())
    report(problems, entry.value.find("quota")->place,
           fmt::format("legs.{}.quota = {} is more than all weights together, {}.", entry.key, quota, all),
           "Nothing could ever be decided.");
  return leg;
}

Solve read(const Node& document, std::vector<Problem>& problems) {
  VotingCase given{.members = ids_of(document, "members"),
                   .legs = ids_of(document, "legs"),
                   .game = {},
                   .may_be_exact = text_at(document, "method", "automatic") != "sampled",
                   .samples = static_cast<std::int64_t>(number_at(document, "samples", 100000))};
  if (given.members.empty())
    report(problems, document.find("members")->place, "members: there are none.", "Name those who vote.");
  if (given.legs.empty())
    report(problems, document.find("legs")->place, "legs: there are none.",
           "Say what a decision needs: legs: {votes: {quota: …}}.");
  for (const Entry* leg : rows_of(document, "legs")) given.game.legs.push_back(leg_of(*leg, given.members, problems));
  return [given = std::move(given)](const Streams& streams) { return solve(given, streams); };
}

}  // namespace

ClassicModel voting_power_model() {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  constexpr double most = 1e12;
  return {"voting_power",
          "How often each member decides, in a vote that must reach a quota of weights, heads or population, or of "
          "several of them.",
          "Shapley & Shubik 1954; Banzhaf 1965; Penrose 1946",
          {{"members",
            map_of("member", true, record({{"name", text("name to show; the id if not given")}}, "one member"),
                   "those who vote"),
            true},
           {"legs",
            map_of("leg", true,
                   record({{"quota", whole("what those in favour must weigh at least", between(1, most), none), true},
                           {"weights", map_of("member", false, whole("weight of the member", between(0, most), none),
                                              "weights; absent: heads, each member counts 1")}},
                          "one condition"),
                   "conditions of a decision, all of which must be met"),
            true},
           {"method", choice("automatic: exact where that is feasible; sampled: orders drawn at random",
                             {"automatic", "sampled"})},
           {"samples", whole("orders and coalitions drawn, where power is sampled", between(2, 1e9), 100000)}},
          read};
}

}  // namespace entente::classic
