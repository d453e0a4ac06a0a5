#include "engine/output/result_part.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/output/chunk_codec.hpp"
#include "engine/output/hdf5_file.hpp"
#include "engine/output/result_format.hpp"

namespace entente {

namespace {

/// Lengths of a chunk of a dataset that has some; every result's has.
hdf5::Shape chunk_of(const hdf5::Dataset& from) {
  hdf5::Shape chunk = from.chunk();
  if (from.shape().empty() || chunk.size() != from.shape().size())
    throw DiskError(from.where().file + ": cannot read " + from.name() + ": it is not cut into chunks.");
  return chunk;
}

/// As HDF5 would read them, several times faster.
std::vector<std::byte> all_rows(const hdf5::Dataset& from, ChunkCodec& codec) {
  const hdf5::Shape chunk = chunk_of(from);
  const std::size_t row_size = hdf5::row_elements(from.shape()) * size_of(from.type());
  std::vector<std::byte> rows(from.shape().front() * row_size);
  hdf5::Shape start(from.shape().size(), 0);
  for (std::size_t filled = 0; filled < rows.size(); start.front() += chunk.front()) {
    const auto decoded = codec.decode(from.read_chunk(start), size_of(from.type()), chunk.front() * row_size);
    if (!decoded) throw DiskError(from.where().file + ": cannot read " + from.name() + ": it is damaged.");
    const std::size_t size = std::min(decoded->size(), rows.size() - filled);
    std::copy_n(decoded->begin(), size, rows.begin() + static_cast<std::ptrdiff_t>(filled));
    filled += size;
  }
  return rows;
}

/// Moves a place to that of the next chunk in a dataset; false after the last one.
bool advance(hdf5::Shape& place, const hdf5::Shape& chunk, const hdf5::Shape& shape) {
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    place[axis] += chunk[axis];
    if (place[axis] < shape[axis]) return true;
    place[axis] = 0;
  }
  return false;
}

ResultPart::Series all_chunks(const hdf5::Dataset& from) {
  ResultPart::Series series{chunk_of(from), {}};
  hdf5::Shape place(from.shape().size(), 0);
  do series.chunks.push_back({place, from.read_chunk(place)});
  while (advance(place, series.chunk, from.shape()));
  return series;
}

bool is_column(const std::string& name) {
  for (const char* start : {"run_", "event_", "spell_"})
    if (name.rfind(start, 0) == 0) return true;
  return false;
}

}  // namespace

ResultPart read_part(const ResultReader& reader) {
  const hdf5::File& file = reader.file();
  ResultPart part;
  part.file = file.where().file;
  part.runs = reader.runs();
  part.seeds = file.dataset("run_seed").read_text(0, part.runs);
  if (reader.layout().is_sweep) part.failures = reader.failures();
  for (const Series& series : reader.layout().series) {
    const std::string name = result_format::variable_name(*series.column);
    part.series.emplace(name, all_chunks(file.dataset(name)));
  }
  ChunkCodec codec;
  for (const std::string& name : file.names()) {
    if (!is_column(name)) continue;
    const hdf5::Dataset dataset = file.dataset(name);
    if (dataset.type() != hdf5::Type::text) part.lists.emplace(name, all_rows(dataset, codec));
  }
  part.provenance = reader.provenance_text();
  return part;
}

}  // namespace entente
