#pragma once

#include <array>
#include <cstdint>

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

  /// Uniforms of the four ticks from 4 x `block` on, from one block of Philox (see TickUniforms).
  std::array<double, 4> four_ticks(std::uint64_t mechanism, std::int64_t block, std::uint64_t entity) const;

 private:
  std::array<std::uint64_t, 2> key_;
};

}  // namespace entente
