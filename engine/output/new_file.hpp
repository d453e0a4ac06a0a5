#pragma once

#include <filesystem>
#include <string_view>

namespace entente {

/// A file that is written aside and takes its name whole or not at all. Whoever writes it makes the file at `path()`, a
/// unique hidden name in the same folder (safe when two processes write the same result at once, on a shared file
/// system too). Destroyed without `publish`, it is removed. A killed process leaves at most the hidden file.
class NewFile {
 public:
  /// DiskError if the folder is missing or the name belongs to something that is not a regular file.
  explicit NewFile(const std::filesystem::path& name);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Syncs the closed file, gives it its name in one step (replacing an older file) and syncs the folder.
  void publish() { publish_as(name_); }
  /// The same under another name in the same folder.
  void publish_as(const std::filesystem::path& name);

 private:
  std::filesystem::path name_;
  std::filesystem::path path_;
  bool is_published_ = false;
};

/// Writes a small file by these means; DiskError.
void write_text(const std::filesystem::path& path, std::string_view text);

/// Removes from a folder the hidden files that killed processes left: those to which nobody has written for an hour. A
/// process that stood still as long finds at `publish` that its file is gone, and throws DiskError.
void remove_abandoned(const std::filesystem::path& folder);

}  // namespace entente
