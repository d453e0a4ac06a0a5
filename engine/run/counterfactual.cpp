#include "engine/run/counterfactual.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "engine/base/error.hpp"

namespace entente {

namespace {

constexpr double farthest_factor = 4.605170185988091;  // ln 100
constexpr double farthest_sum = 8.0;
constexpr int halvings = 14;

/// One number of the world that a scenario gives, and how it can be moved.
class Lever {
 public:
  Lever(const Column& column, std::size_t cell, double value) : column_(column), cell_(cell), value_(value) {
    const Range& range = column.range;
    if (column.kind == Kind::flag)
      scale_ = Scale::flip;
    else if (std::isfinite(range.lower) && std::isfinite(range.upper))
      scale_ = Scale::share;
    else if (value > 0.0 && range.lower == 0.0)
      scale_ = Scale::factor;
    else
      scale_ = Scale::sum;
  }

  const Column& column() const { return column_; }
  bool is_flag() const { return scale_ == Scale::flip; }
  bool is_bounded() const { return scale_ == Scale::flip || scale_ == Scale::share; }
  std::size_t cell() const { return cell_; }

  /// How far it can go up (+1) or down (-1).
  double reach(int direction) const {
    switch (scale_) {
      case Scale::flip:
        return direction == (value_ != 0.0 ? -1 : 1) ? 1.0 : 0.0;
      case Scale::share:
        return (direction > 0 ? column_.range.upper - value_ : value_ - column_.range.lower) / width();
      case Scale::factor:
        return farthest_factor;
      case Scale::sum:
        return shifted(value_, direction * farthest_sum) == value_ ? 0.0 : farthest_sum;
    }
    return 0.0;
  }

  /// What becomes of a value of it that is shifted by `size`, in the direction of its sign.
  double shifted(double value, double size) const {
    if (size == 0.0) return value;
    if (scale_ == Scale::flip) return value != 0.0 ? 0.0 : 1.0;
    double moved = value + size;
    if (scale_ == Scale::share) moved = value + size * width();
    if (scale_ == Scale::factor) moved = value * std::exp(size);
    if (column_.kind == Kind::integer) moved = std::round(moved);
    return within_range(moved);
  }

  InputChange change(double size) const {
    return {.column = &column_,
            .cell = cell_,
            .from = value_,
            .to = shifted(value_, size),
            .size = std::abs(size),
            .is_share = scale_ == Scale::share};
  }

 private:
  enum class Scale { flip, share, factor, sum };

  double width() const { return column_.range.upper - column_.range.lower; }
  double within_range(double value) const {
    constexpr double inside = 1e-9;  // of an end that does not belong to the range
    const Range& range = column_.range;
    const double lower = range.lower_open ? range.lower + inside : range.lower;
    const double upper = range.upper_open ? range.upper - inside : range.upper;
    return std::clamp(value, lower, upper);
  }

  const Column& column_;
  std::size_t cell_;
  double value_;
  Scale scale_ = Scale::sum;
};

bool can_be_moved(const Column& column) {
  return column.input != Input::derived &&
         (column.kind == Kind::number || column.kind == Kind::integer || column.kind == Kind::flag);
}

/// What a prospect would have been.
struct Variant : Prospect {
  bool is_displaced = false;  ///< the same draw makes something else happen
};

/// What becomes of a prospect under changes of the moment's step.
class Trial {
 public:
  Trial(const Moment& moment, Pair pair, const Foreseen& actual)
      : moment_(moment), pair_(pair), actual_(actual), phase_(actual.phase) {
    base_ = ask([this](std::size_t phase, World& world, const Step&) {
      if (phase <= phase_) worlds_.push_back(world);
    });
  }

  bool is_answered() const { return base_.has_value(); }
  /// The world as the deciding mechanism finds it.
  const World& world() const { return worlds_[phase_]; }

  /// With a lever shifted, what it would be; nothing if the model breaks or the cause has gone.
  std::optional<Variant> with(const Lever& lever, double size) const {
    return ask([&](std::size_t phase, World& world, const Step&) {
      if (phase > phase_) return;
      const Column& column = lever.column();
      const double before = worlds_[phase].table(column.table)[column][lever.cell()];
      world.table(column.table).update(column)[lever.cell()] = lever.shifted(before, size);
    });
  }

  /// Whether anything about it is different.
  bool changes(const std::optional<Variant>& other) const {
    if (!other) return false;
    const auto differs = [](double a, double b) { return a != b && !(std::isnan(a) && std::isnan(b)); };
    return differs(other->utility, base_->utility) || differs(other->utility_needed, base_->utility_needed) ||
           differs(other->probability, base_->probability) ||
           !std::equal(other->voices.begin(), other->voices.end(), base_->voices.begin(), base_->voices.end(),
                       [](const Voice& a, const Voice& b) { return a.voter == b.voter && a.value == b.value; });
  }

