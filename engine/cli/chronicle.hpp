#pragma once

#include <string>
#include <vector>

#include "engine/cli/page.hpp"

namespace entente {

/// Who entered and left an alliance in the first run, when and for what reasons, in short: lines over the whole width
/// for those who shared a date, then one passage after the other in two columns, down the left one first.
class Chronicle {
 public:
  Chronicle(const Page& page, AllianceId alliance);

  /// In at most so many lines; what does not fit is told by its number.
  std::vector<std::string> lines(std::size_t most) const;
  std::size_t size() const { return groups_.size() + (passages_.size() + columns_ - 1) / columns_; }

 private:
  struct Passage {
    Date date;
    std::int32_t kind;  ///< -1: a member when the run began
    EventKind::Effect effect;
    StateId state;
  };

  void gather(AllianceId alliance);
  void group_what_shares_a_date();
  std::string kind_text(std::int32_t kind) const;
  std::string cell(const Passage& passage) const;
  std::string why(const Passage& passage, std::size_t most_cells) const;

  const Page& page_;
  AllianceId alliance_;
  std::size_t columns_ = 1;
  std::size_t cell_cells_ = 0;
  std::vector<Passage> passages_;
  std::vector<std::string> groups_;  // lines
};

}  // namespace entente
