#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/output/hdf5_dataset.hpp"
#include "engine/output/result_reader.hpp"

namespace entente {

/// All runs of a file, taken out of it to be added to another of the same layout: what is compressed in both alike, as
/// it stands.
struct ResultPart {
  struct Chunk {
    hdf5::Shape start;
    std::vector<std::byte> encoded;
  };
  struct Series {
    hdf5::Shape chunk;  ///< shape of a chunk
    std::vector<Chunk> chunks;
  };

  std::string file;
  std::uint64_t runs = 0;
  std::vector<std::string> seeds;
  std::vector<std::string> failures;                    ///< of a sweep
  std::map<std::string, Series> series;                 ///< by variable
  std::map<std::string, std::vector<std::byte>> lists;  ///< columns of runs, events and spells by variable: their rows
  std::string provenance;                               ///< its JSON text
};

/// Throws DiskError if the file is damaged.
ResultPart read_part(const ResultReader& reader);

}  // namespace entente
