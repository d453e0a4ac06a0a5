#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::hdf5 {

/// An identifier of the HDF5 library, closed at the end of its life.
class Handle {
 public:
  using Close = int (*)(std::int64_t);

  Handle() = default;
  Handle(std::int64_t id, Close close) : id_(id), close_(close) {}
  ~Handle() { reset(); }
  Handle(Handle&& other) noexcept : id_(other.id_), close_(other.close_) { other.id_ = -1; }
  Handle& operator=(Handle&& other) noexcept;

  std::int64_t id() const { return id_; }
  /// Closes it now; negative if the library failed.
  int reset();

 private:
  std::int64_t id_ = -1;
  Close close_ = nullptr;
};

/// What an error is about.
struct Where {
  std::string file;
  std::string name;  ///< of a dataset; empty for the file
};

/// The result of a call if it is not negative; throws DiskError with the file, what was being done ("cannot write
/// state_gdp") and the system's reason if it is.
std::int64_t check(std::int64_t result, const Where& where, std::string_view doing);

/// Types of values in files. `text`: variable-length UTF-8; `float32` only in dimensions without coordinates.
enum class Type { int8, int32, int64, float64, float32, text };
std::string_view to_string(Type type);
std::size_t size_of(Type type);

/// The library's type in memory and in the file.
Handle memory_type(Type type);
Handle file_type(Type type);

/// An attribute as it stands in a file: text has the type `text` and no shape.
struct Attribute {
  std::string name;
  Type type = Type::text;
  std::vector<std::byte> bytes;
};

/// A file or a dataset: something with attributes.
class Object {
 public:
  void set(const std::string& name, std::string_view text);
  void set(const std::string& name, std::span<const double> values);
  void set(const std::string& name, std::span<const std::int8_t> values);
  void set(const std::string& name, double value) { set(name, std::span(&value, 1)); }

  /// All attributes by name, without those by which HDF5 ties dimensions to datasets.
  std::vector<Attribute> attributes() const;
  std::optional<std::string> text_attribute(const std::string& name) const;

  const Where& where() const { return where_; }

 protected:
  Object() = default;
  Object(Handle handle, Where where) : handle_(std::move(handle)), where_(std::move(where)) {}
  /// The library's identifier; errors of this thread are kept from being printed.
  std::int64_t id() const;
  std::int64_t checked(std::int64_t result, std::string_view doing) const { return check(result, where_, doing); }

  void write_attribute(const std::string& name, const Handle& type, const Handle& space, const void* data);

  Handle handle_;

 private:
  Attribute read_attribute(const std::string& name) const;

  Where where_;
};

/// Keeps the library from printing this thread's errors and from closing files after `main`.
void quiet();

}  // namespace entente::hdf5
