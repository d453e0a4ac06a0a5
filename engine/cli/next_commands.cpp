#include "engine/cli/next_commands.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "engine/base/shell_word.hpp"
#include "engine/cli/reasons.hpp"
#include "engine/cli/text.hpp"

namespace entente {

namespace {

/// A state with a story: the last that entered, rather one that also left; else any.
std::string state_with_a_story(const RecordLayout& layout, const std::vector<Spell>& spells) {
  const auto story = [](const Spell& spell) {
    const bool entered = spell.entry_kind >= 0, left = spell.exit_kind >= 0;
    return std::tuple(entered && left, entered || left, spell.entry);
  };
  const auto found = std::max_element(spells.begin(), spells.end(),
                                      [&](const Spell& a, const Spell& b) { return story(a) < story(b); });
  if (found != spells.end()) return layout.states.ids[found->state.index()];
  return layout.states.ids.empty() ? std::string{} : layout.states.ids.back();
}

/// The event that a draw made happen against the odds most of all: of a pair, with shares.
std::optional<std::size_t> least_expected(const EventLog& events) {
  std::optional<std::size_t> found;
  for (std::size_t n = 0; n < events.size(); ++n) {
    const Event& event = events.events()[n];
    if (!event.state.valid() || !event.alliance.valid() || !std::isfinite(event.draw) || !has_shares(events, n))
      continue;
    if (!found || event.probability < events.events()[*found].probability) found = n;
  }
  return found;
}

/// The command that made the result, without what says where to and how many.
std::string command_again(const Provenance& provenance) {
  std::string command = "entente run " + shell_word(provenance.scenario_file);
  const auto& words = provenance.command;
  for (std::size_t n = 0; n + 1 < words.size(); ++n)
    if (words[n] == "--overlay" || words[n] == "--set" || words[n] == "--until")
      command += " " + words[n] + " " + shell_word(words[n + 1]);
  return command;
}

}  // namespace

void print_next_commands(std::ostream& out, const Style& style, const RecordLayout& layout, const Findings& findings,
                         const Provenance& provenance, const std::filesystem::path& path) {
  const std::string file = shell_word(path.string());
  const auto next = [&](const std::string& command, std::string_view about) {
    fmt::print(out, "  {}  {}\n", fit(command, std::max<std::size_t>(48, cells(command)), style), style.faint(about));
  };
  fmt::print(out, "\n{}\n", style.bold("Next"));
  next("entente inspect " + file + " --events", "everything that happened, with its numbers");
  const std::string state = state_with_a_story(layout, findings.spells.front());
  if (!state.empty()) next("entente inspect " + file + " --state " + shell_word(state), "one state");
  if (const auto event = least_expected(findings.first.events))
    next(fmt::format("entente why {} --event {}", file, *event),
         layout.states.names[findings.first.events.events()[*event].state.index()] + " against the odds: why?");
  if (findings.runs == 1 && !provenance.scenario_file.empty())
    next(command_again(provenance) + " --runs 200", "how often would it go this way?");
  next("entente replay " + file, "compute it again and compare every bit");
}

}  // namespace entente
