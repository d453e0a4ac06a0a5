#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/output/hdf5_dataset.hpp"

namespace entente {

/// A part of a dataset that fits easily into memory.
struct Slab {
  hdf5::Shape start;
  hdf5::Shape count;
};

/// Cuts a dataset into slabs of a few megabytes, in the order of its values. Bare dimensions have no values.
std::vector<Slab> slabs_of(const hdf5::Dataset& dataset);

/// A slab's numbers as bytes.
std::vector<std::byte> read_bytes(const hdf5::Dataset& dataset, const Slab& slab);
std::vector<std::string> read_texts(const hdf5::Dataset& dataset, const Slab& slab);

}  // namespace entente
