#include "models/pacts.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "models/columns.hpp"
#include "models/entries.hpp"
#include "models/exclusion.hpp"
#include "models/integration.hpp"
#include "models/membership_parts.hpp"

namespace entente {

namespace {

/// Names for `number` pacts that come after every alliance's.
std::vector<std::string> names_after(std::vector<std::string> names, std::size_t number) {
  std::string name = "\xff" + std::string(9, '0');
  for (std::size_t n = 0; n < number; ++n) {
    names.push_back(name);
    for (std::size_t digit = name.size() - 1; ++name[digit] > '9'; --digit) name[digit] = '0';
  }
  return names;
}

/// The world's alliances as they are, and pacts with charters of defaults behind them.
AllianceTable alliances_with(const AllianceTable& alliances, std::size_t pacts) {
  AllianceTable all(names_after(alliances.ids(), pacts));
  std::copy(alliances.active.begin(), alliances.active.end(), all.active.begin());
  for (const Table::Slot& slot : alliances.slots()) {
    all.add(*slot.column, slot.width);
    std::copy(slot.values.begin(), slot.values.end(), all.update(*slot.column).begin());
  }
  return all;
}

/// Gives a row of the copy what the pledges of today's alliances rest on.
void copy_row(const MembershipTable& from, std::size_t row, MembershipTable& to, std::size_t copy) {
  to.restore(copy, from.status()[row], from.since()[row], from.entered()[row]);
  for (const Column* column : {&columns::trust, &columns::interoperability})
    to.update(*column)[copy] = from[*column][row];
}

/// Fills what joining is worth, frailties apart, from row `first` on.
void value_rows(const World& world, const Membership::Parameters& parameters, std::size_t first,
                std::span<double> value) {
  const auto rival = world.memberships[columns::rival_hostility];
  for (std::size_t row = first; row < value.size(); ++row) value[row] = -columns::exclusion.initial * rival[row];
  for (std::size_t f = 0; f < features::count; ++f) {
    const Column& feature = *features::all[f].column;
    const double weight = parameters.join[f] / parameters.scales.spread[f];
    if (weight == 0.0 || &feature == &features::alignment_drift) continue;
    const auto found = world.memberships[feature];
    for (std::size_t row = first; row < value.size(); ++row)
      value[row] += weight * (found[row] - parameters.scales.centre[f]);
  }
}

}  // namespace

void Pacts::add(StateId member, StateId other) {
  pacts_.push_back({{member, other}, candidates_.size()});
}

void Pacts::add_candidate(StateId state) {
  candidates_.push_back(state);
}

std::span<const StateId> Pacts::candidates_of(std::size_t pact) const {
  const std::size_t end = pact + 1 < pacts_.size() ? pacts_[pact + 1].first : candidates_.size();
  return std::span(candidates_).subspan(pacts_[pact].first, end - pacts_[pact].first);
}

MembershipTable Pacts::memberships_with(const World& world, const AllianceTable& alliances) const {
  const MembershipTable& old = world.memberships;
  std::vector<std::pair<AllianceId, StateId>> pairs;
  std::vector<std::size_t> copied;
  for (std::size_t row = 0; row < old.size(); ++row) {
    if (!is_member(old.status()[row])) continue;
    pairs.emplace_back(old.alliance()[row], old.state()[row]);
    copied.push_back(row);
  }
  for (std::size_t n = 0; n < pacts_.size(); ++n) {
    const std::size_t begin = pairs.size();
    const AllianceId alliance(world.alliances.size() + n);
    for (const StateId state : candidates_of(n)) pairs.emplace_back(alliance, state);
    for (const StateId state : pacts_[n].members)
      if (state.valid()) pairs.emplace_back(alliance, state);
    std::sort(pairs.begin() + static_cast<std::ptrdiff_t>(begin), pairs.end());
  }
  MembershipTable made(world.states.size(), alliances.size(), pairs, world.states.entities(), alliances.entities());
  for (const Column* column :
       {&columns::trust, &columns::interoperability, &columns::opted_out, &columns::rival_hostility,
        &columns::rival_membership, &columns::power_at_entry, &features::alignment_average, &features::provoked})
    made.add(*column);
  for (const features::Declared& feature : features::all) made.add(*feature.column);
  for (std::size_t n = 0; n < copied.size(); ++n) copy_row(old, copied[n], made, n);
  const auto trust = made.update(columns::trust);
  for (std::size_t n = 0; n < pacts_.size(); ++n)
    for (const StateId state : pacts_[n].members)
      if (state.valid()) {
        const std::size_t row = *made.row(state, AllianceId(world.alliances.size() + n));
        made.set_status(row, Status::member, world.date);
        trust[row] = 0.0;  // so that the others' pledges to one another are those of today
      }
  return made;
}

World Pacts::world_with(const World& world) const {
  World made;
  made.date = world.date;
  made.issues = world.issues;
  made.domains = world.domains;
  made.regions = world.regions;
  made.domain_weights = world.domain_weights;
  made.power_reference = world.power_reference;
  made.states = world.states;
  made.dyads = world.dyads;
  made.threats = world.threats;
  made.proximity = world.proximity;
  made.alliances = alliances_with(world.alliances, pacts_.size());
  made.memberships = memberships_with(world, made.alliances);
  return made;
}

std::vector<double> Pacts::values(const World& world, const PactValuation& valuation, Scratch& scratch) const {
  if (candidates_.empty()) return {};
  World made = world_with(world);
  const auto due = scratch.take(made.alliances.size(), std::uint8_t{0});
  std::fill(due.begin() + static_cast<std::ptrdiff_t>(world.alliances.size()), due.end(), std::uint8_t{1});
  const Due pacts{.quarterly = due, .yearly = due};
  (made.proximity.is_exact() ? assess_exact_security : assess_regional_security)(made, valuation.security, pacts,
                                                                                 scratch);
  features::assess(made, valuation.membership.scales, pacts, scratch);
  assess_rivals(made, world.alliances.size(), scratch);
  const auto frailty = scratch.take(made.states.size(), 0.0);
  if (valuation.streams != nullptr)
    for (std::size_t i = 0; i < frailty.size(); ++i)
      frailty[i] = valuation.membership.frailty * standard_frailty(*valuation.streams, made.states.entities()[i]);
  const std::size_t first = made.memberships.begin(AllianceId(world.alliances.size()));
  const auto value = scratch.take(made.memberships.size());
  value_rows(made, valuation.membership, first, value);
  std::vector<double> values;
  for (std::size_t row = first; row < value.size(); ++row)
    if (!is_member(made.memberships.status()[row]))
      values.push_back(value[row] + frailty[made.memberships.state()[row].index()]);
  return values;
}

}  // namespace entente
