#include "engine/cli/command_line.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>

#include "engine/base/error.hpp"
#include "engine/base/version.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/exit_codes.hpp"
#include "engine/cli/help.hpp"
#include "engine/cli/shell.hpp"

namespace entente {

namespace {

constexpr std::string_view program_footer = R"(Examples
  entente run scenarios/nato.yaml                     run, write nato.h5, print what happened
  entente run scenarios/nato.yaml --runs 200          how often does it go one way or another?
  entente new my-alliance && entente run my-alliance.yaml
  entente list economy                                what a mechanism claims, and its parameters

Exit codes: 0 done, 1 a bug or (replay, diff, why) a difference, 2 bad input, 3 a file cannot be written or read,
75 asked to end by a scheduler and ready to go on, 130 stopped by Ctrl-C and ready to go on.
)";

void add_commands(CLI::App& program, Shell& shell) {
  add_run_command(program, shell);
  add_sweep_command(program, shell);
  add_submit_command(program, shell);
  add_merge_command(program, shell);
  add_fit_command(program, shell);
  add_inspect_command(program, shell);
  add_why_command(program, shell);
  add_replay_command(program, shell);
  add_diff_command(program, shell);
  add_compare_command(program, shell);
  add_report_command(program, shell);
  add_plot_command(program, shell);
  add_hindcast_command(program, shell);
  add_validate_command(program, shell);
  add_describe_command(program, shell);
  add_new_command(program, shell);
  add_list_command(program, shell);
  add_schema_command(program, shell);
  add_reference_command(program, shell);
  add_completion_command(program, shell);
}

/// Parses the words and does what they say; what the command throws comes through.
int parse_and_do(const std::vector<std::string>& words, Shell& shell) {
  CLI::App program{"entente simulates how coalitions of states form, hold and break.", "entente"};
  program.set_help_flag("-h,--help", "this text");
  program.set_version_flag("--version",
                           fmt::format("entente {} ({}), {}, {}", version(), commit(), compiler(), build_flags()),
                           "version, commit and compiler");
  program.require_subcommand(1);
  program.footer(std::string(program_footer));
  program.formatter_fn(
      [](const CLI::App* command, const std::string&, CLI::AppFormatMode) { return help_text(*command); });
  add_commands(program, shell);
  if (words.empty()) {
    shell.out << help_text(program);
    return exit_code::done;
  }
  try {
    program.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::CallForHelp&) {
    shell.out << program.help();
  } catch (const CLI::CallForVersion& version_text) {
    shell.out << version_text.what() << '\n';
  } catch (const CLI::ParseError& error) {
    shell.err << usage_error(program, error);
    return exit_code::bad_input;
  }
  return shell.exit_code;
}

}  // namespace

int run_command_line(const std::vector<std::string>& words, Shell& shell) {
  try {
    return parse_and_do(words, shell);
  } catch (const InputError& error) {
    fmt::print(shell.err, "{}\n", error.what());
    return exit_code::bad_input;
  } catch (const DiskError& error) {
    fmt::print(shell.err, "{}\n", error.what());
    return exit_code::disk;
  } catch (const std::filesystem::filesystem_error& error) {
    fmt::print(shell.err, "{}\n", error.what());
    return exit_code::disk;
  } catch (const std::exception& error) {
    fmt::print(shell.err,
               "{}\nThis is a bug in entente {} ({}), not in your input. Please report it with the command and the "
               "scenario.\n",
               error.what(), version(), commit());
    return exit_code::bug;
  }
}

int run_command_line(int argc, char** argv, const Catalogue& catalogue) {
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  Shell shell{.catalogue = catalogue,
              .out = std::cout,
              .err = std::cerr,
              .style = style_for(STDOUT_FILENO),
              .err_is_terminal = is_terminal(STDERR_FILENO),
              .words = words};
  shell.words.insert(shell.words.begin(), "entente");
  int code = run_command_line(words, shell);
  std::cout.flush();
  if (!std::cout && code == exit_code::done) {
    std::cerr << "the output could not be written\n";
    code = exit_code::disk;
  }
  return code;
}

}  // namespace entente
