#include "engine/output/hdf5_file.hpp"

#include <hdf5.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <limits>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/near_file.hpp"

namespace entente::hdf5 {

namespace {

// netCDF orders dimensions by creation, and cannot append to files that do not keep track of it.
void track_order(const Handle& properties, bool has_links) {
  if (has_links) H5Pset_link_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_attr_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(properties.id(), false);
}

// Result files are never changed in place, so locks, which some shared file systems lack, are not needed.
Handle access_properties() {
  Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V18);
  H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG);
  H5Pset_file_locking(access.id(), false, true);
  return access;
}

Handle space_of(const Spec& spec) {
  if (spec.shape.empty()) return {H5Screate(H5S_SCALAR), H5Sclose};
  const std::vector<hsize_t> lengths(spec.shape.begin(), spec.shape.end());
  std::vector<hsize_t> limits = lengths;
  if (spec.grows) limits.front() = spec.limit > 0 ? spec.limit : H5S_UNLIMITED;
  return {H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), limits.data()), H5Sclose};
}

Handle properties_of(const Spec& spec) {
  Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  track_order(properties, false);
  if (spec.type == Type::float64) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    H5Pset_fill_value(properties.id(), H5T_NATIVE_DOUBLE, &nan);
  }
  if (spec.chunk.empty()) return properties;
  const std::vector<hsize_t> chunk(spec.chunk.begin(), spec.chunk.end());
  H5Pset_chunk(properties.id(), static_cast<int>(chunk.size()), chunk.data());
  if (spec.type == Type::text) return properties;
  if (spec.is_compressed) {
    if (size_of(spec.type) > 1) H5Pset_shuffle(properties.id());
    H5Pset_deflate(properties.id(), 1);
  }
  H5Pset_fletcher32(properties.id());
  return properties;
}

// The library's words on a file that is cut short hold the two lengths among its own variables.
std::string in_plain_words(const std::string& failure, const Where& where) {
  unsigned long long there = 0, needed = 0;
  const std::size_t place = failure.find("eof = ");
  const bool is_cut =
      place != std::string::npos &&
      std::sscanf(failure.c_str() + place, "eof = %llu, %*[^,], stored_eof = %llu", &there, &needed) == 2;
  if (!is_cut) return failure;
  return where.file + ": cannot read the file: it is cut short, " + std::to_string(there) + " of " +
         std::to_string(needed) + " bytes are there.";
}

}  // namespace

File File::create(const std::filesystem::path& path, const std::string& shown) {
  quiet();
  const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  track_order(creation, true);
  const Where where{.file = shown, .name = {}};
  return {Handle(check(H5Fcreate(path.c_str(), H5F_ACC_EXCL, creation.id(), access_properties().id()), where,
                       "write the file"),
                 H5Fclose),
          where};
}

File File::open(const std::filesystem::path& path) {
  quiet();
  const std::string name = path.string();
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) throw InputError({{name}, "is a folder.", "Give the file's name."});
  if (!std::ifstream(path, std::ios::binary)) {
    const int reason = errno;
    if (reason == ENOENT) {
      const std::string near = near_file(path);
      throw InputError({{name},
                        "there is no such file.",
                        near.empty() ? "Check the name; 'entente run SCENARIO' writes a result." : near});
    }
    throw DiskError(name + ": cannot read the file: " + std::strerror(reason) + ".");
  }
  if (H5Fis_hdf5(path.c_str()) <= 0)
    throw InputError(
        {{name}, "is not an HDF5 file, or its beginning is damaged.", "Name a file that 'entente run' has written."});
  const Where where{.file = name, .name = {}};
  try {
    return {Handle(check(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access_properties().id()), where, "read the file"),
                   H5Fclose),
            where};
  } catch (const DiskError& failure) {
    throw DiskError(in_plain_words(failure.what(), where) + " Copy it again from where it came, or compute it again.");
  }
}

Dataset File::create_dataset(const std::string& name, const Spec& spec) {
  const Where about{.file = where().file, .name = name};
  const Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
  H5Pset_create_intermediate_group(links.id(), 1);
  const std::int64_t made = H5Dcreate2(id(), name.c_str(), file_type(spec.type).id(), space_of(spec).id(), links.id(),
                                       properties_of(spec).id(), H5P_DEFAULT);
  Dataset dataset(Handle(check(made, about, "create"), H5Dclose), about);
  if (spec.type == Type::float64) dataset.set("_FillValue", std::numeric_limits<double>::quiet_NaN());
  return dataset;
}

Dataset File::dataset(const std::string& name) const {
  const Where about{.file = where().file, .name = name};
  return {Handle(check(H5Dopen2(id(), name.c_str(), H5P_DEFAULT), about, "find"), H5Dclose), about};
}

bool File::has(const std::string& name) const {
  return H5Lexists(id(), name.c_str(), H5P_DEFAULT) > 0;
}

std::vector<std::string> File::names(const std::string& group) const {
  std::vector<std::string> result;
  const auto collect = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
    return 0;
  };
  hsize_t position = 0;
  checked(H5Literate_by_name(id(), group.c_str(), H5_INDEX_NAME, H5_ITER_INC, &position, collect, &result, H5P_DEFAULT),
          "list the content of");
  std::sort(result.begin(), result.end());
  return result;
}

void File::close() {
  checked(H5Fflush(id(), H5F_SCOPE_GLOBAL), "write the file");
  checked(handle_.reset(), "write the file");
}

bool is_threadsafe() {
  hbool_t is_safe = 0;
  return H5is_library_threadsafe(&is_safe) >= 0 && is_safe != 0;
}

std::string library_version() {
  unsigned major = 0, minor = 0, release = 0;
  H5get_libversion(&major, &minor, &release);
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release);
}

}  // namespace entente::hdf5
