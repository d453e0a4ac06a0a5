#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/cli/commands.hpp"

namespace entente {

namespace {

constexpr std::string_view report_footer = R"(Examples
  entente report nato.h5                       one page, nato.html, that opens in any browser without a network
  entente report what_ifs.h5 -o what_ifs.html  of a sweep: how outcomes answer to each factor
  entente report what_ifs.sweep                what is computed so far

Exit codes: 0 done, 2 not a result of entente, 3 a damaged file, or one cannot be written.
)";

constexpr std::string_view plot_footer = R"(Examples
  entente plot nato.h5                         every figure, as SVG, into the folder nato.figures
  entente plot nato.h5 membership why --format png -o pictures
  entente plot --list                          the figures and what they show

Exit codes: 0 done, 2 not a result of entente or an unknown figure, 3 a damaged file, or one cannot be
written.
)";

struct ReadingOptions {
  std::string result, output, format = "svg";
  std::vector<std::string> figures;
  bool list = false;
};

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

/// Becomes `python3 -m entente WORDS…`, whose errors and exit codes are this program's.
[[noreturn]] void become_python(const std::vector<std::string>& words) {
  std::string path = package_folder().string();
  if (const char* others = std::getenv("PYTHONPATH"); others != nullptr && *others != '\0')
    path += std::string(":") + others;
  setenv("PYTHONPATH", path.c_str(), 1);
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

std::vector<std::string> words_of(const std::string& command, const ReadingOptions& options) {
  std::vector<std::string> words{command};
  if (!options.output.empty()) words.insert(words.end(), {"--output", options.output});
  if (command == "plot") words.insert(words.end(), {"--format", options.format});
  if (options.list) words.emplace_back("--list");
  words.emplace_back("--");
  if (!options.result.empty()) words.push_back(options.result);
  words.insert(words.end(), options.figures.begin(), options.figures.end());
  return words;
}

}  // namespace

void add_report_command(CLI::App& program, Shell& /*shell*/) {
  auto options = std::make_shared<ReadingOptions>();
  CLI::App* command = program.add_subcommand("report", "Write one page that tells a result, for any browser");
  command->add_option("result", options->result, "result file, or the folder of a sweep")
      ->required()
      ->option_text("RESULT");
  command->add_option("-o,--output", options->output, "the page; default: the result's name with .html, in this folder")
      ->option_text("FILE");
  command->footer(std::string(report_footer));
  command->callback([options] { become_python(words_of("report", *options)); });
}

void add_plot_command(CLI::App& program, Shell& /*shell*/) {
  auto options = std::make_shared<ReadingOptions>();
  CLI::App* command = program.add_subcommand("plot", "Write the figures of a result as files");
  command->add_option("result", options->result, "result file, or the folder of a sweep")->option_text("RESULT");
  command->add_option("figures", options->figures, "which ones; default: all that the result can give")
      ->option_text("FIGURE");
  command->add_option("--format", options->format, "svg or png; default svg")->option_text("FORMAT");
  command->add_option("-o,--output", options->output, "default: the result's name with .figures, in this folder")
      ->option_text("FOLDER");
  command->add_flag("--list", options->list, "name the figures and write none");
  command->footer(std::string(plot_footer));
  command->callback([options] { become_python(words_of("plot", *options)); });
}

}  // namespace entente
