#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>

#include "engine/cli/text.hpp"
#include "engine/cli/why_page.hpp"

namespace entente {

namespace {

constexpr double too_small = 0.005;  // to be told with two digits

/// The words of a heading, one a line, the last line over the numbers.
std::vector<std::vector<std::string>> stacked(const std::vector<std::pair<std::string, double>>& terms) {
  std::vector<std::vector<std::string>> stacks;
  std::size_t lines = 1;
  for (const auto& [name, value] : terms) {
    stacks.push_back(wrap(in_words(name), 1));
    lines = std::max(lines, stacks.back().size());
  }
  for (auto& stack : stacks) stack.insert(stack.begin(), lines - stack.size(), "");
  return stacks;
}

bool same_terms(const std::vector<Voice>& voices) {
  return std::all_of(voices.begin(), voices.end(), [&](const Voice& voice) {
    return std::equal(voice.terms.begin(), voice.terms.end(), voices.front().terms.begin(), voices.front().terms.end(),
                      [](const auto& a, const auto& b) { return a.first == b.first; });
  });
}

/// A column a term.
bool print_voice_table(const WhyPage& page, const std::vector<Voice>& voices, std::size_t names) {
  const auto stacks = stacked(voices.front().terms);
  std::vector<std::size_t> widths;
  std::size_t width = 2 + names + 4 + 7;
  for (const auto& stack : stacks) {
    std::size_t widest = 6;
    for (const std::string& word : stack) widest = std::max(widest, cells(word) + 1);
    widths.push_back(widest);
    width += widest;
  }
  if (width > static_cast<std::size_t>(page.style.width)) return false;
  const Style& style = page.style;
  const std::size_t lines = stacks.empty() ? 1 : stacks.front().size();
  for (std::size_t line = 0; line < lines; ++line) {
    const bool last = line + 1 == lines;
    std::string text = "  " + fit(last ? "member" : "", names, style) + fit(last ? "vote" : "", 4, style) +
                       fit_right(last ? "sum" : "", 7, style);
    for (std::size_t n = 0; n < stacks.size(); ++n) text += fit_right(stacks[n][line], widths[n], style);
    text.erase(text.find_last_not_of(' ') + 1);
    fmt::print(page.out, "{}\n", style.faint(text));
  }
  for (const Voice& voice : voices) {
    const std::string vote = fit(voice.value > 0.0 ? "yes" : "no", 4, style);
    std::string text = "  " + fit(page.name_of(voice.voter), names, style) +
                       (voice.value > 0.0 ? style.good(vote) : style.bad(vote)) +
                       fit_right(signed_text(voice.value, style), 7, style);
    for (std::size_t n = 0; n < widths.size(); ++n)
      text += fit_right(signed_text(voice.terms[n].second, style), widths[n], style);
    fmt::print(page.out, "{}\n", text);
  }
  return true;
}

/// A line or more a member, its heaviest terms first.
void print_voice_lines(const WhyPage& page, const std::vector<Voice>& voices, std::size_t names) {
  const Style& style = page.style;
  for (const Voice& voice : voices) {
    auto terms = voice.terms;
    std::stable_sort(terms.begin(), terms.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
    std::vector<std::string> words;
    for (const auto& [name, value] : terms)
      if (std::abs(value) >= too_small) words.push_back(in_words(name) + " " + signed_text(value, style));
    const std::string vote = fit(voice.value > 0.0 ? "yes" : "no", 4, style);
    const std::string begin = fit(page.name_of(voice.voter), names, style) +
                              (voice.value > 0.0 ? style.good(vote) : style.bad(vote)) +
                              fit_right(signed_text(voice.value, style), 6, style);
    const auto lines = wrap(join(words), static_cast<std::size_t>(style.width) - cells(begin) - 4);
    for (std::size_t n = 0; n < lines.size(); ++n)
      fmt::print(page.out, "  {}  {}\n", n == 0 ? begin : std::string(cells(begin), ' '), lines[n]);
  }
}

/// Takes out the terms that weigh the same in every vote, or nothing, and gives those that weigh something in words.
std::vector<std::string> take_common(std::vector<Voice>& voices, const Style& style) {
  std::vector<std::string> common;
  for (std::size_t n = 0; n < voices.front().terms.size();) {
    const auto [name, first] = voices.front().terms[n];
    const bool differs = std::any_of(voices.begin(), voices.end(), [&, term = first](const Voice& voice) {
      return std::abs(voice.terms[n].second - term) >= too_small;
    });
    if (differs) {
      ++n;
      continue;
    }
    if (std::abs(first) >= too_small) common.push_back(in_words(name) + " " + signed_text(first, style));
    for (Voice& voice : voices) voice.terms.erase(voice.terms.begin() + static_cast<std::ptrdiff_t>(n));
  }
  return common;
}

}  // namespace

void print_voices(const WhyPage& page, const Prospect& prospect, bool is_held) {
  if (prospect.voices.empty()) return;
  std::vector<Voice> order = prospect.voices;
  std::stable_sort(order.begin(), order.end(), [](const Voice& a, const Voice& b) { return a.value < b.value; });
  const auto against = static_cast<std::size_t>(
      std::count_if(order.begin(), order.end(), [](const Voice& v) { return v.value <= 0.0; }));
  page.heading(fmt::format("How the members {}: {} in favour, {} against{}", is_held ? "voted" : "would have voted",
                           order.size() - against, against,
                           against > 0 && prospect.carries ? ", which is enough" : ""));
  std::size_t names = 8;
  for (const Voice& voice : order)
    names = std::max(names, std::min<std::size_t>(cells(page.name_of(voice.voter)) + 2, 16));
  const bool is_alike = same_terms(order);
  const std::vector<std::string> common =
      is_alike && order.size() > 1 ? take_common(order, page.style) : std::vector<std::string>{};
  if (!is_alike || !print_voice_table(page, order, names)) print_voice_lines(page, order, names);
  if (!common.empty()) page.text("In every vote alike: " + join(common) + ".");
}

}  // namespace entente
