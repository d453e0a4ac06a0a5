#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/output/hdf5_object.hpp"

namespace entente::hdf5 {

using Shape = std::vector<std::uint64_t>;

/// Product of the lengths; 1 for a scalar.
std::uint64_t elements(const Shape& shape);

/// Elements of a row: the product without the first length.
std::uint64_t row_elements(const Shape& shape);

/// How a dataset is made.
struct Spec {
  Type type = Type::float64;
  Shape shape;                ///< empty: a scalar
  bool grows = false;         ///< the first dimension has no limit
  std::uint64_t limit = 0;    ///< up to this length; 0: without end
  Shape chunk;                ///< empty: one piece, without filters
  bool is_compressed = true;  ///< chunks of numbers: shuffled, deflated; their checksum is always on
};

/// An axis of a dataset that stands on a dimension; laid out as HDF5's dimension scales want it.
struct Use {
  std::uint64_t dataset;
  std::int32_t axis;
};

/// A dataset of numbers or texts. Numbers are read and written as they are (native size and order of bytes).
class Dataset : public Object {
 public:
  Dataset() = default;
  Dataset(Handle handle, Where where);

  const std::string& name() const { return where().name; }
  Type type() const { return type_; }
  const Shape& shape() const { return shape_; }

  /// Sets the length of the first dimension.
  void extend(std::uint64_t length);

  /// Writes or reads the box that begins at `start` and has `count` elements along each axis.
  void write(const Shape& start, const Shape& count, const void* values);
  void write_all(const void* values) { write(Shape(shape_.size(), 0), shape_, values); }
  void read(const Shape& start, const Shape& count, void* values) const;

  /// Texts along the only axis, or the text of a scalar.
  void write_text(std::uint64_t start, std::span<const std::string> texts);
  std::vector<std::string> read_text(std::uint64_t start, std::uint64_t count) const;

  /// Lengths of a chunk; empty if the dataset is one piece.
  Shape chunk() const;
  /// A chunk with its filters applied by the caller, at the place of its first element.
  void write_chunk(const Shape& start, std::span<const std::byte> bytes);
  /// A chunk as it stands in the file, its filters still applied.
  std::vector<std::byte> read_chunk(const Shape& start) const;

  /// Makes this dataset the coordinate of a dimension, or its bare dimension without values.
  void become_scale(bool has_values);
  /// Says on which dimensions this dataset stands: one scale an axis.
  void stand_on(const std::vector<std::uint64_t>& scales);
  /// Says which datasets stand on this dimension, all at once: the library's own way is to rewrite the list for each.
  void carry(const std::vector<Use>& uses);
  /// How other datasets refer to this one.
  std::uint64_t reference() const;
  /// The scales on which this dataset stands, as `stand_on` took them; empty if it stands on none.
  std::vector<std::uint64_t> scales() const;
  /// Names of the dimensions, as attached. The library searches the file for each: to ask many datasets, know their
  /// scales.
  std::vector<std::string> dimensions() const;

 private:
  Handle box(const Shape& start, const Shape& count) const;

  Type type_ = Type::float64;
  Shape shape_;
};

}  // namespace entente::hdf5
