#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/output/hdf5_file.hpp"

namespace entente {

template <class Value>
constexpr hdf5::Type type_of_values() {
  if (std::is_same_v<Value, std::int8_t>) return hdf5::Type::int8;
  if (std::is_same_v<Value, std::int32_t>) return hdf5::Type::int32;
  if (std::is_same_v<Value, std::int64_t>) return hdf5::Type::int64;
  return hdf5::Type::float64;
}

/// A list of numbers as a dataset: with a checksum, and uncompressed, because checkpoints are short-lived.
template <class Value>
void save_values(hdf5::File& file, const std::string& name, const Value* values, std::size_t count) {
  constexpr std::uint64_t most = 1U << 17;
  const hdf5::Shape chunk = count == 0 ? hdf5::Shape{} : hdf5::Shape{count < most ? count : most};
  file.create_dataset(name, {.type = type_of_values<Value>(), .shape = {count}, .chunk = chunk, .is_compressed = false})
      .write_all(values);
}

template <class Value>
void save_values(hdf5::File& file, const std::string& name, const std::vector<Value>& values) {
  save_values(file, name, values.data(), values.size());
}

template <class Value>
std::vector<Value> load_values(const hdf5::File& file, const std::string& name) {
  const hdf5::Dataset dataset = file.dataset(name);
  if (dataset.type() != type_of_values<Value>() || dataset.shape().size() != 1)
    throw DiskError(file.where().file + ": cannot read " + name + ": it has another type or shape.");
  std::vector<Value> values(dataset.shape().front());
  dataset.read({0}, dataset.shape(), values.data());
  return values;
}

/// The same, when the number of values is known.
template <class Value>
std::vector<Value> load_values(const hdf5::File& file, const std::string& name, std::size_t count) {
  std::vector<Value> values = load_values<Value>(file, name);
  if (values.size() != count)
    throw InputError(
        {{file.where().file},
         "has " + std::to_string(values.size()) + " values in " + name + " (must be " + std::to_string(count) + ").",
         "It belongs to another scenario."});
  return values;
}

}  // namespace entente
