#include "models/classic/voting_power.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <optional>
#include <span>

#include "engine/base/contracts.hpp"

namespace entente::classic {

namespace {

/// What the opponents of a winning coalition may weigh at most, by leg: total weight - quota; negative if nothing wins.
std::vector<std::int64_t> most_opposed(const VotingGame& game) {
  std::vector<std::int64_t> most;
  for (const Leg& leg : game.legs)
    most.push_back(std::accumulate(leg.weights.begin(), leg.weights.end(), std::int64_t{0}) - leg.quota);
  return most;
}

bool nothing_wins(std::span<const std::int64_t> most) {
  return std::any_of(most.begin(), most.end(), [](std::int64_t limit) { return limit < 0; });
}

/// `swings[i][k]`: coalitions of k opponents without i that let the others win with i and lose without it.
using SwingsBySize = std::vector<std::vector<std::uint64_t>>;

VotingPower power_of(const SwingsBySize& swings) {
  const std::size_t members = swings.size();
  std::vector<double> orders(members);  // n x binomial(n - 1, k): by size, one over an order's share
  double binomial = 1.0;
  for (std::size_t k = 0; k < members; ++k) {
    orders[k] = static_cast<double>(members) * binomial;
    binomial = binomial * static_cast<double>(members - 1 - k) / static_cast<double>(k + 1);
  }
  VotingPower power{std::vector<double>(members), std::vector<double>(members), std::vector<double>(members),
                    std::vector<double>(members)};
  double all = 0.0, others = 1.0;
  for (std::size_t i = 1; i < members; ++i) others *= 2.0;
  for (std::size_t i = 0; i < members; ++i) {
    std::uint64_t count = 0;
    for (std::size_t k = 0; k < members; ++k) {
      count += swings[i][k];
      power.shapley_shubik[i] += static_cast<double>(swings[i][k]) / orders[k];
    }
    power.swings[i] = static_cast<double>(count);
    power.banzhaf_absolute[i] = power.swings[i] / others;
    all += power.swings[i];
  }
  if (all > 0.0)
    for (std::size_t i = 0; i < members; ++i) power.banzhaf[i] = power.swings[i] / all;
  return power;
}

/// The weights that opponents of a winning coalition may have, as a table with one axis a leg, the last contiguous.
class Box {
 public:
  explicit Box(std::span<const std::int64_t> most) : most_(most.begin(), most.end()), row_(most.size() - 1) {
    for (const std::int64_t limit : most_) size_ *= static_cast<std::size_t>(limit + 1);
  }

  std::size_t size() const { return size_; }
  std::size_t row_length() const { return static_cast<std::size_t>(most_.back() + 1); }

  /// How far a member's weights move a cell.
  std::size_t shift(std::span<const std::int64_t> weights) const {
    std::size_t shift = 0;
    for (std::size_t leg = 0; leg < most_.size(); ++leg)
      shift = shift * static_cast<std::size_t>(most_[leg] + 1) + static_cast<std::size_t>(weights[leg]);
    return shift;
  }

  /// visit(first, stays): each row's first cell, and how many cells from there stay in the box if `weights` are added.
  template <class Visit>
  void rows(std::span<const std::int64_t> weights, Visit visit) {
    std::fill(row_.begin(), row_.end(), 0);
    const std::int64_t along = std::max<std::int64_t>(0, most_.back() + 1 - weights.back());
    for (std::size_t first = 0; first < size_; first += row_length()) {
      bool inside = true;
      for (std::size_t leg = 0; leg < row_.size(); ++leg) inside = inside && row_[leg] + weights[leg] <= most_[leg];
      visit(first, inside ? static_cast<std::size_t>(along) : 0);
      for (std::size_t leg = row_.size(); leg-- > 0;) {
        if (++row_[leg] <= most_[leg]) break;
        row_[leg] = 0;
      }
    }
  }

