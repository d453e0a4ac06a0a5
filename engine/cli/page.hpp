#pragma once

#include <cstddef>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "engine/cli/chart.hpp"
#include "engine/cli/findings.hpp"
#include "engine/cli/style.hpp"

namespace entente {

/// A page of a summary: a label, a stretch of time, words.
struct Page {
  const RecordLayout& layout;
  const Findings& findings;
  const Style& style;
  std::size_t label_cells = 16;
  TimeAxis axis{};
  std::size_t text_cells = 0;

  Page(const RecordLayout& record_layout, const Findings& found, const Style& s);

  /// The id over the labels, the years over the stretch of time, the name over the words.
  void heading(std::ostream& out, const std::string& id, const std::string& name) const;
  void line(std::ostream& out, const std::string& label, const std::string& bar, const std::string& text) const;
  /// A label and words over the whole width.
  void words(std::ostream& out, const std::string& label, const std::string& text) const;
  /// A chart of each series of a row that moves, and in a line each what stands still, what has no value at all and
  /// what of `asked` was not recorded.
  void series(std::ostream& out, std::size_t row, std::span<const std::string_view> asked = {}) const;
};

}  // namespace entente
