#include "engine/cli/reasons.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "engine/cli/text.hpp"

namespace entente {

namespace {

constexpr double too_small = 0.005;  // to be told with two digits

using Weight = std::pair<double, std::string>;

/// The shares that speak for an entry or an exit, the heaviest first.
std::vector<Weight> weights_of(const RecordLayout& layout, const EventLog& events, std::size_t event,
                               EventKind::Effect effect) {
  const double direction = effect == EventKind::Effect::exit ? -1.0 : 1.0;
  std::vector<Weight> weights;
  const std::span<const double> shares = events.shares(event);
  for (std::size_t n = 0; n < shares.size(); ++n)
    if (std::isfinite(shares[n]) && shares[n] * direction >= too_small)
      weights.emplace_back(shares[n], words_of(layout.features[n]));
  std::stable_sort(weights.begin(), weights.end(),
                   [](const Weight& a, const Weight& b) { return std::abs(a.first) > std::abs(b.first); });
  return weights;
}

}  // namespace

std::string_view owner_of(const Feature& feature) {
  const std::size_t dot = feature.name.find('.');
  return dot == std::string::npos ? std::string_view() : std::string_view(feature.name).substr(0, dot);
}

std::string words_of(const Feature& feature) {
  const std::string_view owner = owner_of(feature);
  return in_words(owner.empty() ? feature.name : feature.name.substr(owner.size() + 1));
}

std::string_view owner_of(const std::vector<Feature>& features, std::span<const double> shares) {
  for (std::size_t n = 0; n < shares.size(); ++n)
    if (std::isfinite(shares[n]) && shares[n] != 0.0) return owner_of(features[n]);
  return {};
}

bool has_shares(const EventLog& events, std::size_t event) {
  const std::span<const double> shares = events.shares(event);
  return std::any_of(shares.begin(), shares.end(), [](double share) { return std::isfinite(share); });
}

std::optional<std::size_t> deciding_event(const RecordLayout& layout, const EventLog& events, StateId state,
                                          AllianceId alliance, std::int32_t kind, Date date) {
  std::optional<std::size_t> decided;
  for (std::size_t n = 0; n < events.size(); ++n) {
    const Event& event = events.events()[n];
    if (event.date > date) continue;  // mechanisms of one step tell one after the other
    if (event.state != state || event.alliance != alliance) continue;
    if (has_shares(events, n) && owner_of(layout.features, events.shares(n)).empty()) decided = n;
    if (event.kind == kind && event.date == date) break;
    if (layout.event_kinds[static_cast<std::size_t>(event.kind)].effect != EventKind::Effect::none) decided.reset();
  }
  return decided;
}

std::vector<std::string> reason_names(const RecordLayout& layout, const EventLog& events, std::size_t event,
                                      EventKind::Effect effect) {
  std::vector<std::string> names;
  for (Weight& weight : weights_of(layout, events, event, effect)) names.push_back(std::move(weight.second));
  return names;
}

std::string reasons(const RecordLayout& layout, const EventLog& events, std::size_t event, EventKind::Effect effect,
                    const Style& style, std::size_t most) {
  std::vector<Weight> weights = weights_of(layout, events, event, effect);
  if (weights.size() > most) weights.resize(most);
  std::vector<std::string> words;
  for (const auto& [share, name] : weights) words.push_back(name + " " + signed_text(share, style));
  return join(words);
}

std::string heaviest(const RecordLayout& layout, const EventLog& events, std::size_t event, const Style& style) {
  const std::string in_favour = reasons(layout, events, event, EventKind::Effect::entry, style, 2);
  const std::string against = reasons(layout, events, event, EventKind::Effect::exit, style, 2);
  return in_favour + (in_favour.empty() || against.empty() ? "" : ", ") + against;
}

}  // namespace entente
