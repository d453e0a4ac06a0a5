#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace entente {

/// SHA-256 of what a result file says: every dataset but the provenance, in the order of their names, with types,
/// shapes, attributes and values. Chunks, filters and the layout of bytes in the file do not matter.
std::string content_digest(const std::filesystem::path& path);

/// The same for each dataset by itself (name to digest), so that files with different recordings can be compared in
/// what they share.
std::map<std::string, std::string> dataset_digests(const std::filesystem::path& path);

}  // namespace entente
