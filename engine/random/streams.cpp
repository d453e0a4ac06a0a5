#include "engine/random/streams.hpp"

#if defined(__wasm__)  // Random123 knows no such processor; these describe it
#define __riscv 1
#define R123_USE_GNU_UINT128 1
#define R123_USE_MULHILO64_ASM 0
#endif
#include <Random123/philox.h>

#include <boost/random/normal_distribution.hpp>
#include <cmath>

#include "engine/base/contracts.hpp"

namespace entente {

namespace {

/// The upper 53 bits as a fraction: every value exact, never 1.
double fraction(std::uint64_t word) {
  return static_cast<double>(word >> 11) * 0x1.0p-53;
}

/// Last word of the counters that `four_ticks` uses: no Stream counts so far.
constexpr std::uint64_t by_tick = ~std::uint64_t{0};

}  // namespace

Philox::Words Philox::block(const std::array<std::uint64_t, 2>& key, const Words& counter) {
  const r123::Philox4x64::ctr_type c{{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x64::key_type k{{key[0], key[1]}};
  const auto words = r123::Philox4x64{}(c, k);
  return {words[0], words[1], words[2], words[3]};
}

Philox::result_type Philox::operator()() {
  if (next_ == 4) {
    words_ = block(key_, counter_);
    ++counter_[3];
    next_ = 0;
  }
  return words_[static_cast<std::size_t>(next_++)];
}

double Stream::uniform() {
  return fraction(philox_());
}

double Stream::normal() {
  return boost::random::normal_distribution<double>{}(philox_);
}

double Stream::truncated_normal(double sd, double bound) {
  EXPECT(bound > 0.0);
  for (;;) {
    const double value = sd * normal();
    if (std::fabs(value) <= bound) return value;
  }
}

std::array<double, 4> Streams::four_ticks(std::uint64_t mechanism, std::int64_t block, std::uint64_t entity) const {
  const Philox::Words words = Philox::block(key_, {entity, static_cast<std::uint64_t>(block), mechanism, by_tick});
  return {fraction(words[0]), fraction(words[1]), fraction(words[2]), fraction(words[3])};
}

}  // namespace entente
