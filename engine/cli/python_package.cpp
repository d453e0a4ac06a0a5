#include "engine/cli/python_package.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "engine/base/error.hpp"

namespace entente {

namespace {

/// The folder that holds the Python package `entente`: what the environment says, what is installed, or the checkout.
std::filesystem::path package_folder() {
  const char* given = std::getenv("ENTENTE_PYTHONPATH");
  std::vector<std::filesystem::path> folders{ENTENTE_INSTALLED_PYTHON, ENTENTE_CHECKOUT_PYTHON};
  if (given != nullptr && *given != '\0') folders.assign(1, given);
  for (const std::filesystem::path& folder : folders)
    if (std::filesystem::exists(folder / "entente" / "__main__.py")) return folder;
  throw InputError({{},
                    fmt::format("the Python package that reads results is not in {}.", folders.front().string()),
                    "Install it with cmake --install, or set ENTENTE_PYTHONPATH to the folder that holds it."});
}

}  // namespace

void become_python(const std::vector<std::string>& words) {
  std::string path = package_folder().string();
  if (const char* others = std::getenv("PYTHONPATH"); others != nullptr && *others != '\0')
    path += std::string(":") + others;
  setenv("PYTHONPATH", path.c_str(), 1);
  std::error_code unknown;
  if (const auto self = std::filesystem::read_symlink("/proc/self/exe", unknown); !unknown)
    setenv("ENTENTE", self.c_str(), 1);
  std::vector<std::string> command{"python3", "-m", "entente"};
  command.insert(command.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execv("/usr/bin/python3", arguments.data());  // Debian's, which sees Debian's packages
  if (errno == ENOENT) execvp("python3", arguments.data());
  throw InputError({{},
                    fmt::format("python3 cannot be started ({}).", std::strerror(errno)),
                    "Install it, with the packages that analysis/README.md names."});
}

}  // namespace entente
