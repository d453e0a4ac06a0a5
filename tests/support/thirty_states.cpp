#include "tests/support/thirty_states.hpp"

#include <fmt/format.h>

#include "engine/base/hash.hpp"

namespace entente {

namespace {

constexpr int count = 30;

/// Made-up numbers between two ends, the same everywhere.
double between(double low, double high, std::string_view what, int state) {
  const std::uint64_t bits = pair_hash(name_hash(what), static_cast<std::uint64_t>(state));
  return low + (high - low) * static_cast<double>(bits >> 11) * 0x1p-53;
}

}  // namespace

std::string thirty_states() {
  std::string text = R"(entente: 1
title: Thirty states
time: {start: 1950-01-01, end: 1975-01-01, step: quarter}
issues: {trade: {}, west: {}}
domains: {air: {weight: .5}, land: {weight: .5}}
regions: {far: {}, mid: {}, near: {}}
alliances:
  A: {members: [S00, S03, S06, S09], strength: .9}
  B: {members: [S02, S05, S08], strength: .8}
  C: {members: [S01, S04], strength: .5}
states:
)";
  const char* regions[] = {"near", "mid", "far"};
  for (int n = 0; n < count; ++n)
    text += fmt::format(
        "  S{:02}: {{region: {}, location: {{latitude: {:.1f}, longitude: {:.1f}}}, gdp: {:.1f}, capability: {{air: "
        "{:.3f}, land: {:.3f}}}, home: {{trade: {:.2f}, west: {:.2f}}}, democracy: {:.2f}}}\n",
        n, regions[n % 3], between(-50, 60, "latitude", n), between(-100, 100, "longitude", n),
        between(5, 500, "gdp", n), between(0, .1, "air", n), between(0, .1, "land", n), between(-1, 1, "trade", n),
        between(-1, 1, "west", n), between(0, 1, "democracy", n));
  text += "dyads:\n";
  for (int n = 0; n < count; ++n)
    text += fmt::format("  S{:02}: {{S{:02}: {{hostility: .4}}, S{:02}: {{tie: .3}}}}\n", n, (n + 5) % count,
                        (n + 7) % count);
  return text;
}

}  // namespace entente
