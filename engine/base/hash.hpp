#pragma once

#include <cstdint>
#include <string_view>

namespace entente {

/// Stafford's mix 13, the finaliser of SplitMix64 (Steele, Lea & Flood 2014): every bit of the input moves every bit.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

/// The 64-bit address of a name, by which its draws are found: FNV-1a, mixed. Part of the released results: never
/// change it.
constexpr std::uint64_t name_hash(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return mix(hash);
}

/// The address of an ordered pair of names.
constexpr std::uint64_t pair_hash(std::uint64_t first, std::uint64_t second) {
  return mix(first * 0x9e3779b97f4a7c15U + second);
}

}  // namespace entente
