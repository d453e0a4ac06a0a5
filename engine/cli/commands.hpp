#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "engine/cli/shell.hpp"

namespace entente {

/// Each adds one command, with its options, examples and action.
void add_run_command(CLI::App& program, Shell& shell);
void add_sweep_command(CLI::App& program, Shell& shell);
void add_submit_command(CLI::App& program, Shell& shell);
void add_merge_command(CLI::App& program, Shell& shell);
void add_fit_command(CLI::App& program, Shell& shell);
void add_validate_command(CLI::App& program, Shell& shell);
void add_describe_command(CLI::App& program, Shell& shell);
void add_diff_command(CLI::App& program, Shell& shell);
void add_compare_command(CLI::App& program, Shell& shell);
void add_completion_command(CLI::App& program, Shell& shell);
void add_new_command(CLI::App& program, Shell& shell);
void add_list_command(CLI::App& program, Shell& shell);
void add_schema_command(CLI::App& program, Shell& shell);
void add_reference_command(CLI::App& program, Shell& shell);
void add_inspect_command(CLI::App& program, Shell& shell);
void add_report_command(CLI::App& program, Shell& shell);
void add_plot_command(CLI::App& program, Shell& shell);
void add_hindcast_command(CLI::App& program, Shell& shell);
void add_why_command(CLI::App& program, Shell& shell);
void add_replay_command(CLI::App& program, Shell& shell);

}  // namespace entente
