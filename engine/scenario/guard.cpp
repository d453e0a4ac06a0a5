#include "engine/scenario/guard.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/near_file.hpp"
#include "engine/scenario/utf8.hpp"

namespace entente {

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& what, const std::string& advice = {}) {
  throw InputError(Problem{{printable(path)}, what, advice});
}

struct OpenFile {
  explicit OpenFile(const std::string& path) : descriptor(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {}
  ~OpenFile() {
    if (descriptor >= 0) ::close(descriptor);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int descriptor;
};

std::string near_by(const std::string& path) {
  const std::string near = near_file(path);
  return near.empty() ? "Check the name; 'entente new FILE' writes a scenario to begin with." : printable(near);
}

std::string an_example_in(const std::string& folder) {
  std::string first;
  std::error_code error;
  int seen = 0;
  for (std::filesystem::directory_iterator file(folder, error), last; !error && file != last; file.increment(error)) {
    if (++seen > 2000) break;
    if (file->path().extension() != ".yaml") continue;
    const std::string name = file->path().string();
    if (first.empty() || name < first) first = name;
  }
  return first.empty() ? "Name a scenario's file." : "Name a file in it, such as '" + printable(first) + "'.";
}

void require_regular(const std::string& path, const struct stat& status) {
  if (S_ISREG(status.st_mode)) return;
  if (S_ISDIR(status.st_mode)) refuse(path, "is a directory, not a scenario.", an_example_in(path));
  const char* kind = S_ISFIFO(status.st_mode) ? "a pipe" : S_ISSOCK(status.st_mode) ? "a socket" : "a device";
  refuse(path, fmt::format("is {}, not a regular file.", kind), "Write the scenario to a file and name that.");
}

std::size_t line_end(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('\n', begin);
  return end == std::string_view::npos ? text.size() : end;
}

/// Checks one line; throws what is wrong in it.
void check_line(std::string_view line, int number, const std::string& name) {
  if (line.size() > longest_line)
    throw InputError(
        Problem{{name, number, 1},
                fmt::format("this line has {} KiB; a line has at most {} KiB.", line.size() >> 10, longest_line >> 10),
                "Break it into several."});
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  const std::size_t indented = line.find_first_not_of(" \t");
  const std::size_t tab = line.substr(0, indented).find('\t');
  if (tab != std::string_view::npos)
    throw InputError(Problem{{name, number, static_cast<int>(tab) + 1},
                             "a tab stands in the indentation, which YAML does not allow.",
                             "Indent with blanks."});
  int column = 1;
  for (std::size_t at = 0; at < line.size(); ++column) {
    const auto character = decode(line, at);
    const std::string wrong = why_forbidden(character);
    if (!wrong.empty())
      throw InputError(
          Problem{{name, number, column}, wrong, character.valid ? "Remove it." : "Save the file as UTF-8."});
    at += character.size;
  }
}

void refuse_other_encodings(std::string_view text, const std::string& name) {
  const auto begins = [&](std::string_view bytes) { return text.substr(0, bytes.size()) == bytes; };
  if (begins("\xEF\xBB\xBF"))
    throw InputError(Problem{{name, 1, 1}, "the file begins with a byte order mark.", "Save it as UTF-8 without one."});
  if (begins("\xFF\xFE") || begins("\xFE\xFF"))
    throw InputError(Problem{{name, 1, 1}, "the file is UTF-16 or UTF-32.", "Save it as UTF-8."});
  if (begins("\x89HDF\r\n"))
    throw InputError(Problem{{name},
                             "is a result or a checkpoint, not a scenario.",
                             "'entente inspect' shows a result, 'entente run --from' goes on from a checkpoint."});
}

void count_brackets(std::string_view text, const std::string& name) {
  std::size_t open = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '[' || text[at] == '{') ++open;
    if ((text[at] == ']' || text[at] == '}') && open > 0) --open;
    if (open <= most_open_brackets) continue;
    const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    throw InputError(Problem{{name, static_cast<int>(line) + 1, 0},
                             fmt::format("more than {} brackets are open.", most_open_brackets),
                             "Close them; a scenario nests a handful."});
  }
}

}  // namespace

std::string read_text(const std::string& path) {
  if (path.empty()) refuse(path, "the name of the file is empty.");
  if (path.find('\0') != std::string::npos) refuse(path, "the name of the file holds a NUL character.");
  const OpenFile file(path);
  if (file.descriptor < 0 && errno == ENOENT) refuse(path, "there is no such file.", near_by(path));
  struct stat status {};
  if (file.descriptor < 0 && ::stat(path.c_str(), &status) == 0) require_regular(path, status);
  if (file.descriptor < 0 || ::fstat(file.descriptor, &status) != 0)
    refuse(path, fmt::format("cannot be read ({}).", std::strerror(errno)));
  require_regular(path, status);
  std::string text;
  std::vector<char> buffer(std::size_t{64} << 10);
  while (text.size() <= largest_file) {
    const ssize_t count = ::read(file.descriptor, buffer.data(), buffer.size());
    if (count < 0) refuse(path, fmt::format("cannot be read ({}).", std::strerror(errno)));
    if (count == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  refuse(path,
         fmt::format("is too large ({:.1f} MiB); a scenario has at most {} MiB.",
                     static_cast<double>(status.st_size) / 1048576.0, largest_file >> 20),
         "Split it with 'include:', or make a large world with a program.");
}

void check_text(std::string_view text, const std::string& name) {
  if (text.size() > largest_file)
    throw InputError(
        Problem{{name}, fmt::format("is too large; a scenario has at most {} MiB.", largest_file >> 20), {}});
  refuse_other_encodings(text, name);
  int number = 1;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t end = line_end(text, begin);
    check_line(text.substr(begin, end - begin), number, name);
    begin = end + 1;
  }
  count_brackets(text, name);
}

std::string forbidden_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto character = decode(text, at);
    if (character.code != '\n') {
      std::string wrong = why_forbidden(character);
      if (!wrong.empty()) return wrong;
    }
    at += character.size;
  }
  return {};
}

std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = decode(text, at);
    if (character.code != '\t' && why_forbidden(character).empty())
      shown.append(text.substr(at, character.size));
    else
      shown += '?';
    at += character.size;
  }
  return shown;
}

}  // namespace entente
