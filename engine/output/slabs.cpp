#include "engine/output/slabs.hpp"

#include <algorithm>

namespace entente {

namespace {

constexpr std::uint64_t most_elements = 1U << 19;  // 4 MiB of doubles

// Cuts along `axis`, all axes before it being cut to single elements and all after it whole.
void cut(const hdf5::Shape& shape, std::size_t axis, Slab slab, std::vector<Slab>& slabs) {
  const hdf5::Shape inner(shape.begin() + static_cast<std::ptrdiff_t>(axis) + 1, shape.end());
  const std::uint64_t inner_elements = hdf5::elements(inner);
  const bool goes_deeper = inner_elements > most_elements && axis + 1 < shape.size();
  const std::uint64_t step =
      goes_deeper ? 1 : std::max<std::uint64_t>(1, most_elements / std::max<std::uint64_t>(1, inner_elements));
  for (std::uint64_t k = 0; k < shape[axis]; k += step) {
    slab.start[axis] = k;
    slab.count[axis] = std::min(step, shape[axis] - k);
    if (goes_deeper)
      cut(shape, axis + 1, slab, slabs);
    else
      slabs.push_back(slab);
  }
}

}  // namespace

std::vector<Slab> slabs_of(const hdf5::Dataset& dataset) {
  const hdf5::Shape& shape = dataset.shape();
  if (dataset.type() == hdf5::Type::float32 || hdf5::elements(shape) == 0) return {};
  if (shape.empty()) return {Slab{}};
  std::vector<Slab> slabs;
  cut(shape, 0, {hdf5::Shape(shape.size(), 0), shape}, slabs);
  return slabs;
}

std::vector<std::byte> read_bytes(const hdf5::Dataset& dataset, const Slab& slab) {
  std::vector<std::byte> bytes(hdf5::elements(slab.count) * size_of(dataset.type()));
  dataset.read(slab.start, slab.count, bytes.data());
  return bytes;
}

std::vector<std::string> read_texts(const hdf5::Dataset& dataset, const Slab& slab) {
  if (slab.start.empty()) return dataset.read_text(0, 1);
  return dataset.read_text(slab.start.front(), slab.count.front());
}

}  // namespace entente
