#pragma once

#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "engine/cli/style.hpp"
#include "engine/run/counterfactual.hpp"
#include "engine/run/likeness.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// Where an explanation is written, and what it is about.
struct WhyPage {
  std::ostream& out;
  const Style& style;
  const RecordLayout& layout;
  const RunRecord& run;
  std::string file;  ///< of the result, as it is typed

  const std::string& id_of(StateId state) const { return layout.states.ids[state.index()]; }
  const std::string& name_of(StateId state) const { return layout.states.names[state.index()]; }
  const std::string& id_of(AllianceId alliance) const { return layout.alliances.ids[alliance.index()]; }
  const EventKind& kind(std::int32_t place) const { return layout.event_kinds[static_cast<std::size_t>(place)]; }
  /// `notice given`.
  std::string kind_words(std::int32_t place) const;
  /// `entente why nato.h5`, with `--run N` where that is not the first.
  std::string command() const;

  void title(const std::string& text) const;
  void heading(const std::string& text) const;
  /// Sentences over the whole width.
  void text(const std::string& text) const;
  /// A label, and beside it what there is to say.
  void words(const std::string& label, const std::string& text) const;
};

/// Each feature's share of a utility, the heaviest first, beside those of the one most alike and the mean.
void print_shares(const WhyPage& page, StateId state, std::span<const double> shares, double utility,
                  const Likeness& likeness);

/// How each member votes and what its vote is made of, those against first. `is_held`: whether it came to the vote.
void print_voices(const WhyPage& page, const Prospect& prospect, bool is_held);

/// Inputs, and what each by itself would have had to be; or that none is enough, and which does most.
void print_turning(const WhyPage& page, Pair pair, const Turning& turning);

/// `states.FRA.home.west`, as a scenario names an input.
std::string input_path(const WhyPage& page, Pair pair, const InputChange& change);

/// A probability or draw as `0.41 %`; empty where there is none.
std::string percent_text(double share);

/// Lines on chance, draw and utility: how they decided. `is_of_a_month`: the chance is that of a month, not of an
/// occasion.
void print_numbers(const WhyPage& page, const Prospect& prospect, bool is_of_a_month);

}  // namespace entente
