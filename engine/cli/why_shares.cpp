#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/cli/reasons.hpp"
#include "engine/cli/text.hpp"
#include "engine/cli/why_page.hpp"

namespace entente {

namespace {

constexpr double too_small = 0.005;  // to be told with two digits
constexpr std::size_t number_cells = 9;
constexpr std::size_t name_cells = 18;
constexpr std::size_t least_bar = 4, longest_bar = 14;

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// The shares of a state beside those of the one most alike.
class ShareTable {
 public:
  ShareTable(const WhyPage& page, StateId state, std::span<const double> shares, double utility,
             const Likeness& likeness)
      : page_(page), state_(state), shares_(shares), utility_(utility), likeness_(likeness) {
    const std::size_t taken = 2 + name_cells + (is_compared() ? 4 : 1) * number_cells + 2;
    const auto width = static_cast<std::size_t>(page.style.width);
    if (width > taken + 2 * least_bar) half_ = std::min((width - taken - 1) / 2, longest_bar);
    for (const double share : shares) largest_ = std::max(largest_, std::abs(share));
  }

  void print() const {
    std::vector<std::string> head{page_.id_of(state_)};
    if (is_compared()) head.insert(head.end(), {page_.id_of(likeness_.nearest), "apart", "mean"});
    line(page_.style.faint(row("share of utility", head)));
    std::vector<std::string> small;
    for (const std::size_t f : by_weight(small))
      line(row(words_of(page_.layout.features[f]), numbers(shares_[f], of_nearest(f), of_mean(f)), shares_[f]));
    print_sum();
    if (!small.empty()) page_.text(page_.style.faint("weigh nothing: " + join(small)));
    if (is_compared()) print_whose();
  }

 private:
  bool is_compared() const { return likeness_.count > 0; }
  double of_nearest(std::size_t f) const { return is_compared() ? likeness_.shares[f] : 0.0; }
  double of_mean(std::size_t f) const { return is_compared() ? likeness_.mean[f] : 0.0; }
  void line(const std::string& text) const { fmt::print(page_.out, "{}\n", text); }

  /// Features by the size of their shares; `small`: those that weigh nothing for anyone.
  std::vector<std::size_t> by_weight(std::vector<std::string>& small) const {
    std::vector<std::size_t> order;
    const std::string_view owner = owner_of(page_.layout.features, shares_);
    for (std::size_t f = 0; f < shares_.size(); ++f)
      if (owner_of(page_.layout.features[f]) != owner)
        continue;  // another mechanism's
      else if (std::max({std::abs(shares_[f]), std::abs(of_nearest(f)), std::abs(of_mean(f))}) >= too_small)
        order.push_back(f);
      else
        small.push_back(words_of(page_.layout.features[f]));
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return std::abs(shares_[a]) > std::abs(shares_[b]); });
    return order;
  }

  std::vector<std::string> numbers(double own, double nearest, double mean) const {
    std::vector<std::string> texts{signed_text(own, page_.style)};
    if (is_compared())
      for (const double value : {nearest, own - nearest, mean}) texts.push_back(signed_text(value, page_.style));
    return texts;
  }

  std::string row(const std::string& name, const std::vector<std::string>& numbers,
                  std::optional<double> drawn = {}) const {
    std::string text = "  " + fit(name, name_cells, page_.style);
    for (const std::string& number : numbers) text += " " + fit_right(number, number_cells - 1, page_.style);
    if (drawn && half_ > 0) text += "  " + bar(*drawn);
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  }

  /// A share drawn from the middle of its cells to the left or right, the largest to the edge.
  std::string bar(double share) const {
    const Style& style = page_.style;
    const auto length = static_cast<std::size_t>(std::lround(std::abs(share) / largest_ * static_cast<double>(half_)));
    std::string drawn;
    for (std::size_t n = 0; n < length; ++n) drawn += style.unicode ? "█" : "#";
    const std::string axis = style.unicode ? "│" : "|";
    return share < 0.0 ? std::string(half_ - length, ' ') + style.bad(drawn) + axis
                       : std::string(half_, ' ') + axis + style.good(drawn);
  }

  void print_sum() const {
    const double cut = utility_ - sum_of(shares_);
    const double nearest_cut = is_compared() ? likeness_.utility - sum_of(likeness_.shares) : 0.0;
    const double mean_cut = is_compared() ? likeness_.mean_utility - sum_of(likeness_.mean) : 0.0;
    if (std::max({std::abs(cut), std::abs(nearest_cut), std::abs(mean_cut)}) >= too_small)
      line(row("cut to its range", numbers(cut, nearest_cut, mean_cut)));
    line(page_.style.bold(row("utility", numbers(utility_, likeness_.utility, likeness_.mean_utility))));
  }

  void print_whose() const {
    const std::string& id = page_.id_of(likeness_.nearest);
    const std::string& name = page_.name_of(likeness_.nearest);
    const std::string whose = name == id ? id : id + ": " + name;
    if (likeness_.count == 1)
      page_.text(fmt::format("{}, the only other {}.", whose, likeness_.of_members ? "member" : "state outside"));
    else
      page_.text(fmt::format("{}, whose shares are nearest of {} other {}; mean: of all these.", whose, likeness_.count,
                             likeness_.of_members ? "members" : "states outside"));
  }

  const WhyPage& page_;
  StateId state_;
  std::span<const double> shares_;
  double utility_;
  const Likeness& likeness_;
  std::size_t half_ = 0;
  double largest_ = too_small;
};

}  // namespace

void print_shares(const WhyPage& page, StateId state, std::span<const double> shares, double utility,
                  const Likeness& likeness) {
  ShareTable(page, state, shares, utility, likeness).print();
}

}  // namespace entente
