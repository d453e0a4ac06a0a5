#include <fmt/format.h>

#include <limits>
#include <utility>

#include "engine/scenario/grammar_parts.hpp"
#include "engine/scenario/reading.hpp"
#include "models/classic/catalogue.hpp"
#include "models/classic/input.hpp"
#include "models/classic/self_enforcing.hpp"

namespace entente::classic {

using namespace grammar_parts;

namespace {

std::string sizes_text(const std::vector<Agreement>& agreements, bool (Agreement::*stable)() const) {
  std::vector<std::string> sizes;
  for (const Agreement& each : agreements)
    if ((each.*stable)()) sizes.push_back(std::to_string(each.members));
  return sizes.empty() ? "none" : list_text(sizes);
}

Solution solution_of(const std::vector<Agreement>& agreements) {
  Solution solution;
  solution.add_axis("members", "how many states have signed", agreements.size());
  const auto add = [&](const char* name, const char* about, auto value, Kind kind = Kind::number) {
    Quantity quantity{.name = name, .about = about, .axes = {"members"}, .kind = kind};
    for (const Agreement& each : agreements) quantity.values.push_back(static_cast<double>(value(each)));
    solution.quantities.push_back(std::move(quantity));
  };
  add("member_contribution", "what a member contributes", [](const Agreement& a) { return a.member_contribution; });
  add("outsider_contribution", "what an outsider contributes",
      [](const Agreement& a) { return a.outsider_contribution; });
  add("total", "all contributions", [](const Agreement& a) { return a.total; });
  add("member_payoff", "payoff of a member", [](const Agreement& a) { return a.member_payoff; });
  add("outsider_payoff", "payoff of an outsider", [](const Agreement& a) { return a.outsider_payoff; });
  add("loss_by_leaving", "what a member would lose by leaving alone",
      [](const Agreement& a) { return a.loss_by_leaving; });
  add("loss_by_joining", "what an outsider would lose by joining alone",
      [](const Agreement& a) { return a.loss_by_joining; });
  add(
      "stable", "nobody gains by leaving or joining alone", [](const Agreement& a) { return a.stable(); }, Kind::flag);
  add(
      "stable_if_the_indifferent_join", "the same where an outsider who is indifferent joins",
      [](const Agreement& a) { return a.stable_if_the_indifferent_join(); }, Kind::flag);
  solution.words.push_back(fmt::format("Stable numbers of members: {}; where an outsider who is indifferent joins: {}.",
                                       sizes_text(agreements, &Agreement::stable),
                                       sizes_text(agreements, &Agreement::stable_if_the_indifferent_join)));
  return solution;
}

Solve read(const Node& document, std::vector<Problem>& problems) {
  const bool lead = text_at(document, "case") == "members_lead";
  const Entry* satiation = document.entry("satiation");
  if (lead && satiation == nullptr)
    report(problems, document.find("case")->place, "satiation is missing.", "'members_lead' needs it.");
  if (!lead && satiation != nullptr)
    report(problems, satiation->place, "satiation does not belong to 'linear_benefit'.", "Remove it.");
  const auto states = static_cast<std::size_t>(number_at(document, "states", 0.0));
  const double benefit = number_at(document, "benefit", 1.0), cost = number_at(document, "cost", 1.0);
  const double a = number_at(document, "satiation", 1.0);
  return [=](const Streams&) {
    return solution_of(lead ? members_lead(states, a, benefit, cost) : linear_benefit(states, benefit, cost));
  };
}

}  // namespace

ClassicModel self_enforcing_model() {
  return {
      "self_enforcing",
      "Identical states contribute to a good that all enjoy; an agreement stands only if nobody gains by leaving "
      "or joining it alone.",
      "Barrett 1994; Carraro & Siniscalco 1993; d'Aspremont et al. 1983",
      {{"case",
        choice("linear_benefit: payoff b Q - c q^2 / 2, all choose at once; members_lead: payoff b (a Q - Q^2 / 2) / N "
               "- c q^2 / 2, outsiders follow",
               {"linear_benefit", "members_lead"}),
        true},
       {"states", whole("how many states there are, N", between(1, 100000), std::numeric_limits<double>::quiet_NaN()),
        true},
       {"benefit", number("slope b of the benefit", above(0), 1)},
       {"cost", number("slope c of the marginal cost", above(0), 1)},
       {"satiation", given_number("members_lead: contributions a beyond which there is no benefit", above(0))}},
      read};
}

}  // namespace entente::classic
