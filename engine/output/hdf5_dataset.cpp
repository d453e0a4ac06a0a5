#include "engine/output/hdf5_dataset.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>
#include <utility>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"

namespace entente::hdf5 {

namespace {

Type type_of(std::int64_t dataset, const Where& where) {
  const Handle type(check(H5Dget_type(dataset), where, "read the type of"), H5Tclose);
  const H5T_class_t kind = H5Tget_class(type.id());
  const std::size_t size = H5Tget_size(type.id());
  if (kind == H5T_STRING && H5Tis_variable_str(type.id()) > 0) return Type::text;
  if (kind == H5T_FLOAT && size == 8) return Type::float64;
  if (kind == H5T_FLOAT && size == 4) return Type::float32;
  if (kind == H5T_INTEGER && size == 1) return Type::int8;
  if (kind == H5T_INTEGER && size == 4) return Type::int32;
  if (kind == H5T_INTEGER && size == 8) return Type::int64;
  throw InputError({{where.file}, "has a dataset '" + where.name + "' of a type that no result has.", ""});
}

Shape shape_of(std::int64_t dataset, const Where& where) {
  const Handle space(check(H5Dget_space(dataset), where, "read the shape of"), H5Sclose);
  const std::int64_t rank = check(H5Sget_simple_extent_ndims(space.id()), where, "read the shape of");
  std::vector<hsize_t> lengths(static_cast<std::size_t>(rank));
  H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr);
  return {lengths.begin(), lengths.end()};
}

}  // namespace

std::uint64_t elements(const Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, std::multiplies<>());
}

std::uint64_t row_elements(const Shape& shape) {
  return elements({shape.begin() + 1, shape.end()});
}

Dataset::Dataset(Handle handle, Where about) : Object(std::move(handle), std::move(about)) {
  type_ = type_of(id(), where());
  shape_ = shape_of(id(), where());
}

void Dataset::extend(std::uint64_t length) {
  if (shape_.front() == length) return;
  shape_.front() = length;
  const std::vector<hsize_t> lengths(shape_.begin(), shape_.end());
  checked(H5Dset_extent(id(), lengths.data()), "extend");
}

Handle Dataset::box(const Shape& start, const Shape& count) const {
  Handle space(checked(H5Dget_space(id()), "read the shape of"), H5Sclose);
  if (shape_.empty()) return space;
  const std::vector<hsize_t> starts(start.begin(), start.end()), counts(count.begin(), count.end());
  checked(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, starts.data(), nullptr, counts.data(), nullptr),
          "select from");
  return space;
}

namespace {

Handle memory_space(const Shape& count) {
  if (count.empty()) return {H5Screate(H5S_SCALAR), H5Sclose};
  const std::vector<hsize_t> lengths(count.begin(), count.end());
  return {H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), H5Sclose};
}

// The library clears a megabyte for each conversion of texts, unless it is told that they are few.
Handle transfer(Type type, const Shape& count) {
  Handle properties(H5Pcreate(H5P_DATASET_XFER), H5Pclose);
  constexpr std::uint64_t most = 4096, bytes_each = 64;
  if (type == Type::text)
    H5Pset_buffer(properties.id(), std::clamp<std::uint64_t>(elements(count), 16, most) * bytes_each, nullptr, nullptr);
  return properties;
}

}  // namespace

void Dataset::write(const Shape& start, const Shape& count, const void* values) {
  EXPECT(start.size() == shape_.size() && count.size() == shape_.size());
  if (elements(count) == 0) return;
  checked(H5Dwrite(id(), memory_type(type_).id(), memory_space(count).id(), box(start, count).id(),
                   transfer(type_, count).id(), values),
          "write");
}

void Dataset::read(const Shape& start, const Shape& count, void* values) const {
  EXPECT(start.size() == shape_.size() && count.size() == shape_.size());
  if (elements(count) == 0) return;
  checked(H5Dread(id(), memory_type(type_).id(), memory_space(count).id(), box(start, count).id(),
                  transfer(type_, count).id(), values),
          "read");
}

void Dataset::write_text(std::uint64_t start, std::span<const std::string> texts) {
  std::vector<const char*> pointers;
  pointers.reserve(texts.size());
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  if (shape_.empty())
    write({}, {}, pointers.data());
  else
    write({start}, {texts.size()}, pointers.data());
}

std::vector<std::string> Dataset::read_text(std::uint64_t start, std::uint64_t count) const {
  if (type_ != Type::text || shape_.size() > 1)
    throw InputError({{where().file}, "has no texts in '" + name() + "'.", ""});
  std::vector<char*> pointers(shape_.empty() ? 1 : count, nullptr);
  const Shape counts = shape_.empty() ? Shape{} : Shape{count};
  read(shape_.empty() ? Shape{} : Shape{start}, counts, pointers.data());
  std::vector<std::string> texts;
  texts.reserve(pointers.size());
  for (const char* text : pointers) texts.emplace_back(text != nullptr ? text : "");
  if (!pointers.empty())
    H5Dvlen_reclaim(memory_type(type_).id(), memory_space(counts).id(), H5P_DEFAULT, pointers.data());
  return texts;
}

