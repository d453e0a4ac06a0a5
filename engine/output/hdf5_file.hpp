#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/output/hdf5_dataset.hpp"

namespace entente::hdf5 {

/// An HDF5 file in the form that is also valid netCDF-4: dimensions and attributes keep the order in which they were
/// made, and no time stamps.
class File : public Object {
 public:
  File() = default;
  /// A new file; DiskError if it exists. `shown` is its name in errors (that of the file it will become).
  static File create(const std::filesystem::path& path, const std::string& shown);
  /// An existing file, to be read. InputError if it is missing or no HDF5 file.
  static File open(const std::filesystem::path& path);

  /// `name` may begin with a group (`runs/3/state.gdp`), which is made if it is missing.
  Dataset create_dataset(const std::string& name, const Spec& spec);
  Dataset dataset(const std::string& name) const;
  bool has(const std::string& name) const;
  /// Datasets and groups directly in a group, sorted.
  std::vector<std::string> names(const std::string& group = "/") const;

  /// Writes everything out and closes the file.
  void close();

 private:
  File(Handle handle, Where where) : Object(std::move(handle), std::move(where)) {}
};

/// Whether several threads may call the library, which then does one thing after the other.
bool is_threadsafe();

/// As in 1.10.8.
std::string library_version();

}  // namespace entente::hdf5
