#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "engine/scenario/grammar_parts.hpp"
#include "engine/scenario/reading.hpp"
#include "models/classic/catalogue.hpp"
#include "models/classic/input.hpp"
#include "models/classic/public_good.hpp"

namespace entente::classic {

using namespace grammar_parts;

namespace {

struct Adjustment {
  double damping;
  std::int64_t rounds;
};

struct PublicGoodCase {
  std::vector<std::string> members;
  PublicGood good;
  std::vector<double> transfers;  ///< empty: none
  std::optional<Adjustment> adjustment;
};

void add(Solution& solution, const std::string& name, std::string about, std::vector<double> values) {
  solution.quantities.push_back(
      {.name = name, .about = std::move(about), .axes = {"member"}, .values = std::move(values)});
}

/// What members provide under one rule, and what that leaves them.
void add_provision(Solution& solution, const PublicGood& good, const Provision& provision, const std::string& rule,
                   const std::string& about) {
  std::vector<double> consumed, burden;
  for (std::size_t i = 0; i < good.members(); ++i) {
    const double cost = good.price * provision.provided[i];
    consumed.push_back(good.incomes[i] - cost);
    burden.push_back(cost / good.incomes[i]);
  }
  solution.quantities.push_back(
      {.name = rule + "_total", .about = about + ": all that is provided", .values = {provision.total}});
  add(solution, rule + "_provided", about + ": what the member provides", provision.provided);
  add(solution, rule + "_consumed", about + ": income left to consume", std::move(consumed));
  add(solution, rule + "_enjoyed", about + ": what the member enjoys of the good", enjoyed(good, provision.provided));
  add(solution, rule + "_burden", about + ": share of income given", burden);
  if (good.members() > 2)
    solution.quantities.push_back({.name = rule + "_exploitation",
                                   .about = about + ": rank correlation of income and burden",
                                   .values = {rank_correlation(good.incomes, burden)}});
}

/// All reply at once from the start that nobody provides anything.
void add_adjustment(Solution& solution, const PublicGood& good, const Adjustment& adjustment, const Provision& goal) {
  constexpr double enough = 1e-12;  // of the total
  std::vector<double> provided(good.members(), 0.0), distances;
  const auto distance = [&] {
    double largest = 0.0;
    for (std::size_t i = 0; i < provided.size(); ++i)
      largest = std::max(largest, std::fabs(provided[i] - goal.provided[i]));
    return largest;
  };
  for (distances.push_back(distance());
       distances.back() > enough * goal.total && static_cast<std::int64_t>(distances.size()) <= adjustment.rounds;
       distances.push_back(distance()))
    reply_at_once(good, adjustment.damping, provided);
  const bool arrived = distances.back() <= enough * goal.total;
  solution.words.push_back(arrived ? fmt::format("Replies at once, damped by {}, arrive at it in {} rounds.",
                                                 adjustment.damping, distances.size() - 1)
                                   : fmt::format("Replies at once, damped by {}, have not arrived after {} rounds.",
                                                 adjustment.damping, adjustment.rounds));
  solution.add_axis("round", "rounds of replies", distances.size());
  solution.quantities.push_back({.name = "distance",
                                 .about = "largest difference of what a member provides from the equilibrium",
                                 .axes = {"round"},
                                 .values = std::move(distances)});
  solution.quantities.push_back({.name = "arrives",
                                 .about = "whether the replies arrive at the equilibrium",
                                 .values = {arrived ? 1.0 : 0.0},
                                 .kind = Kind::flag});
}

Solution solve(const PublicGoodCase& given) {
  const PublicGood& good = given.good;
  Solution solution;
  solution.add_axis("member", "id of the member", given.members);
  const Provision equilibrium = nash(good), efficient = optimum(good);
  const auto providers =
      std::count_if(equilibrium.provided.begin(), equilibrium.provided.end(), [](double q) { return q > 0.0; });
  solution.words.push_back(
      fmt::format("In equilibrium {} of {} members provide {:.10g} in all; {:.10g} would be efficient.", providers,
                  good.members(), equilibrium.total, efficient.total));
  add(solution, "income", "the member's income", good.incomes);
  add_provision(solution, good, equilibrium, "nash", "Nash equilibrium");
  add_provision(solution, good, efficient, "optimum", "Lindahl equilibrium");
  if (!given.transfers.empty()) {
    PublicGood after = good;
    for (std::size_t i = 0; i < good.members(); ++i) after.incomes[i] += given.transfers[i];
    const Provision provision = nash(after);
    add_provision(solution, after, provision, "transfer", "Nash equilibrium after the transfers");
    solution.words.push_back(fmt::format("After the transfers it is {:.10g}, a change of {:.3g}.", provision.total,
                                         provision.total - equilibrium.total));
  }
  if (given.adjustment) add_adjustment(solution, good, *given.adjustment, equilibrium);
  return solution;
}

Solve read(const Node& document, std::vector<Problem>& problems) {
  PublicGoodCase given{.members = ids_of(document, "members"),
                       .good = {.incomes = numbers_of(document, "members", "income", 0.0),
                                .tastes = numbers_of(document, "members", "taste", number_at(document, "taste", 0.5)),
                                .price = number_at(document, "price", 1.0),
                                .spill_over = number_at(document, "spill_over", 1.0)},
                       .transfers = numbers_of(document, "members", "transfer", 0.0),
                       .adjustment = {}};
  const Place& place = document.find("members")->place;
  if (given.members.empty()) report(problems, place, "members: there are none.", "Name those who provide.");
  const std::vector<double>& transfers = given.transfers;
  const double sum = std::accumulate(transfers.begin(), transfers.end(), 0.0);
  const double all = std::accumulate(given.good.incomes.begin(), given.good.incomes.end(), 0.0);
  if (std::fabs(sum) > 1e-9 * all)
    report(problems, place, fmt::format("members: their transfers add up to {:.6g}.", sum),
           "What one gets, others give.");
  for (std::size_t i = 0; i < transfers.size(); ++i)
    if (given.good.incomes[i] + transfers[i] <= 0.0)
      report(problems, entry_of(document, "members", given.members[i])->place,
             fmt::format("members.{}: the transfer leaves no income.", given.members[i]));
  if (std::all_of(transfers.begin(), transfers.end(), [](double t) { return t == 0.0; })) given.transfers.clear();
  if (const Node* adjustment = document.find("adjustment"))
    given.adjustment = Adjustment{number_at(*adjustment, "damping", 1.0),
                                  static_cast<std::int64_t>(number_at(*adjustment, "rounds", 1000))};
  return [given = std::move(given)](const Streams&) { return solve(given); };
}

}  // namespace

ClassicModel public_good_model() {
  const Range share{.lower = 0.0, .upper = 1.0, .lower_open = true, .upper_open = true};
  return {
      "public_good",
      "Members of an alliance each provide a good that spills over to the others, and consume the rest of their "
      "income.",
      "Olson & Zeckhauser 1966; Sandler 1977; Bergstrom, Blume & Varian 1986",
      {{"members",
        map_of("member", true,
               record({{"name", text("name to show; the id if not given")},
                       {"income", given_number("the member's income, in any one unit of money", above(0)), true},
                       {"taste",
                        given_number("exponent of the good in the member's utility; absent: the common one", share)},
                       {"transfer",
                        number("money that the member gets from the others, in a second equilibrium", any_number, 0)}},
                      "one member"),
               "those who provide"),
        true},
       {"taste", number("taste of members who are not given one", share, 0.5)},
       {"price", number("money per unit of the good", above(0), 1)},
       {"spill_over",
        number("share of what one provides that the others enjoy: 1 a pure public good", unit_interval, 1)},
       {"adjustment", record({{"damping", number("share of the way to the best replies that all go at once",
                                                 {.lower = 0, .upper = 1, .lower_open = true}, 1)},
                              {"rounds", whole("at most", between(1, 1e6), 1000)}},
                             "replies round after round, from the start that nobody provides anything")}},
      read};
}

}  // namespace entente::classic
