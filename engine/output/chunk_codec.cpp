#include "engine/output/chunk_codec.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

#include "engine/base/contracts.hpp"

namespace entente {

struct ChunkCodec::Deflate {
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(1);
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
  ~Deflate() {
    libdeflate_free_compressor(compressor);
    libdeflate_free_decompressor(decompressor);
  }
};

ChunkCodec::ChunkCodec() : deflate_(std::make_unique<Deflate>()) {
  if (deflate_->compressor == nullptr || deflate_->decompressor == nullptr) throw std::bad_alloc();
}

ChunkCodec::~ChunkCodec() = default;

std::string compressor_version() {
  return LIBDEFLATE_VERSION_STRING;
}

namespace {

// Swaps bits of `x` that stand `distance` apart; three rounds transpose eight words of eight bytes.
void swap_blocks(std::uint64_t& a, std::uint64_t& b, unsigned distance, std::uint64_t mask) {
  const std::uint64_t t = ((a >> distance) ^ b) & mask;
  b ^= t;
  a ^= t << distance;
}

void transpose8(std::uint64_t (&x)[8]) {
  for (std::size_t i = 0; i < 4; ++i) swap_blocks(x[i], x[i + 4], 32, 0x00000000ffffffffU);
  for (const std::size_t i : {0U, 1U, 4U, 5U}) swap_blocks(x[i], x[i + 2], 16, 0x0000ffff0000ffffU);
  for (const std::size_t i : {0U, 2U, 4U, 6U}) swap_blocks(x[i], x[i + 1], 8, 0x00ff00ff00ff00ffU);
}

void shuffle8(const std::byte* from, std::size_t count, std::byte* to) {
  std::uint64_t x[8];
  std::size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    std::memcpy(x, from + k * 8, sizeof x);
    transpose8(x);
    for (std::size_t byte = 0; byte < 8; ++byte) std::memcpy(to + byte * count + k, &x[byte], 8);
  }
  for (; k < count; ++k)
    for (std::size_t byte = 0; byte < 8; ++byte) to[byte * count + k] = from[k * 8 + byte];
}

void unshuffle8(const std::byte* from, std::size_t count, std::byte* to) {
  std::uint64_t x[8];
  std::size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    for (std::size_t byte = 0; byte < 8; ++byte) std::memcpy(&x[byte], from + byte * count + k, 8);
    transpose8(x);
    std::memcpy(to + k * 8, x, sizeof x);
  }
  for (; k < count; ++k)
    for (std::size_t byte = 0; byte < 8; ++byte) to[k * 8 + byte] = from[byte * count + k];
}

}  // namespace

void unshuffle_bytes(std::span<const std::byte> from, std::size_t element_size, std::span<std::byte> to) {
  EXPECT(from.size() == to.size() && from.size() % element_size == 0);
  const std::size_t count = from.size() / element_size;
  if (element_size == 8) return unshuffle8(from.data(), count, to.data());
  for (std::size_t byte = 0; byte < element_size; ++byte)
    for (std::size_t k = 0; k < count; ++k) to[k * element_size + byte] = from[byte * count + k];
}

void shuffle_bytes(std::span<const std::byte> from, std::size_t element_size, std::span<std::byte> to) {
  EXPECT(from.size() == to.size() && from.size() % element_size == 0);
  const std::size_t count = from.size() / element_size;
  if (element_size == 8) return shuffle8(from.data(), count, to.data());
  for (std::size_t byte = 0; byte < element_size; ++byte)
    for (std::size_t k = 0; k < count; ++k) to[byte * count + k] = from[k * element_size + byte];
}

std::uint32_t fletcher32(std::span<const std::byte> bytes) {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::uint32_t sum1 = 0, sum2 = 0;
  const auto fold = [&] {
    sum1 = (sum1 & 0xffff) + (sum1 >> 16);
    sum2 = (sum2 & 0xffff) + (sum2 >> 16);
  };
  for (std::size_t words = bytes.size() / 2; words > 0;) {
    const std::size_t block = words < 360 ? words : 360;  // no sum of 360 words overflows
    words -= block;
    for (std::size_t k = 0; k < block; ++k, data += 2) {
      sum1 += static_cast<std::uint32_t>(data[0]) << 8 | data[1];
      sum2 += sum1;
    }
    fold();
  }
  if (bytes.size() % 2 != 0) {
    sum1 += static_cast<std::uint32_t>(*data) << 8;
    sum2 += sum1;
    fold();
  }
  fold();
  return sum2 << 16 | sum1;
}

