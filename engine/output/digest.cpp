#include "engine/output/digest.hpp"

#include <algorithm>
#include <vector>

#include "engine/output/hdf5_file.hpp"
#include "engine/output/sha256.hpp"
#include "engine/output/slabs.hpp"

namespace entente {

namespace {

// Each piece of text is followed by a byte that no text has, so that pieces cannot run into each other.
void add_text(Sha256& hash, std::string_view text) {
  hash.add(text);
  hash.add(std::string_view("\0", 1));
}

void add_attributes(Sha256& hash, const hdf5::Object& object) {
  for (const hdf5::Attribute& attribute : object.attributes()) {
    add_text(hash, attribute.name);
    add_text(hash, to_string(attribute.type));
    add_text(hash, std::to_string(attribute.bytes.size()));
    hash.add(attribute.bytes);
  }
}

std::string digest_of(const hdf5::Dataset& dataset) {
  Sha256 hash;
  add_text(hash, to_string(dataset.type()));
  for (const std::uint64_t length : dataset.shape()) add_text(hash, std::to_string(length));
  for (const std::string& dimension : dataset.dimensions()) add_text(hash, dimension);
  add_attributes(hash, dataset);
  for (const Slab& slab : slabs_of(dataset)) {
    if (dataset.type() == hdf5::Type::text)
      for (const std::string& text : read_texts(dataset, slab)) add_text(hash, text);
    else
      hash.add(read_bytes(dataset, slab));
  }
  return hash.finish();
}

}  // namespace

std::map<std::string, std::string> dataset_digests(const std::filesystem::path& path) {
  const hdf5::File file = hdf5::File::open(path);
  std::map<std::string, std::string> digests;
  for (const std::string& name : file.names())
    if (name != "provenance") digests[name] = digest_of(file.dataset(name));
  return digests;
}

std::string content_digest(const std::filesystem::path& path) {
  Sha256 hash;
  add_attributes(hash, hdf5::File::open(path));
  for (const auto& [name, digest] : dataset_digests(path)) {
    add_text(hash, name);
    hash.add(digest);
  }
  return hash.finish();
}

}  // namespace entente
