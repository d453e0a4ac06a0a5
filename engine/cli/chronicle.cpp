#include "engine/cli/chronicle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "engine/base/shell_word.hpp"
#include "engine/cli/reasons.hpp"
#include "engine/cli/text.hpp"

namespace entente {

namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t name_cells = 16;
constexpr std::size_t least_group = 3;

std::string month_text(Date date) {
  return to_string(date).substr(0, 7);
}

}  // namespace

Chronicle::Chronicle(const Page& page, AllianceId alliance) : page_(page), alliance_(alliance) {
  const auto width = static_cast<std::size_t>(page.style.width);
  columns_ = width >= 90 ? 2 : 1;
  cell_cells_ = (width - gap * columns_) / columns_;
  gather(alliance);
  group_what_shares_a_date();
}

void Chronicle::gather(AllianceId alliance) {
  for (const Spell& spell : page_.findings.spells.front()) {
    if (spell.alliance != alliance) continue;
    passages_.push_back({spell.entry_kind < 0 ? page_.layout.times.front() : spell.entry, spell.entry_kind,
                         EventKind::Effect::entry, spell.state});
    if (spell.exit_kind >= 0) passages_.push_back({spell.exit, spell.exit_kind, EventKind::Effect::exit, spell.state});
  }
  std::stable_sort(passages_.begin(), passages_.end(), [](const Passage& a, const Passage& b) {
    return std::tie(a.date, a.kind) < std::tie(b.date, b.kind);
  });
}

void Chronicle::group_what_shares_a_date() {
  std::vector<Passage> single;
  for (std::size_t first = 0; first < passages_.size();) {
    std::vector<std::string> names;
    std::size_t next = first;
    for (; next < passages_.size() && passages_[next].date == passages_[first].date &&
           passages_[next].kind == passages_[first].kind;
         ++next)
      names.push_back(page_.layout.states.names[passages_[next].state.index()]);
    const Passage& passage = passages_[first];
    if (passage.kind < 0 || names.size() >= least_group) {
      const std::string begin =
          passage.kind < 0 ? "from the start" : month_text(passage.date) + " " + kind_text(passage.kind);
      const auto lines = wrap(begin + ": " + join(names), static_cast<std::size_t>(page_.style.width) - 2 * gap);
      for (std::size_t n = 0; n < lines.size(); ++n) groups_.push_back((n == 0 ? "" : "  ") + lines[n]);
    } else {
      single.insert(single.end(), passages_.begin() + static_cast<std::ptrdiff_t>(first),
                    passages_.begin() + static_cast<std::ptrdiff_t>(next));
    }
    first = next;
  }
  passages_ = std::move(single);
}

std::string Chronicle::kind_text(std::int32_t kind) const {
  return in_words(page_.layout.event_kinds[static_cast<std::size_t>(kind)].name);
}

/// The kind where it alone tells, else the heaviest reasons, as many as there is room for.
std::string Chronicle::why(const Passage& passage, std::size_t most_cells) const {
  const RunRecord& run = page_.findings.first;
  const auto decided = deciding_event(page_.layout, run.events, passage.state, alliance_, passage.kind, passage.date);
  const auto names =
      decided ? reason_names(page_.layout, run.events, *decided, passage.effect) : std::vector<std::string>{};
  const bool is_exit = passage.effect == EventKind::Effect::exit;
  std::string text = is_exit || names.empty() ? kind_text(passage.kind) : names.front();
  for (std::size_t n = is_exit ? 0 : 1; n < std::min<std::size_t>(names.size(), 3); ++n) {
    const std::string longer = text + (is_exit && n == 0 ? ": " : ", ") + names[n];
    if (cells(longer) > most_cells) break;
    text = longer;
  }
  return text;
}

std::string Chronicle::cell(const Passage& passage) const {
  const bool is_exit = passage.effect == EventKind::Effect::exit;
  const std::string begin =
      fmt::format("{} {} {} ", month_text(passage.date), is_exit ? (page_.style.unicode ? "−" : "-") : "+",
                  fit(page_.layout.states.names[passage.state.index()], name_cells, page_.style));
  return fit(begin + why(passage, cell_cells_ - cells(begin)), cell_cells_, page_.style);
}

std::vector<std::string> Chronicle::lines(std::size_t most) const {
  std::vector<std::string> text;
  for (const std::string& group : groups_) text.push_back(std::string(gap, ' ') + group);
  std::size_t rows = (passages_.size() + columns_ - 1) / columns_;
  std::size_t shown = passages_.size();
  if (text.size() + rows > most) {
    rows = most > text.size() + 1 ? most - text.size() - 1 : 0;
    shown = rows * columns_;
  }
  for (std::size_t row = 0; row < rows; ++row) {
    std::string line;
    for (std::size_t n = row; n < shown; n += rows) line += std::string(gap, ' ') + cell(passages_[n]);
    line.erase(line.find_last_not_of(' ') + 1);
    text.push_back(std::move(line));
  }
  if (shown < passages_.size())
    text.push_back(fmt::format("{}and {} more, each later than these: --alliance {}", std::string(gap, ' '),
                               passages_.size() - shown, shell_word(page_.layout.alliances.ids[alliance_.index()])));
  return text;
}

}  // namespace entente