namespace {

constexpr std::size_t window = 32768;  // how far back deflate sees

// Whether some value of a byte is much more frequent than others (collisions of two draws above 2^-7.5; even: 2^-8).
bool is_uneven(std::span<const std::byte> bytes) {
  std::array<std::size_t, 256> count{};
  std::size_t drawn = 0, collisions = 0;
  for (std::size_t k = 0; k < bytes.size(); k += 16, ++drawn)
    collisions += count[std::to_integer<std::size_t>(bytes[k])]++;
  return static_cast<double>(collisions) * 181.0 > 0.5 * static_cast<double>(drawn) * static_cast<double>(drawn);
}

// Whether more than one in a hundred sequences of four bytes came before.
bool has_repeats(std::span<const std::byte> bytes) {
  const std::size_t length = std::min(bytes.size(), window) - 3;
  std::vector<std::uint16_t> last(1U << 15, 0);
  std::size_t repeats = 0;
  for (std::size_t k = 0; k < length; ++k) {
    std::uint32_t word = 0, earlier = 0;
    std::memcpy(&word, &bytes[k], sizeof word);
    std::uint16_t& place = last[word * 2654435761U >> 17];
    std::memcpy(&earlier, &bytes[place], sizeof earlier);
    if (earlier == word && place < k) ++repeats;
    place = static_cast<std::uint16_t>(k);
  }
  return repeats * 100 > length;
}

// The low bytes of real numbers come first and are often noise, on which a compressor only loses time: the length of
// the leading planes (first bytes, second bytes …) that are.
std::size_t noise(std::span<const std::byte> shuffled, std::size_t element_size) {
  const std::size_t plane = shuffled.size() / element_size;
  if (plane < 4096) return 0;
  std::size_t length = 0;
  while (length < shuffled.size() && !is_uneven(shuffled.subspan(length, plane)) &&
         !has_repeats(shuffled.subspan(length, plane)))
    length += plane;
  return length;
}

// Appends bytes as they are, in deflate's stored blocks (RFC 1951, 3.2.4), none of them the last one.
std::byte* store(std::span<const std::byte> bytes, std::byte* to) {
  while (!bytes.empty()) {
    const std::size_t size = std::min<std::size_t>(bytes.size(), 65535);
    const std::size_t other = ~size;
    for (const std::size_t byte : {std::size_t{0}, size, size >> 8, other, other >> 8})
      *to++ = static_cast<std::byte>(byte & 0xff);
    std::memcpy(to, bytes.data(), size);
    to += size;
    bytes = bytes.subspan(size);
  }
  return to;
}

}  // namespace

std::span<const std::byte> ChunkCodec::encode(std::span<const std::byte> raw, std::size_t element_size) {
  EXPECT(!raw.empty());
  if (element_size > 1) {
    shuffled_.resize(raw.size());
    shuffle_bytes(raw, element_size, shuffled_);
    raw = shuffled_;
  }
  libdeflate_compressor* compressor = deflate_->compressor;
  const std::size_t stored = noise(raw, element_size);
  const std::span<const std::byte> rest = raw.subspan(stored);
  const std::size_t most = libdeflate_deflate_compress_bound(compressor, rest.size());
  encoded_.resize(stored + 5 * (stored / 65535 + 1) + most + 2 + 4 + 4);
  std::byte* to = encoded_.data();
  for (const unsigned byte : {0x78U, 0x01U}) *to++ = static_cast<std::byte>(byte);  // zlib's header (RFC 1950)
  to = store(raw.first(stored), to);
  const std::size_t size = libdeflate_deflate_compress(compressor, rest.data(), rest.size(), to, most);
  ENSURE(size > 0);
  to += size;
  const std::uint32_t adler = libdeflate_adler32(1, raw.data(), raw.size());
  for (unsigned shift = 32; shift > 0; shift -= 8) *to++ = static_cast<std::byte>(adler >> (shift - 8) & 0xff);
  const std::uint32_t sum = fletcher32({encoded_.data(), to});
  for (unsigned shift = 0; shift < 32; shift += 8) *to++ = static_cast<std::byte>(sum >> shift & 0xff);
  return {encoded_.data(), to};
}

std::optional<std::span<const std::byte>> ChunkCodec::decode(std::span<const std::byte> encoded,
                                                             std::size_t element_size, std::size_t bytes) {
  constexpr std::size_t header = 2, adler = 4, checksum = 4;  // the Fletcher sum stands for zlib's Adler-32 too
  if (encoded.size() < header + adler + checksum) return std::nullopt;
  const std::span<const std::byte> summed = encoded.first(encoded.size() - checksum);
  const std::uint32_t sum = fletcher32(summed);
  for (unsigned n = 0; n < checksum; ++n)
    if (encoded[summed.size() + n] != static_cast<std::byte>(sum >> 8 * n & 0xff)) return std::nullopt;
  const std::span<const std::byte> deflated = summed.subspan(header, summed.size() - header - adler);
  std::vector<std::byte>& inflated = element_size > 1 ? shuffled_ : raw_;
  inflated.resize(bytes);
  if (libdeflate_deflate_decompress(deflate_->decompressor, deflated.data(), deflated.size(), inflated.data(), bytes,
                                    nullptr) != LIBDEFLATE_SUCCESS)
    return std::nullopt;
  if (element_size == 1) return raw_;
  raw_.resize(bytes);
  unshuffle_bytes(shuffled_, element_size, raw_);
  return raw_;
}

}  // namespace entente
