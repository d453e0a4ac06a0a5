#pragma once

#include <string_view>

namespace entente {

/// A kind of thing that happens, declared once as a constant beside the mechanism that makes it happen.
struct EventKind {
  /// What it does to a membership.
  enum class Effect { none, entry, exit };

  std::string_view name;  ///< a flag meaning in the output: `left`
  Effect effect = Effect::none;
  std::string_view about;
};

}  // namespace entente
