#include "engine/output/chunk_codec.hpp"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include "engine/output/chunk_shape.hpp"
#include "tests/engine/output/sample.hpp"

namespace entente {
namespace {

std::vector<std::byte> bytes(std::size_t count) {
  std::vector<std::byte> result(count);
  for (std::size_t n = 0; n < count; ++n) result[n] = static_cast<std::byte>(mix(n) & 0xff);
  return result;
}

TEST(Shuffle, PutsTheFirstBytesOfAllElementsFirst) {
  for (const std::size_t size : {1U, 2U, 4U, 8U}) {
    for (const std::size_t count : {0U, 1U, 7U, 8U, 9U, 64U, 1003U}) {
      const std::vector<std::byte> from = bytes(size * count);
      std::vector<std::byte> to(from.size());
      shuffle_bytes(from, size, to);
      for (std::size_t k = 0; k < count; ++k)
        for (std::size_t byte = 0; byte < size; ++byte) ASSERT_EQ(to[byte * count + k], from[k * size + byte]);
    }
  }
}

TEST(Fletcher32, IsThatOfHdf5) {
  // By hand, from H5checksum.c: 0x6162 + 0x6364 = 0xc4c6; 0x6162 + 0xc4c6 = 0x12628, folded to 0x2629.
  const auto sum = [](std::string_view text) { return fletcher32(std::as_bytes(std::span(text))); };
  EXPECT_EQ(sum(""), 0U);
  EXPECT_EQ(sum("a"), 0x61006100U);
  EXPECT_EQ(sum("ab"), 0x61626162U);
  EXPECT_EQ(sum("abcd"), 0x2629c4c6U);
}

// The words are summed in blocks; the sum is that of exact arithmetic modulo 65535 (which may be told as 65535).
TEST(Fletcher32, OfLongInputsIsTheSumModulo65535) {
  const std::vector<std::byte> data = bytes(100'001);
  std::uint64_t sum1 = 0, sum2 = 0;
  for (std::size_t k = 0; k < data.size(); k += 2) {
    sum1 += std::to_integer<std::uint64_t>(data[k]) << 8;
    if (k + 1 < data.size()) sum1 += std::to_integer<std::uint64_t>(data[k + 1]);
    sum1 %= 65535;
    sum2 = (sum2 + sum1) % 65535;
  }
  const std::uint32_t sum = fletcher32(data);
  EXPECT_EQ((sum & 0xffff) % 65535, sum1);
  EXPECT_EQ((sum >> 16) % 65535, sum2);
}

TEST(ChunkCodec, WritesZlibsFormatWithTheChecksumBehind) {
  ChunkCodec codec;
  for (const std::size_t count : {1U, 100U, 100'000U}) {
    const std::vector<std::byte> raw = bytes(count * 8);
    const std::span<const std::byte> encoded = codec.encode(raw, 8);
    const std::size_t body = encoded.size() - 4;
    std::vector<std::byte> shuffled(raw.size()), back(raw.size());
    shuffle_bytes(raw, 8, shuffled);
    libdeflate_decompressor* reader = libdeflate_alloc_decompressor();
    EXPECT_EQ(libdeflate_zlib_decompress(reader, encoded.data(), body, back.data(), back.size(), nullptr),
              LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(reader);
    EXPECT_EQ(back, shuffled);
    std::uint32_t sum = 0;
    for (unsigned n = 0; n < 4; ++n) sum |= std::to_integer<std::uint32_t>(encoded[body + n]) << (8 * n);
    EXPECT_EQ(sum, fletcher32(encoded.subspan(0, body)));
  }
}

TEST(ChunkCodec, DecodesWhatItEncoded) {
  ChunkCodec codec;
  for (const std::size_t size : {1U, 2U, 4U, 8U})
    for (const std::size_t count : {1U, 7U, 100U, 50'000U}) {
      const std::vector<std::byte> raw = bytes(count * size);
      const auto encoded = codec.encode(raw, size);
      const std::vector<std::byte> stored(encoded.begin(), encoded.end());
      const auto decoded = codec.decode(stored, size, raw.size());
      ASSERT_TRUE(decoded);
      EXPECT_TRUE(std::equal(raw.begin(), raw.end(), decoded->begin(), decoded->end()));
    }
}

TEST(ChunkCodec, NoticesAFlippedBitAndAWrongLength) {
  ChunkCodec codec;
  const std::vector<std::byte> raw = bytes(800);
  const auto encoded = codec.encode(raw, 8);
  std::vector<std::byte> stored(encoded.begin(), encoded.end());
  EXPECT_FALSE(codec.decode(stored, 8, 808));
  EXPECT_FALSE(codec.decode(std::span(stored).first(9), 8, 800));
  for (const std::size_t place : {std::size_t{0}, stored.size() / 2, stored.size() - 1}) {
    stored[place] ^= std::byte{4};
    EXPECT_FALSE(codec.decode(stored, 8, 800)) << place;
    stored[place] ^= std::byte{4};
  }
  EXPECT_TRUE(codec.decode(stored, 8, 800));
}

TEST(ChunkShape, HoldsWholeRunsAPowerOfTwoOfThem) {
  const ChunkShape shape = chunk_shape(76, 45, 8, 10'000);
  EXPECT_EQ(shape.runs, 32U);  // 27,360 bytes a run
  EXPECT_EQ(shape.times, 76U);
  EXPECT_EQ(shape.rows, 45U);
}

TEST(ChunkShape, IsNotLargerThanTheRunsThatWillCome) {
  EXPECT_EQ(chunk_shape(76, 45, 8, 1).runs, 1U);
  EXPECT_EQ(chunk_shape(76, 45, 8, 5).runs, 8U);
}

TEST(ChunkShape, CutsLongRunsInTimeAndLongStepsByRows) {
  const ChunkShape in_time = chunk_shape(900, 4000, 8, 10);
  EXPECT_EQ(in_time.runs, 1U);
  EXPECT_EQ(in_time.times, 30U);  // 31 would fit, but 30 equal pieces are better
  EXPECT_EQ(in_time.rows, 4000U);
  const ChunkShape by_rows = chunk_shape(10, 1'000'000, 8, 10);
  EXPECT_EQ(by_rows.times, 1U);
  EXPECT_EQ(by_rows.rows, 125'000U);
  EXPECT_EQ(chunk_shape(1, 1, 10'000'000, 1).rows, 1U);
}

}  // namespace
}  // namespace entente
