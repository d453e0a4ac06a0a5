#include "engine/output/chunk_codec.hpp"

#include <libdeflate.h>

#include <cstring>
#include <new>

#include "engine/base/contracts.hpp"

namespace entente {

struct ChunkCodec::Compressor {
  libdeflate_compressor* handle = libdeflate_alloc_compressor(1);
  ~Compressor() { libdeflate_free_compressor(handle); }
};

ChunkCodec::ChunkCodec() : compressor_(std::make_unique<Compressor>()) {
  if (compressor_->handle == nullptr) throw std::bad_alloc();
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

}  // namespace

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

std::span<const std::byte> ChunkCodec::encode(std::span<const std::byte> raw, std::size_t element_size) {
  if (element_size > 1) {
    shuffled_.resize(raw.size());
    shuffle_bytes(raw, element_size, shuffled_);
    raw = shuffled_;
  }
  encoded_.resize(libdeflate_zlib_compress_bound(compressor_->handle, raw.size()) + 4);
  std::size_t size =
      libdeflate_zlib_compress(compressor_->handle, raw.data(), raw.size(), encoded_.data(), encoded_.size() - 4);
  ENSURE(size > 0);
  const std::uint32_t sum = fletcher32({encoded_.data(), size});
  for (unsigned shift = 0; shift < 32; shift += 8) encoded_[size++] = static_cast<std::byte>(sum >> shift & 0xff);
  return {encoded_.data(), size};
}

}  // namespace entente
