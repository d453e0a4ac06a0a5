#include <algorithm>
#include <cmath>

#include "models/budget_parts.hpp"
#include "models/columns.hpp"

namespace entente::budgets {

namespace {

class Equilibrium {
 public:
  Equilibrium(const World& world, std::span<const double> obligation, SpillOver spill_over,
              std::span<const maths::Spender> spenders, Scratch& scratch)
      : memberships_(world.memberships),
        active_(world.states.active),
        is_exact_(world.proximity.is_exact()),
        spenders_(spenders),
        scratch_(scratch),
        per_unit_(scratch.take(world.alliances.size(), 0.0)),
        scale_(scratch.take(world.states.size(), 1.0)) {
    const auto gdp = world.states[columns::gdp];
    for (std::size_t a = 0; a < obligation.size(); ++a) {
      if (obligation[a] == 0.0) continue;
      double incomes = spill_over.pure ? 1.0 : 0.0;
      if (!spill_over.pure)
        for (const std::int32_t row : memberships_.members(AllianceId(a))) incomes += gdp[state_of(row)];
      if (incomes > 0.0) per_unit_[a] = spill_over.share * obligation[a] / incomes;
    }
    if (!spill_over.pure) std::copy(gdp.begin(), gdp.end(), scale_.begin());
    list_alliances();
    std::size_t number = 0;
    const auto order = scratch.take<std::int32_t>(world.states.size());
    for (std::size_t i = 0; i < active_.size(); ++i)
      if (active_[i]) order[number++] = static_cast<std::int32_t>(i);
    order_ = order.first(number);
    if (is_exact_)
      list_pairs();
    else
      totals_ = scratch.take(world.alliances.size(), 0.0);
  }

  void in_order_of_rows(std::span<double> spending) { settle(spending); }

  void those_who_want_most_first(std::span<double> spending) {
    std::sort(order_.begin(), order_.end(), [&](std::int32_t i, std::int32_t j) { return wants_more(i, j); });
    settle(spending);
  }

  void those_who_want_least_first(std::span<double> spending) {
    std::sort(order_.begin(), order_.end(), [&](std::int32_t i, std::int32_t j) { return wants_more(j, i); });
    settle(spending);
  }

 private:
  static std::size_t index(std::int32_t n) { return static_cast<std::size_t>(n); }
  std::size_t state_of(std::int32_t row) const { return memberships_.state()[index(row)].index(); }
  bool wants_more(std::int32_t i, std::int32_t j) const {
    const double one = spenders_[index(i)].want, other = spenders_[index(j)].want;
    return one != other ? one > other : i < j;
  }

  /// For each state the alliances of which it is a member and in which spending spills over.
  void list_alliances() {
    first_alliance_ = scratch_.take<std::size_t>(active_.size() + 1);
    alliances_ = scratch_.take<std::int32_t>(memberships_.size());
    std::size_t number = 0;
    for (std::size_t i = 0; i < active_.size(); ++i) {
      first_alliance_[i] = number;
      for (const std::int32_t row : memberships_.rows_of(StateId(i))) {
        const AllianceId alliance = memberships_.alliance()[index(row)];
        if (per_unit_[alliance.index()] > 0.0 && is_member(memberships_.status()[index(row)]))
          alliances_[number++] = alliance.row;
      }
    }
    first_alliance_[active_.size()] = number;
  }

  std::span<const std::int32_t> alliances_of(std::size_t i) const {
    return alliances_.subspan(first_alliance_[i], first_alliance_[i + 1] - first_alliance_[i]);
  }

  /// For each state its allies, each once, by the alliance in which most spills over.
  void list_pairs() {
    first_ = scratch_.take<std::size_t>(active_.size() + 1);
    std::size_t pairs = 0;
    for (std::size_t a = 0; a < per_unit_.size(); ++a)
      if (per_unit_[a] > 0.0) {
        const std::size_t members = memberships_.members(AllianceId(a)).size();
        pairs += members * members;
      }
    from_ = scratch_.take<std::int32_t>(pairs);
    share_ = scratch_.take(pairs);
    const auto best = scratch_.take(active_.size(), 0.0);
    std::size_t number = 0;
    for (std::size_t i = 0; i < active_.size(); ++i) {
      first_[i] = number;
      for (const std::int32_t alliance : alliances_of(i))
        for (const std::int32_t row : memberships_.members(AllianceId(index(alliance)))) {
          const std::size_t j = state_of(row);
          if (j == i) continue;
          if (best[j] == 0.0) from_[number++] = static_cast<std::int32_t>(j);
          best[j] = std::max(best[j], per_unit_[index(alliance)]);
        }
      for (std::size_t n = first_[i]; n < number; ++n) {
        share_[n] = best[index(from_[n])];
        best[index(from_[n])] = 0.0;
      }
    }
    first_[active_.size()] = number;
  }

  void settle(std::span<double> spending) {
    std::fill(spending.begin(), spending.end(), 0.0);
    if (is_exact_) {
      maths::settle(spenders_, maths::PairSpillIns{first_, from_, share_, scale_}, order_, spending);
      return;
    }
    std::fill(totals_.begin(), totals_.end(), 0.0);
    maths::settle(
        spenders_, order_, spending,
        [&](std::size_t i) {
          double sum = 0.0;
          for (const std::int32_t a : alliances_of(i)) sum += per_unit_[index(a)] * (totals_[index(a)] - spending[i]);
          return scale_[i] * std::max(0.0, sum);
        },
        [&](std::size_t i, double before, double now) {
          for (const std::int32_t a : alliances_of(i)) totals_[index(a)] += now - before;
        });
  }

  const MembershipTable& memberships_;
  std::span<const std::uint8_t> active_;
  bool is_exact_;
  std::span<const maths::Spender> spenders_;
  Scratch& scratch_;
  std::span<double> per_unit_;  // by alliance: what reaches a member of a unit of another's spending, before `scale_`
  std::span<double> scale_;     // by state
  std::span<std::int32_t> order_;
  std::span<std::size_t> first_alliance_;  // states + 1: places in alliances_
  std::span<std::int32_t> alliances_;
  std::span<std::size_t> first_;  // exact geometry: allies of each state
  std::span<std::int32_t> from_;
  std::span<double> share_;
  std::span<double> totals_;  // regional geometry: the members' spending
};

}  // namespace

StateId find_equilibrium(const World& world, std::span<const double> obligation, SpillOver spill_over,
                         std::span<const maths::Spender> spenders, Scratch& scratch, std::span<double> spending) {
  Equilibrium equilibrium(world, obligation, spill_over, spenders, scratch);
  if (!spill_over.pure) {
    equilibrium.in_order_of_rows(spending);
    return {};
  }
  equilibrium.those_who_want_most_first(spending);
  const auto other = scratch.take(spending.size());
  equilibrium.those_who_want_least_first(other);
  StateId differs;
  double largest = 1e-9;
  for (std::size_t i = 0; i < spending.size(); ++i) {
    if (!world.states.active[i]) continue;
    const double difference = std::fabs(spending[i] - other[i]) / spenders[i].income;
    if (difference > largest) differs = StateId(i);
    largest = std::max(largest, difference);
  }
  return differs;
}

}  // namespace entente::budgets
