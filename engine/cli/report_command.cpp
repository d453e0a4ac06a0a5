#include <memory>
#include <string>
#include <vector>

#include "engine/cli/commands.hpp"
#include "engine/cli/python_package.hpp"

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
