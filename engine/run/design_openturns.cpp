#include <dlfcn.h>
#include <fmt/format.h>

#include <array>
#include <filesystem>

#include "engine/base/error.hpp"
#include "engine/run/design.hpp"

namespace entente {

namespace {

using UnitPoints = long (*)(const char* method, unsigned factors, unsigned points, unsigned long seed, int second_order,
                            double* values, long most, char* reason, unsigned length);

constexpr const char* file_name = "libentente_openturns.so";

/// Beside the program in a build, in lib/entente beside bin when installed.
void* open_library() {
  std::error_code unknown;
  const auto folder = std::filesystem::read_symlink("/proc/self/exe", unknown).parent_path();
  for (const auto& path : {folder / file_name, folder / ".." / "lib" / "entente" / file_name,
                           std::filesystem::path(ENTENTE_LIBRARY_FOLDER) / file_name})
    if (std::filesystem::exists(path, unknown)) return dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  return nullptr;
}

UnitPoints loaded() {
  static void* const library = open_library();
  const char* reason = library == nullptr ? dlerror() : nullptr;
  void* const function = library == nullptr ? nullptr : dlsym(library, "entente_unit_points");
  if (function == nullptr)
    throw InputError(
        {{file_name},
         fmt::format("cannot be loaded ({}).", reason == nullptr ? "it is not beside the program" : reason),
         "It lays out hypercubes and sequences by OpenTURNS (Debian: libopenturns0.21). The designs grid, "
         "zip, one_at_a_time, table, random and morris work without it."});
  return reinterpret_cast<UnitPoints>(function);
}

}  // namespace

std::uint64_t unit_rows(const Design& design, std::size_t factors) {
  if (design.method != DesignMethod::saltelli) return design.points;
  return design.points * (2 + factors * (design.second_order && factors > 2 ? 2 : 1));
}

std::vector<double> unit_points(const Design& design, std::size_t factors) {
  std::vector<double> values(unit_rows(design, factors) * factors);
  std::array<char, 256> reason{};
  const auto most = static_cast<long>(values.size() / factors);
  const long rows = loaded()(std::string(to_string(design.method)).c_str(), static_cast<unsigned>(factors),
                             static_cast<unsigned>(design.points), design.seed, design.second_order ? 1 : 0,
                             values.data(), most, reason.data(), static_cast<unsigned>(reason.size()));
  if (rows != most)
    throw InputError(
        {{},
         fmt::format("OpenTURNS cannot lay out '{}' of {} points in {} factors: {}", to_string(design.method),
                     design.points, factors, rows < 0 ? reason.data() : "another number of points came."),
         ""});
  return values;
}

}  // namespace entente