 private:
  std::vector<std::int64_t> most_;
  std::vector<std::int64_t> row_;
  std::size_t size_ = 1;
};

std::vector<std::vector<std::int64_t>> weights_by_member(const VotingGame& game) {
  std::vector<std::vector<std::int64_t>> weights(game.members());
  for (const Leg& leg : game.legs) {
    EXPECT(leg.weights.size() == game.members() && leg.quota > 0);
    for (std::size_t i = 0; i < leg.weights.size(); ++i) weights[i].push_back(leg.weights[i]);
  }
  return weights;
}

/// What the opponents of a winning coalition may be. Legs in which all weigh the same only limit their number.
struct Opposition {
  std::vector<std::int64_t> most;                  // by leg in which weights differ; a leg of zeros if there is none
  std::vector<std::vector<std::int64_t>> weights;  // by member and such a leg
  std::size_t most_heads;
};

Opposition opposition_of(const VotingGame& game) {
  const std::vector<std::int64_t> most = most_opposed(game);
  Opposition opposition{{}, std::vector<std::vector<std::int64_t>>(game.members()), game.members() - 1};
  for (std::size_t leg = 0; leg < most.size(); ++leg) {
    const std::vector<std::int64_t>& of_all = game.legs[leg].weights;
    const std::int64_t one = of_all.front();
    if (one > 0 && std::all_of(of_all.begin(), of_all.end(), [&](std::int64_t weight) { return weight == one; })) {
      const std::int64_t heads = std::max<std::int64_t>(0, most[leg]) / one;
      opposition.most_heads = std::min(opposition.most_heads, static_cast<std::size_t>(heads));
      continue;
    }
    opposition.most.push_back(most[leg]);
    for (std::size_t i = 0; i < of_all.size(); ++i) opposition.weights[i].push_back(of_all[i]);
  }
  if (opposition.most.empty()) {
    opposition.most.push_back(0);
    for (std::vector<std::int64_t>& of_one : opposition.weights) of_one.push_back(0);
  }
  return opposition;
}

}  // namespace

Leg heads(std::size_t members, std::int64_t quota) {
  return {std::vector<std::int64_t>(members, 1), quota};
}

double table_size(const VotingGame& game) {
  const Opposition opposition = opposition_of(game);
  double size = static_cast<double>(opposition.most_heads + 1);
  for (const std::int64_t limit : opposition.most) size *= static_cast<double>(std::max<std::int64_t>(0, limit + 1));
  return nothing_wins(most_opposed(game)) ? 0.0 : size;
}

// Coefficients of prod_i (1 + y x^w_i), y counting heads, as far as the opponents of winning coalitions reach. Dividing
// by one factor gives the coalitions without that member: without_k(t) = all_k(t) - without_{k-1}(t - w_i).
VotingPower by_generating_functions(const VotingGame& game) {
  const std::size_t members = game.members();
  EXPECT(members >= 1 && members <= 64);
  SwingsBySize swings(members, std::vector<std::uint64_t>(members));
  if (nothing_wins(most_opposed(game))) return power_of(swings);
  const Opposition opposition = opposition_of(game);
  const std::size_t most_heads = opposition.most_heads;
  Box box(opposition.most);
  std::vector<std::uint64_t> all(box.size() * (most_heads + 1));
  all[0] = 1;
  for (std::size_t i = 0; i < members; ++i)
    for (std::size_t k = std::min(i + 1, most_heads); k-- > 0;) {
      const std::size_t from = k * box.size();
      const std::size_t to = from + box.size() + box.shift(opposition.weights[i]);
      box.rows(opposition.weights[i], [&](std::size_t first, std::size_t stays) {
        for (std::size_t t = first; t < first + stays; ++t) all[to + t] += all[from + t];
      });
    }
  std::vector<std::uint64_t> fewer(box.size()), without(box.size());
  for (std::size_t i = 0; i < members; ++i) {
    const std::vector<std::int64_t>& weights = opposition.weights[i];
    const std::size_t shift = box.shift(weights);
    std::fill(fewer.begin(), fewer.end(), 0);
    for (std::size_t k = 0; k <= most_heads; ++k) {
      std::copy_n(all.begin() + static_cast<std::ptrdiff_t>(k * box.size()), box.size(), without.begin());
      box.rows(weights, [&](std::size_t first, std::size_t stays) {
        for (std::size_t t = first; t < first + stays; ++t) without[t + shift] -= fewer[t];
      });
      box.rows(weights, [&](std::size_t first, std::size_t stays) {
        if (k == most_heads) stays = 0;  // one more is too many, whatever it weighs
        for (std::size_t t = first + stays; t < first + box.row_length(); ++t) swings[i][k] += without[t];
      });
      std::swap(fewer, without);
    }
  }
  return power_of(swings);
}

std::optional<VotingPower> exact_voting_power(const VotingGame& game) {
  constexpr double most_numbers = 1 << 27;     // a gigabyte
  constexpr std::size_t most_enumerated = 24;  // seconds
  const std::size_t members = game.members();
  const double table = table_size(game);
  const bool few = members <= most_enumerated && static_cast<double>(std::uint64_t{1} << members) < table;
  if (members <= 64 && table <= most_numbers && !few) return by_generating_functions(game);
  if (members <= most_enumerated) return by_enumeration(game);
  return std::nullopt;
}

VotingPower by_enumeration(const VotingGame& game) {
  const std::size_t members = game.members();
  EXPECT(members >= 1 && members <= 32);
  const std::vector<std::int64_t> most = most_opposed(game);
  const auto weights = weights_by_member(game);
  SwingsBySize swings(members, std::vector<std::uint64_t>(members));
  std::vector<std::int64_t> slack = most;
  std::uint64_t opposed = 0;
  std::size_t count = 0;
  for (std::uint64_t step = 0;;) {
    if (!nothing_wins(slack))
      for (std::size_t i = 0; i < members; ++i) {
        if ((opposed >> i) & 1) continue;
        for (std::size_t leg = 0; leg < slack.size(); ++leg)
          if (weights[i][leg] > slack[leg]) {
            ++swings[i][count];
            break;
          }
      }
    if (++step == std::uint64_t{1} << members) break;
    const auto moved = static_cast<std::size_t>(std::countr_zero(step));
    opposed ^= std::uint64_t{1} << moved;
    const bool joins = (opposed >> moved) & 1;
    joins ? ++count : --count;
    for (std::size_t leg = 0; leg < slack.size(); ++leg)
      slack[leg] -= joins ? weights[moved][leg] : -weights[moved][leg];
  }
  return power_of(swings);
}

SampledVotingPower sample_voting_power(const VotingGame& game, std::int64_t samples, Stream& stream) {
  EXPECT(samples >= 2);
  const std::size_t members = game.members();
  const std::vector<std::int64_t> most = most_opposed(game);
  const auto weights = weights_by_member(game);
  std::vector<std::int64_t> slack(most.size());
  std::vector<std::size_t> order(members);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<char> opposes(members);
  std::vector<double> pivots(members), swings(members);
  const auto fits = [&](std::size_t i) {
    for (std::size_t leg = 0; leg < slack.size(); ++leg)
      if (weights[i][leg] > slack[leg]) return false;
    return true;
  };
  const auto oppose = [&](std::size_t i) {
    for (std::size_t leg = 0; leg < slack.size(); ++leg) slack[leg] -= weights[i][leg];
  };
  for (std::int64_t sample = 0; sample < samples && !nothing_wins(most); ++sample) {
    slack = most;
    for (std::size_t n = 0; n < members; ++n) {
      const auto pick = n + static_cast<std::size_t>(stream.uniform() * static_cast<double>(members - n));
      std::swap(order[n], order[pick]);
      if (!fits(order[n])) {
        pivots[order[n]] += 1.0;
        break;
      }
      oppose(order[n]);
    }
    slack = most;
    for (std::size_t i = 0; i < members; ++i) {
      opposes[i] = stream.uniform() < 0.5;
      if (opposes[i]) oppose(i);
    }
    for (std::size_t i = 0; i < members; ++i) {
      // The member itself is left out of the coalition that it would turn.
      if (opposes[i])
        for (std::size_t leg = 0; leg < slack.size(); ++leg) slack[leg] += weights[i][leg];
      if (!nothing_wins(slack) && !fits(i)) swings[i] += 1.0;
      if (opposes[i]) oppose(i);
    }
  }
  SampledVotingPower power;
  for (std::size_t i = 0; i < members; ++i) {
    power.banzhaf_absolute.push_back(frequency(swings[i], static_cast<double>(samples)));
    power.shapley_shubik.push_back(frequency(pivots[i], static_cast<double>(samples)));
  }
  return power;
}

}  // namespace entente::classic