  bool turns(const std::optional<Variant>& other) const {
    if (!other) return false;
    if (is_drawn(actual_) && !actual_.voices.empty()) return !base_->carries && other->carries;
    if (is_drawn(actual_) && other->is_displaced) return false;
    const double is = distance_with(*other);
    if (std::isfinite(is)) return (is >= 0.0) != (distance(actual_) >= 0.0);
    return is_below(*other) != is_below(actual_);
  }

  /// Share of the way to the turn that it goes; 0 where that cannot be said.
  double way(const std::optional<Variant>& other) const {
    const double share = other ? 1.0 - distance_with(*other) / distance(actual_) : 0.0;
    return std::isfinite(share) ? share : 0.0;
  }

 private:
  static double distance(const Prospect& prospect) { return prospect.utility - prospect.utility_needed; }
  static bool is_below(const Prospect& prospect) {
    return prospect.draw >= 0.0 && prospect.draw < prospect.probability;
  }
  double distance_with(const Variant& other) const { return distance(actual_) + distance(other) - distance(*base_); }

  std::optional<Variant> ask(const BeforePhase& before) const {
    try {
      const Outlook outlook = moment_.ask(std::span(&pair_, 1), true, phase_, before).front();
      const Prospect* found = outlook.find(actual_.month, actual_.kind);
      if (found == nullptr) return std::nullopt;
      const bool is_displaced =
          std::any_of(outlook.prospects.begin(), outlook.prospects.end(), [&](const Prospect& each) {
            return each.month == found->month && each.kind != found->kind && is_drawn(each);
          });
      return Variant{*found, is_displaced};
    } catch (const ModelError&) {
      return std::nullopt;
    }
  }

  const Moment& moment_;
  Pair pair_;
  const Prospect& actual_;
  std::size_t phase_;
  std::vector<World> worlds_;  // as each phase finds it
  std::optional<Variant> base_;
};

std::vector<Lever> levers_of(const World& world, Pair pair) {
  std::vector<Lever> levers;
  const auto add = [&](const Table& table, std::size_t row) {
    for (const Table::Slot& slot : table.slots())
      if (can_be_moved(*slot.column))
        for (std::size_t cell = row * slot.width; cell < (row + 1) * slot.width; ++cell)
          levers.emplace_back(*slot.column, cell, slot.values[cell]);
  };
  add(world.states, pair.state.index());
  add(world.alliances, pair.alliance.index());
  if (const auto row = world.memberships.row(pair.state, pair.alliance)) add(world.memberships, *row);
  return levers;
}

/// The least shift of a lever in one direction that turns it, none if no shift below `limit` does.
std::optional<double> least_shift(const Trial& trial, const Lever& lever, int direction, double limit) {
  if (lever.is_flag())
    return limit > 1.0 && trial.turns(trial.with(lever, direction)) ? std::optional<double>(direction) : std::nullopt;
  double below = 0.0;
  for (const double part : {0.125, 0.25, 0.5, 1.0}) {
    double above = part * lever.reach(direction);
    if (above == 0.0 || below >= limit) return std::nullopt;
    if (!trial.turns(trial.with(lever, direction * above))) {
      below = above;
      continue;
    }
    for (int n = 0; n < halvings; ++n) {
      const double middle = 0.5 * (below + above);
      (trial.turns(trial.with(lever, direction * middle)) ? above : below) = middle;
    }
    return direction * above;
  }
  return std::nullopt;
}

/// The least change of a lever that turns, none if no change below `limit` does. Notes what goes farthest.
std::optional<InputChange> least_change(const Trial& trial, const Lever& lever, double limit, Turning& result) {
  std::optional<InputChange> best;
  for (const int direction : {1, -1}) {
    const double reach = lever.reach(direction);
    if (reach == 0.0) continue;
    const auto at_the_end = trial.with(lever, direction * reach);
    if (!trial.changes(at_the_end)) continue;
    if (lever.is_bounded() && trial.way(at_the_end) > result.way) {
      result.way = trial.way(at_the_end);
      result.farthest = lever.change(direction * reach);
    }
    if (best) limit = std::min(limit, best->size);
    const auto shift = least_shift(trial, lever, direction, limit);
    if (shift && std::abs(*shift) < limit) best = lever.change(*shift);
  }
  return best;
}

}  // namespace

Turning turning(const Moment& moment, Pair pair, const Foreseen& prospect, std::size_t most) {
  const Trial trial(moment, pair, prospect);
  Turning result;
  if (!trial.is_answered()) return result;
  std::vector<InputChange>& found = result.enough;
  for (const Lever& lever : levers_of(trial.world(), pair)) {
    const double limit = found.size() < most ? std::numeric_limits<double>::infinity() : found.back().size;
    const auto change = least_change(trial, lever, limit, result);
    if (!change) continue;
    found.push_back(*change);
    std::stable_sort(found.begin(), found.end(),
                     [](const InputChange& a, const InputChange& b) { return a.size < b.size; });
    if (found.size() > most) found.pop_back();
  }
  if (!found.empty()) result.farthest.reset();
  return result;
}

}  // namespace entente
