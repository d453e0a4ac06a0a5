#include "engine/output/hdf5_object.hpp"

#include <hdf5.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <utility>

#include "engine/base/error.hpp"

namespace entente::hdf5 {

static_assert(sizeof(hid_t) == sizeof(std::int64_t));

namespace {

// The stack of errors goes from the cause outwards; the driver at its root tells errno's text.
herr_t find_reason(unsigned, const H5E_error2_t* error, void* result) {
  static constexpr std::string_view mark = "error message = '";
  auto& reason = *static_cast<std::string*>(result);
  const std::string_view text = error->desc != nullptr ? error->desc : "";
  if (const std::size_t begin = text.find(mark); begin != std::string_view::npos) {
    const std::size_t start = begin + mark.size();
    reason = text.substr(start, text.find('\'', start) - start);
  } else if (reason.empty()) {
    reason = text;
  }
  return 0;
}

Handle fixed_text(std::size_t length) {
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, length);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return {type, H5Tclose};
}

Handle variable_text() {
  return fixed_text(H5T_VARIABLE);
}

}  // namespace

void quiet() {
  static std::once_flag once;
  std::call_once(once, [] { H5dont_atexit(); });
  thread_local bool is_quiet = false;
  if (is_quiet) return;
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  is_quiet = true;
}

Handle& Handle::operator=(Handle&& other) noexcept {
  if (this != &other) {
    reset();
    id_ = std::exchange(other.id_, -1);
    close_ = other.close_;
  }
  return *this;
}

int Handle::reset() {
  if (id_ < 0) return 0;
  quiet();
  const std::int64_t id = std::exchange(id_, -1);
  // A closed file has closed all that was open in it; trying again would leave an error on the thread's stack.
  return H5Iis_valid(id) > 0 ? close_(id) : 0;
}

std::int64_t check(std::int64_t result, const Where& where, std::string_view doing) {
  if (result >= 0) return result;
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, find_reason, &reason);
  std::string text = where.file + ": cannot " + std::string(doing);
  if (!where.name.empty()) text += " " + where.name;
  throw DiskError(text + ": " + (reason.empty() ? "unknown reason" : reason) + ".");
}

std::string_view to_string(Type type) {
  switch (type) {
    case Type::int8:
      return "int8";
    case Type::int32:
      return "int32";
    case Type::int64:
      return "int64";
    case Type::float64:
      return "float64";
    case Type::float32:
      return "float32";
    case Type::text:
      return "text";
  }
  return "";
}

std::size_t size_of(Type type) {
  switch (type) {
    case Type::int8:
      return 1;
    case Type::int32:
    case Type::float32:
      return 4;
    case Type::int64:
    case Type::float64:
      return 8;
    case Type::text:
      return sizeof(char*);
  }
  return 0;
}

Handle memory_type(Type type) {
  quiet();
  switch (type) {
    case Type::int8:
      return {H5Tcopy(H5T_NATIVE_INT8), H5Tclose};
    case Type::int32:
      return {H5Tcopy(H5T_NATIVE_INT32), H5Tclose};
    case Type::int64:
      return {H5Tcopy(H5T_NATIVE_INT64), H5Tclose};
    case Type::float64:
      return {H5Tcopy(H5T_NATIVE_DOUBLE), H5Tclose};
    case Type::float32:
      return {H5Tcopy(H5T_NATIVE_FLOAT), H5Tclose};
    case Type::text:
      return variable_text();
  }
  return {};
}

Handle file_type(Type type) {
  quiet();
  switch (type) {
    case Type::int8:
      return {H5Tcopy(H5T_STD_I8LE), H5Tclose};
    case Type::int32:
      return {H5Tcopy(H5T_STD_I32LE), H5Tclose};
    case Type::int64:
      return {H5Tcopy(H5T_STD_I64LE), H5Tclose};
    case Type::float64:
      return {H5Tcopy(H5T_IEEE_F64LE), H5Tclose};
    case Type::float32:
      return {H5Tcopy(H5T_IEEE_F32BE), H5Tclose};
    case Type::text:
      return variable_text();
  }
  return {};
}

std::int64_t Object::id() const {
  quiet();
  return handle_.id();
}

void Object::write_attribute(const std::string& name, const Handle& type, const Handle& space, const void* data) {
  const Handle attribute(
      checked(H5Acreate2(id(), name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), "describe"), H5Aclose);
  checked(H5Awrite(attribute.id(), type.id(), data), "describe");
}

void Object::set(const std::string& name, std::string_view text) {
  if (text.empty()) return;
  write_attribute(name, fixed_text(text.size() + 1), {H5Screate(H5S_SCALAR), H5Sclose}, std::string(text).c_str());
}

void Object::set(const std::string& name, std::span<const double> values) {
  const hsize_t size = values.size();
  write_attribute(name, {H5Tcopy(H5T_IEEE_F64LE), H5Tclose}, {H5Screate_simple(1, &size, nullptr), H5Sclose},
                  values.data());
}

void Object::set(const std::string& name, std::span<const std::int8_t> values) {
  const hsize_t size = values.size();
  write_attribute(name, {H5Tcopy(H5T_STD_I8LE), H5Tclose}, {H5Screate_simple(1, &size, nullptr), H5Sclose},
                  values.data());
}

Attribute Object::read_attribute(const std::string& name) const {
  Attribute result{.name = name, .type = Type::text, .bytes = {}};
  const Handle attribute(checked(H5Aopen(id(), name.c_str(), H5P_DEFAULT), "read attributes of"), H5Aclose);
  const Handle type(H5Aget_type(attribute.id()), H5Tclose);
  const Handle space(H5Aget_space(attribute.id()), H5Sclose);
  const auto count = static_cast<std::size_t>(checked(H5Sget_simple_extent_npoints(space.id()), "read attributes of"));
  const H5T_class_t kind = H5Tget_class(type.id());
  const std::size_t size = H5Tget_size(type.id());
  if (kind == H5T_STRING && H5Tis_variable_str(type.id()) > 0) return result;  // not ours
  if (kind == H5T_FLOAT) result.type = Type::float64;
  if (kind == H5T_INTEGER) result.type = size == 1 ? Type::int8 : size == 4 ? Type::int32 : Type::int64;
  const Handle memory = kind == H5T_STRING ? Handle(H5Tcopy(type.id()), H5Tclose) : memory_type(result.type);
  result.bytes.resize(count * H5Tget_size(memory.id()));
  checked(H5Aread(attribute.id(), memory.id(), result.bytes.data()), "read attributes of");
  return result;
}

std::vector<Attribute> Object::attributes() const {
  std::vector<std::string> names;
  hsize_t position = 0;
  const auto collect = [](hid_t, const char* name, const H5A_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
    return 0;
  };
  checked(H5Aiterate2(id(), H5_INDEX_NAME, H5_ITER_INC, &position, collect, &names), "read attributes of");
  std::vector<Attribute> result;
  for (const std::string& name : names)
    if (name != "DIMENSION_LIST" && name != "REFERENCE_LIST") result.push_back(read_attribute(name));
  return result;
}

std::optional<std::string> Object::text_attribute(const std::string& name) const {
  if (H5Aexists(id(), name.c_str()) <= 0) return std::nullopt;
  const Attribute attribute = read_attribute(name);
  if (attribute.type != Type::text) return std::nullopt;
  if (attribute.bytes.empty()) return std::string();
  const auto* text = reinterpret_cast<const char*>(attribute.bytes.data());
  return std::string(text, strnlen(text, attribute.bytes.size()));
}

}  // namespace entente::hdf5
