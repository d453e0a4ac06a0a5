#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace entente {

/// Philox4x64-10 (Salmon et al. 2011) as a source of 64-bit words: a pure function of key and counter.
class Philox {
 public:
  using result_type = std::uint64_t;
  using Words = std::array<std::uint64_t, 4>;

  Philox(std::array<std::uint64_t, 2> key, Words counter) : key_(key), counter_(counter) {}

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return ~result_type{0}; }
  result_type operator()();

  /// The four words at one counter.
  static Words block(const std::array<std::uint64_t, 2>& key, const Words& counter);

 private:
  std::array<std::uint64_t, 2> key_;
  Words counter_;
  Words words_{};
  int next_ = 4;
};

/// The draws at one address. Distributions are Boost.Random's, whose algorithms are fixed in source.
class Stream {
 public:
  explicit Stream(Philox philox) : philox_(philox) {}

  double uniform();  ///< in [0, 1), in steps of 2^-53
  double normal();   ///< mean 0, standard deviation 1
  /// Normal of mean 0 and standard deviation `sd`, conditioned to lie in [-bound, bound].
  double truncated_normal(double sd, double bound);

 private:
  Philox philox_;
};

/// All randomness of one run: draws are addressed by who and why, so that threads, order, bystanders and switched-off
/// mechanisms change nothing. Keyed by (seed, replicate); the counter is (entity, tick, mechanism, draw).
class Streams {
 public:
  Streams(std::uint64_t seed, std::uint64_t replicate) : key_{seed, replicate} {}

  /// `mechanism` and `entity` are hashes of names (engine/base/hash.hpp), `tick` a month index (engine/base/date.hpp).
  Stream at(std::uint64_t mechanism, std::int64_t tick, std::uint64_t entity) const {
    return Stream(Philox(key_, {entity, static_cast<std::uint64_t>(tick), mechanism, 0}));
  }

  /// Consecutive ticks whose uniforms come from one block of Philox.
  static constexpr int ticks_a_block = 4;
  /// How many of `wanted` ticks from `tick` on (not negative) lie in the block of `tick`.
  static int ticks_from(std::int64_t tick, int wanted) {
    return std::min(wanted, ticks_a_block - static_cast<int>(tick % ticks_a_block));
  }

  /// One uniform per entity at each of `ticks` ticks from `tick` on, all within one block: the cheap way. `draws`:
  /// ticks x entities. A draw depends on mechanism, tick and entity, not on what else is asked for.
  void uniforms(std::uint64_t mechanism, std::int64_t tick, int ticks, std::span<const std::uint64_t> entities,
                std::span<double> draws) const;
  /// The same for one tick.
  void uniforms(std::uint64_t mechanism, std::int64_t tick, std::span<const std::uint64_t> entities,
                std::span<double> draws) const {
    uniforms(mechanism, tick, 1, entities, draws);
  }

 private:
  std::array<std::uint64_t, 2> key_;
};

}  // namespace entente
