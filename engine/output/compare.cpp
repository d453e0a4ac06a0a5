#include "engine/output/compare.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <functional>
#include <map>
#include <optional>

#include "engine/base/date.hpp"
#include "engine/output/hdf5_file.hpp"
#include "engine/output/layout_reader.hpp"
#include "engine/output/slabs.hpp"

namespace entente {

namespace {

// Tells positions of values by the labels of their dimensions.
class Places {
 public:
  explicit Places(const hdf5::File& file) : stored_(file) {
    const RecordLayout& layout = stored_.layout();
    for (const Feature& feature : layout.features) features_.ids.push_back(feature.name);
    labels_ = {{"state", &layout.states},   {"alliance", &layout.alliances}, {"issue", &layout.issues},
               {"domain", &layout.domains}, {"region", &layout.regions},     {"threat", &layout.threats},
               {"feature", &features_}};
  }

  std::string name(const std::vector<std::string>& dimensions, const hdf5::Shape& place) const {
    std::string text;
    for (std::size_t axis = 0; axis < place.size(); ++axis) {
      if (!text.empty()) text += ", ";
      text += name(dimensions[axis], place[axis]);
    }
    return text;
  }

 private:
  std::string name(const std::string& dimension, std::size_t place) const {
    const RecordLayout& layout = stored_.layout();
    if (dimension == "time" && place < layout.times.size()) return to_string(layout.times[place]);
    if (dimension == "membership" && place < layout.membership_state.size())
      return pair(layout.states, layout.membership_state[place], layout.alliances, layout.membership_alliance[place]);
    if (dimension == "dyad" && place < layout.dyad_from.size())
      return pair(layout.states, layout.dyad_from[place], layout.states, layout.dyad_to[place]);
    const auto found = labels_.find(dimension);
    if (found != labels_.end() && place < found->second->ids.size()) return found->second->ids[place];
    return dimension + " " + std::to_string(place);
  }

  static std::string pair(const Labels& a, std::int32_t i, const Labels& b, std::int32_t j) {
    return a.ids.at(static_cast<std::size_t>(i)) + "-" + b.ids.at(static_cast<std::size_t>(j));
  }

  StoredLayout stored_;
  Labels features_;
  std::map<std::string, const Labels*> labels_;
};

template <class Value>
std::string shown(const std::byte* bytes) {
  Value value;
  std::memcpy(&value, bytes, sizeof value);
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return {text, end};
}

std::string shown(const std::byte* bytes, hdf5::Type type) {
  switch (type) {
    case hdf5::Type::int8:
      return shown<std::int8_t>(bytes);
    case hdf5::Type::int32:
      return shown<std::int32_t>(bytes);
    case hdf5::Type::int64:
      return shown<std::int64_t>(bytes);
    default:
      return shown<double>(bytes);
  }
}

// What is counted and kept of a comparison: the first difference and how many there are.
struct Tally {
  std::uint64_t count = 0;
  hdf5::Shape place;
  std::string values;

  void add(const Slab& slab, std::size_t offset, const std::function<std::string()>& tell) {
    if (++count > 1) return;
    place = slab.start;
    for (std::size_t axis = place.size(); axis-- > 0; offset /= slab.count[axis])
      place[axis] += offset % slab.count[axis];
    values = tell();
  }
};

Tally compare_values(const hdf5::Dataset& a, const hdf5::Dataset& b) {
  Tally tally;
  for (const Slab& slab : slabs_of(a)) {
    if (a.type() == hdf5::Type::text) {
      const auto x = read_texts(a, slab), y = read_texts(b, slab);
      for (std::size_t k = 0; k < x.size(); ++k)
        if (x[k] != y[k]) tally.add(slab, k, [&] { return "'" + x[k] + "' and '" + y[k] + "'"; });
      continue;
    }
    const auto x = read_bytes(a, slab), y = read_bytes(b, slab);
    if (x == y) continue;
    const std::size_t size = size_of(a.type());
    for (std::size_t k = 0; k < x.size(); k += size)
      if (std::memcmp(&x[k], &y[k], size) != 0)
        tally.add(slab, k / size, [&] { return shown(&x[k], a.type()) + " and " + shown(&y[k], a.type()); });
  }
  return tally;
}

std::string text_of(const hdf5::Shape& shape) {
  std::string text;
  for (const std::uint64_t length : shape) text += (text.empty() ? "" : " x ") + std::to_string(length);
  return text.empty() ? "a scalar" : text;
}

std::optional<std::string> compare_attributes(const hdf5::Object& a, const hdf5::Object& b) {
  const auto in_a = a.attributes(), in_b = b.attributes();
  for (std::size_t n = 0; n < std::max(in_a.size(), in_b.size()); ++n) {
    if (n == in_a.size() || n == in_b.size() || in_a[n].name != in_b[n].name)
      return "the attribute '" + (n < in_a.size() ? in_a[n] : in_b[n]).name + "' is not in both";
    if (in_a[n].type != in_b[n].type || in_a[n].bytes != in_b[n].bytes)
      return "the attribute '" + in_a[n].name + "' differs";
  }
  return std::nullopt;
}

std::optional<std::string> compare_datasets(const hdf5::Dataset& a, const hdf5::Dataset& b, const Places& places) {
  if (a.type() != b.type())
    return "type " + std::string(to_string(a.type())) + " and " + std::string(to_string(b.type()));
  if (a.dimensions() != b.dimensions()) return "stands on other dimensions";
  if (a.shape() != b.shape()) return "shape " + text_of(a.shape()) + " and " + text_of(b.shape());
  const Tally tally = compare_values(a, b);
  if (tally.count == 0) return compare_attributes(a, b);
  std::string what = places.name(a.dimensions(), tally.place);
  if (!what.empty()) what += ": ";
  what += tally.values;
  if (tally.count > 1)
    what += "; " + std::to_string(tally.count) + " of " + std::to_string(hdf5::elements(a.shape())) + " values differ";
  return what;
}

}  // namespace

std::vector<Difference> compare(const std::filesystem::path& path_a, const std::filesystem::path& path_b) {
  const hdf5::File a = hdf5::File::open(path_a), b = hdf5::File::open(path_b);
  const Places places(a);
  std::vector<Difference> differences;
  if (auto what = compare_attributes(a, b)) differences.push_back({"", *what});
  std::vector<std::string> names = a.names();
  for (const std::string& name : b.names())
    if (!a.has(name)) names.push_back(name);
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    if (name == "provenance") continue;
    if (!a.has(name) || !b.has(name))
      differences.push_back({name, "is only in " + (a.has(name) ? path_a : path_b).string()});
    else if (auto what = compare_datasets(a.dataset(name), b.dataset(name), places))
      differences.push_back({name, *what});
  }
  return differences;
}

}  // namespace entente
