#include "engine/cli/why_page.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>

#include "engine/base/shell_word.hpp"
#include "engine/cli/text.hpp"

namespace entente {

namespace {

constexpr std::size_t label_cells = 10;
constexpr std::size_t gap = 2;

}  // namespace

std::string WhyPage::kind_words(std::int32_t place) const {
  return in_words(kind(place).name);
}

std::string WhyPage::command() const {
  return "entente why " + shell_word(file) + (run.replicate == 0 ? "" : fmt::format(" --run {}", run.replicate));
}

void WhyPage::title(const std::string& text) const {
  for (const std::string& line : wrap(text, static_cast<std::size_t>(style.width)))
    fmt::print(out, "{}\n", style.bold(line));
}

void WhyPage::heading(const std::string& text) const {
  fmt::print(out, "\n");
  title(text);
}

void WhyPage::text(const std::string& text) const {
  for (const std::string& line : wrap(text, static_cast<std::size_t>(style.width) - gap))
    fmt::print(out, "{:{}}{}\n", "", gap, line);
}

void WhyPage::words(const std::string& label, const std::string& text) const {
  const auto lines = wrap(text, static_cast<std::size_t>(style.width) - gap - label_cells - 1);
  for (std::size_t n = 0; n < lines.size(); ++n)
    fmt::print(out, "{:{}}{} {}\n", "", gap, style.faint(fit(n == 0 ? label : "", label_cells, style)), lines[n]);
}

std::string percent_text(double share) {
  return std::isfinite(share) ? fmt::format("{:.2g} %", 100.0 * share) : "";
}

namespace {

std::string needed_text(const WhyPage& page, const Prospect& prospect) {
  const double missing = prospect.utility_needed - prospect.utility;
  if (!std::isfinite(missing)) return {};
  const std::string needed = signed_text(prospect.utility_needed, page.style);
  const std::string_view side = missing > 0.0 ? "higher" : "lower";
  if (is_drawn(prospect))
    return fmt::format("; with this draw it happened {} to {}, {:.2f} {}", missing > 0.0 ? "up" : "down", needed,
                       std::abs(missing), side);
  return fmt::format("; this draw asks for {}, {:.2f} {}", needed, std::abs(missing), side);
}

}  // namespace

void print_numbers(const WhyPage& page, const Prospect& prospect, bool is_of_a_month) {
  if (std::isfinite(prospect.probability))
    page.words("chance", percent_text(prospect.probability) +
                             (is_of_a_month ? fmt::format(" in its month, a rate of {:.2g} a year",
                                                          -12.0 * std::log1p(-prospect.probability))
                                            : ""));
  if (std::isfinite(prospect.draw))
    page.words("draw", fmt::format("{}, from 0 to 100: below {}{}", percent_text(prospect.draw),
                                   percent_text(prospect.probability),
                                   is_drawn(prospect) ? ", so it happened" : " it would have happened"));
  if (std::isfinite(prospect.utility))
    page.words("utility", signed_text(prospect.utility, page.style) + needed_text(page, prospect));
}

std::string input_path(const WhyPage& page, Pair pair, const InputChange& change) {
  const Column& column = *change.column;
  std::string path = "states." + page.id_of(pair.state);
  if (column.table == TableKind::alliance) path = "alliances." + page.id_of(pair.alliance);
  if (column.table == TableKind::membership)
    path = "alliances." + page.id_of(pair.alliance) + ".members." + page.id_of(pair.state);
  path += "." + std::string(column.name);
  const std::vector<std::string>* axis = column.axis == Axis::issue    ? &page.layout.issues.ids
                                         : column.axis == Axis::domain ? &page.layout.domains.ids
                                         : column.axis == Axis::threat ? &page.layout.threats.ids
                                                                       : nullptr;
  return axis ? path + "." + (*axis)[change.cell % axis->size()] : path;
}

namespace {

/// Both values with as many digits as tell their difference, the second rounded away from the first: still enough.
std::pair<std::string, std::string> from_and_to(const InputChange& change) {
  if (change.column->kind == Kind::flag)
    return {change.from != 0.0 ? "true" : "false", change.to != 0.0 ? "true" : "false"};
  const double apart = change.to - change.from;
  const int digits = std::clamp(2 - static_cast<int>(std::floor(std::log10(std::abs(apart)))), 0, 9);
  const double unit = std::pow(10.0, -digits);
  const double outward = (apart > 0.0 ? std::ceil(change.to / unit) : std::floor(change.to / unit)) * unit;
  const double to = change.column->range.contains(outward) ? outward : change.to;
  return {fmt::format("{:.{}f}", change.from, digits), fmt::format("{:.{}f}", to, digits)};
}

std::string how_far(const InputChange& change) {
  if (change.column->kind == Kind::flag) return "";
  if (change.is_share) return fmt::format("{} of its range", share_text(change.size));
  if (change.from > 0.0 && change.to > 0.0) return fmt::format("times {:.3g}", change.to / change.from);
  return "";
}

}  // namespace

namespace {

void print_changes(const WhyPage& page, Pair pair, const std::vector<InputChange>& changes) {
  std::size_t path_cells = 0, from_cells = 0, to_cells = 0;
  for (const InputChange& change : changes) {
    const auto [from, to] = from_and_to(change);
    path_cells = std::max(path_cells, cells(input_path(page, pair, change)));
    from_cells = std::max(from_cells, from.size());
    to_cells = std::max(to_cells, to.size());
  }
  for (const InputChange& change : changes) {
    const auto [from, to] = from_and_to(change);
    std::string line =
        fmt::format("  {}  {:>{}} {} {:>{}}", fit(input_path(page, pair, change), path_cells, page.style), from,
                    from_cells, marks(page.style).arrow, to, to_cells);
    const std::string far = how_far(change);
    if (cells(line) + 2 + cells(far) <= static_cast<std::size_t>(page.style.width)) line += "  " + far;
    line.erase(line.find_last_not_of(' ') + 1);
    fmt::print(page.out, "{}\n", line);
  }
}

}  // namespace

void print_turning(const WhyPage& page, Pair pair, const Turning& turning) {
  if (!turning.enough.empty()) {
    page.text("One input alone, from the beginning of that step, everything else as it was:");
    return print_changes(page, pair, turning.enough);
  }
  constexpr double worth_telling = 0.05;
  const bool is_told = turning.farthest && turning.way >= worth_telling;
  page.text(fmt::format("No single input would have been enough within that step{}",
                        is_told ? fmt::format("; one goes {} of the way:", share_text(turning.way)) : "."));
  if (is_told) print_changes(page, pair, {*turning.farthest});
}

}  // namespace entente
