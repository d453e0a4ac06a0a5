#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cli/style.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// The mechanism that a feature is named after (`crises` of `crises.odds`); empty: the utility of membership.
std::string_view owner_of(const Feature& feature);
/// A feature's name without it, in words.
std::string words_of(const Feature& feature);
/// By whose features shares were decided: the owner of the first that is not 0.
std::string_view owner_of(const std::vector<Feature>& features, std::span<const double> shares);

/// Whether an event keeps shares.
bool has_shares(const EventLog& events, std::size_t event);

/// Place of the event that decided an entry or exit: the event of that kind and date, or, where it keeps no shares, the
/// last of the same pair since its last entry or exit that does (an application, a notice) by the utility of
/// membership.
std::optional<std::size_t> deciding_event(const RecordLayout& layout, const EventLog& events, StateId state,
                                          AllianceId alliance, std::int32_t kind, Date date);

/// The features that spoke for an entry or for an exit, the heaviest first, in words: `security`, `common threat`.
std::vector<std::string> reason_names(const RecordLayout& layout, const EventLog& events, std::size_t event,
                                      EventKind::Effect effect);

/// The features that weighed most in an event, the largest first, as in `security +1.21, tie +0.40`: those that spoke
/// for an entry or for an exit. Empty where the event keeps no shares.
std::string reasons(const RecordLayout& layout, const EventLog& events, std::size_t event, EventKind::Effect effect,
                    const Style& style, std::size_t most = 3);

/// The heaviest for and the heaviest against, at most two of each.
std::string heaviest(const RecordLayout& layout, const EventLog& events, std::size_t event, const Style& style);

}  // namespace entente
