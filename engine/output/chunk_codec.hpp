#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace entente {

/// The filters of a chunk, applied here instead of inside HDF5, several times faster: byte shuffle, zlib's format (by
/// libdeflate at level 1; bytes that are noise are stored), HDF5's Fletcher-32 of the compressed bytes. Any HDF5 reads
/// the result with its stock filters and notices a flipped bit. One codec a thread.
class ChunkCodec {
 public:
  ChunkCodec();
  ~ChunkCodec();

  /// `raw`: whole elements of `element_size` bytes. The result is valid until the next call.
  std::span<const std::byte> encode(std::span<const std::byte> raw, std::size_t element_size);
  /// The elements that were encoded, `bytes` in all; nothing if the checksum or the length is wrong. Valid until the
  /// next call.
  std::optional<std::span<const std::byte>> decode(std::span<const std::byte> encoded, std::size_t element_size,
                                                   std::size_t bytes);

 private:
  struct Deflate;
  std::unique_ptr<Deflate> deflate_;
  std::vector<std::byte> shuffled_;
  std::vector<std::byte> encoded_;
  std::vector<std::byte> raw_;
};

/// Version of the library that compresses.
std::string compressor_version();

/// Puts the first bytes of all elements first, then the second ones, and so on; and back.
void shuffle_bytes(std::span<const std::byte> from, std::size_t element_size, std::span<std::byte> to);
void unshuffle_bytes(std::span<const std::byte> from, std::size_t element_size, std::span<std::byte> to);

/// HDF5's Fletcher-32: over 16-bit words with the high byte first.
std::uint32_t fletcher32(std::span<const std::byte> bytes);

}  // namespace entente