void Dataset::write_chunk(const Shape& start, std::span<const std::byte> bytes) {
  const std::vector<hsize_t> starts(start.begin(), start.end());
  checked(H5Dwrite_chunk(id(), H5P_DEFAULT, 0, starts.data(), bytes.size(), bytes.data()), "write");
}

Shape Dataset::chunk() const {
  const Handle properties(checked(H5Dget_create_plist(id()), "read the chunks of"), H5Pclose);
  if (H5Pget_layout(properties.id()) != H5D_CHUNKED) return {};
  std::vector<hsize_t> lengths(shape_.size());
  checked(H5Pget_chunk(properties.id(), static_cast<int>(lengths.size()), lengths.data()), "read the chunks of");
  return {lengths.begin(), lengths.end()};
}

std::vector<std::byte> Dataset::read_chunk(const Shape& start) const {
  const std::vector<hsize_t> starts(start.begin(), start.end());
  hsize_t size = 0;
  checked(H5Dget_chunk_storage_size(id(), starts.data(), &size), "read");
  std::vector<std::byte> bytes(size);
  std::uint32_t skipped_filters = 0;
  checked(H5Dread_chunk(id(), H5P_DEFAULT, starts.data(), &skipped_filters, bytes.data()), "read");
  if (size == 0 || skipped_filters != 0)
    throw DiskError(where().file + ": cannot read " + name() + ": a chunk is missing.");
  return bytes;
}

void Dataset::become_scale(bool has_values) {
  std::string label = name();
  if (!has_values) {
    char text[80];
    std::snprintf(text, sizeof text, "This is a netCDF dimension but not a netCDF variable.%10d",
                  static_cast<int>(shape_.front()));
    label = text;
  }
  checked(H5DSset_scale(id(), label.c_str()), "describe");
}

std::uint64_t Dataset::reference() const {
  hobj_ref_t reference = 0;
  checked(H5Rcreate(&reference, id(), ".", H5R_OBJECT, -1), "refer to");
  return reference;
}

void Dataset::stand_on(const std::vector<std::uint64_t>& scales) {
  std::vector<std::uint64_t> references = scales;
  std::vector<hvl_t> lists;
  lists.reserve(references.size());
  for (std::uint64_t& reference : references) lists.push_back({1, &reference});
  const hsize_t rank = lists.size();
  write_attribute("DIMENSION_LIST", {H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose},
                  {H5Screate_simple(1, &rank, nullptr), H5Sclose}, lists.data());
}

std::vector<std::uint64_t> Dataset::scales() const {
  if (H5Aexists(id(), "DIMENSION_LIST") <= 0) return {};
  const Handle attribute(checked(H5Aopen(id(), "DIMENSION_LIST", H5P_DEFAULT), "read the dimensions of"), H5Aclose);
  const Handle type(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose);
  const Handle space(H5Aget_space(attribute.id()), H5Sclose);
  std::vector<hvl_t> lists(shape_.size(), hvl_t{0, nullptr});
  if (H5Sget_simple_extent_npoints(space.id()) != static_cast<hssize_t>(lists.size())) return {};
  checked(H5Aread(attribute.id(), type.id(), lists.data()), "read the dimensions of");
  std::vector<std::uint64_t> references;
  for (const hvl_t& list : lists) references.push_back(list.len > 0 ? *static_cast<const hobj_ref_t*>(list.p) : 0);
  H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, lists.data());
  return references;
}

void Dataset::carry(const std::vector<Use>& uses) {
  if (uses.empty()) return;
  const Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Use)), H5Tclose);
  H5Tinsert(type.id(), "dataset", HOFFSET(Use, dataset), H5T_STD_REF_OBJ);
  H5Tinsert(type.id(), "dimension", HOFFSET(Use, axis), H5T_NATIVE_INT);
  const hsize_t count = uses.size();
  write_attribute("REFERENCE_LIST", type, {H5Screate_simple(1, &count, nullptr), H5Sclose}, uses.data());
}

std::vector<std::string> Dataset::dimensions() const {
  const auto take_name = [](hid_t, unsigned, hid_t scale, void* result) -> herr_t {
    char path[1024] = "";
    H5Iget_name(scale, path, sizeof path);
    *static_cast<std::string*>(result) = path[0] == '/' ? path + 1 : path;
    return 1;  // the first is enough
  };
  std::vector<std::string> names(shape_.size());
  if (H5DSis_scale(id()) > 0 && names.size() == 1) return {name()};
  for (std::size_t axis = 0; axis < names.size(); ++axis)
    H5DSiterate_scales(id(), static_cast<unsigned>(axis), nullptr, take_name, &names[axis]);
  return names;
}

}  // namespace entente::hdf5
