#include "engine/output/new_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <random>
#include <regex>
#include <string>
#include <system_error>

#include "engine/base/error.hpp"

namespace entente {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& name, const std::string& what, int reason) {
  throw DiskError(name.string() + ": cannot " + what + ": " + std::strerror(reason) + ".");
}

fs::path folder_of(const fs::path& name) {
  return name.has_parent_path() ? name.parent_path() : fs::path(".");
}

// The file that a name stands for, links followed, so that a link stays a link.
fs::path target_of(const fs::path& name) {
  std::error_code error;
  const fs::path target = fs::is_symlink(name, error) ? fs::weakly_canonical(name, error) : name;
  return error || target.empty() ? name : target;
}

void refuse_what_is_no_file(const fs::path& name) {
  std::error_code error;
  const fs::file_status status = fs::status(name, error);
  if (!name.has_filename() || fs::is_directory(status)) throw DiskError(name.string() + ": cannot write: is a folder.");
  if (fs::exists(status) && !fs::is_regular_file(status))
    throw DiskError(name.string() + ": cannot write: is not a regular file.");
  if (!fs::is_directory(folder_of(name), error))
    throw DiskError(name.string() + ": cannot write: there is no folder " + folder_of(name).string() + ".");
}

fs::path name_aside(const fs::path& name) {
  std::random_device random;
  char tail[48];
  std::snprintf(tail, sizeof tail, ".%ld-%08x%08x.tmp", static_cast<long>(::getpid()), random(), random());
  return folder_of(name) / ("." + name.filename().string().substr(0, 200) + tail);
}

void sync(const fs::path& path, const fs::path& shown, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) fail(shown, "sync", errno);
  const int result = ::fsync(file);
  const int reason = errno;
  ::close(file);
  const bool is_unsupported = reason == EINVAL || reason == ENOTSUP;  // folders on some file systems
  if (result != 0 && !is_unsupported) fail(shown, "sync", reason);
}

}  // namespace

NewFile::NewFile(const fs::path& name) : name_(target_of(name)) {
  refuse_what_is_no_file(name_);
  path_ = name_aside(name_);
}

NewFile::~NewFile() {
  std::error_code ignored;
  if (!is_published_) fs::remove(path_, ignored);
}

void NewFile::publish_as(const fs::path& name) {
  const fs::path target = target_of(name);
  refuse_what_is_no_file(target);
  sync(path_, name, O_RDONLY);
  if (::rename(path_.c_str(), target.c_str()) != 0) fail(name, "give the file its name", errno);
  is_published_ = true;
  sync(folder_of(target), name, O_RDONLY | O_DIRECTORY);
}

void write_text(const fs::path& path, std::string_view text) {
  NewFile aside(path);
  std::ofstream file(aside.path(), std::ios::binary);
  file << text;
  file.close();
  if (!file) throw DiskError(path.string() + ": cannot write: the disk may be full.");
  aside.publish();
}

void remove_abandoned(const fs::path& folder) {
  static const std::regex aside(R"(\..+\.\d+-[0-9a-f]{16}\.tmp)");
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours(1);
  std::error_code gone;  // another process may remove it at the same time
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, gone))
    if (std::regex_match(entry.path().filename().string(), aside) && entry.last_write_time(gone) < old && !gone)
      fs::remove(entry.path(), gone);
}

}  // namespace entente
