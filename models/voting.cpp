#include "models/voting.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "engine/random/streams.hpp"
#include "models/admission.hpp"
#include "models/classic/voting_power.hpp"

namespace entente {

namespace {

/// binomial(n, k) / 2^n, kept between the ends of the numbers.
double chance_of_heads(std::size_t n, std::size_t k) {
  double chance = 1.0;
  std::size_t halves = n;
  for (std::size_t m = 1; m <= k; ++m) {
    chance *= static_cast<double>(n + 1 - m) / static_cast<double>(m);
    for (; chance > 1.0 && halves > 0; --halves) chance *= 0.5;
  }
  for (; halves > 0 && chance > 0.0; --halves) chance *= 0.5;
  return chance;
}

void count_heads(std::size_t quota, std::span<double> shapley, std::span<double> banzhaf) {
  const std::size_t voters = shapley.size();
  std::fill(shapley.begin(), shapley.end(), 1.0 / static_cast<double>(voters));
  std::fill(banzhaf.begin(), banzhaf.end(), chance_of_heads(voters - 1, quota - 1));
}

std::size_t majority_of(std::size_t voters, double share) {
  return static_cast<std::size_t>(std::max(1.0, std::ceil(needed_share(share) * static_cast<double>(voters))));
}

/// The game in which powers count, in whole parts of their sum.
classic::VotingGame game_of(const Electorate& electorate, double total) {
  constexpr std::size_t enumerated = 11, tabulated = 64;  // beyond, powers are sampled
  const std::size_t voters = electorate.power.size();
  const double parts = voters > enumerated && voters <= tabulated ? 500 : 1 << 30;
  classic::Leg leg{{}, 0};
  std::int64_t sum = 0;
  for (const double power : electorate.power) {
    leg.weights.push_back(std::llround(power / total * parts));
    sum += leg.weights.back();
  }
  leg.quota = std::max<std::int64_t>(
      1, static_cast<std::int64_t>(std::ceil(needed_share(electorate.share) * static_cast<double>(sum))));
  return {{std::move(leg)}};
}

void weigh_powers(const Electorate& electorate, double total, std::uint64_t entity, std::span<double> shapley,
                  std::span<double> banzhaf) {
  constexpr std::size_t voices = 200'000, fewest = 200;
  constexpr std::size_t most_exact = 64;
  const classic::VotingGame game = game_of(electorate, total);
  if (game.members() <= most_exact) {
    if (const auto exact = classic::exact_voting_power(game)) {
      std::copy(exact->shapley_shubik.begin(), exact->shapley_shubik.end(), shapley.begin());
      std::copy(exact->banzhaf_absolute.begin(), exact->banzhaf_absolute.end(), banzhaf.begin());
      return;
    }
  }
  Stream stream = Streams(0, 0).at(name_hash("voting"), 0, entity);
  const auto samples = static_cast<std::int64_t>(std::max(fewest, voices / game.members()));
  const classic::SampledVotingPower sampled = classic::sample_voting_power(game, samples, stream);
  for (std::size_t i = 0; i < shapley.size(); ++i) {
    shapley[i] = sampled.shapley_shubik[i].mean;
    banzhaf[i] = sampled.banzhaf_absolute[i].mean;
  }
}

}  // namespace

void assess_voting_power(const Electorate& electorate, std::uint64_t entity, std::span<double> shapley,
                         std::span<double> banzhaf) {
  const std::size_t voters = electorate.power.size();
  if (voters == 0) return;
  double total = 0.0;
  for (const double power : electorate.power) total += power;
  switch (electorate.rule) {
    case VotingRule::unanimity:
      return count_heads(voters, shapley, banzhaf);
    case VotingRule::majority:
      return count_heads(majority_of(voters, electorate.share), shapley, banzhaf);
    case VotingRule::weighted:
      if (total > 0.0) return weigh_powers(electorate, total, entity, shapley, banzhaf);
      break;
    case VotingRule::lead:
      break;
  }
  std::fill(shapley.begin(), shapley.end(), 0.0);
  std::fill(banzhaf.begin(), banzhaf.end(), 0.0);
  if (electorate.rule == VotingRule::lead && electorate.lead)
    shapley[*electorate.lead] = banzhaf[*electorate.lead] = 1.0;
}

}  // namespace entente
