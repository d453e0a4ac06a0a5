#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/scenario/grammar_parts.hpp"
#include "engine/scenario/reading.hpp"
#include "models/classic/catalogue.hpp"
#include "models/classic/hedonic.hpp"
#include "models/classic/input.hpp"

namespace entente::classic {

using namespace grammar_parts;

namespace {

constexpr std::size_t most_players = 12;
constexpr double default_keep = 1000;

struct FormationCase {
  StabilityConcept sense;
  bool from_together;
  bool at_random;
  std::int64_t most_moves;
};

struct HedonicCase {
  std::vector<std::string> players;
  HedonicGame game;
  std::size_t keep;
  std::optional<FormationCase> formation;
};

/// `A B | C`.
std::string partition_text(const std::vector<std::string>& players, const Partition& partition) {
  std::string text;
  for (const Coalition coalition : partition) {
    if (!text.empty()) text += " |";
    for (std::size_t i = 0; i < players.size(); ++i)
      if ((coalition >> i) & 1) text += (text.empty() ? "" : " ") + players[i];
  }
  return text;
}

void add_stable(Solution& solution, const HedonicCase& given) {
  const auto found = stable_partitions(given.game, given.keep);
  std::map<Partition, std::vector<double>> listed;  // whether it is stable, by concept; NaN: not known
  Quantity counts{.name = "partitions", .about = "stable partitions", .axes = {"concept"}, .kind = Kind::integer};
  std::vector<double> unknown;
  for (const StablePartitions& each : found) {
    counts.values.push_back(static_cast<double>(each.count));
    const bool is_whole = each.count <= static_cast<std::int64_t>(given.keep);
    unknown.push_back(is_whole ? 0.0 : std::numeric_limits<double>::quiet_NaN());
  }
  for (std::size_t c = 0; c < found.size(); ++c)
    if (unknown[c] == 0.0)
      for (const Partition& partition : found[c].first) listed.try_emplace(partition, unknown).first->second[c] = 1.0;
  std::vector<std::string> concepts(stability_names.begin(), stability_names.end()), labels;
  for (std::size_t c = 0; c < concepts.size(); ++c)
    solution.words.push_back(fmt::format(
        "Stable in the sense of {}: {} partition{}{}.", concepts[c], found[c].count, found[c].count == 1 ? "" : "s",
        unknown[c] == 0.0 ? "" : fmt::format(", more than are listed ({})", given.keep)));
  Quantity stable{.name = "stable",
                  .about = "1: stable, 0: not; NaN: too many of the concept to list",
                  .axes = {"partition", "concept"},
                  .kind = Kind::integer};
  Quantity coalition{.name = "coalition",
                     .about = "number of the coalition in which the player is, from 0",
                     .axes = {"partition", "player"},
                     .kind = Kind::integer};
  for (const auto& [partition, flags] : listed) {
    labels.push_back(partition_text(given.players, partition));
    stable.values.insert(stable.values.end(), flags.begin(), flags.end());
    for (std::size_t i = 0; i < given.players.size(); ++i)
      for (std::size_t k = 0; k < partition.size(); ++k)
        if ((partition[k] >> i) & 1) coalition.values.push_back(static_cast<double>(k));
  }
  solution.add_axis("concept", "when a partition is stable (Bogomolnaia & Jackson 2002)", std::move(concepts));
  solution.add_axis("partition", "partitions that are stable in some sense", std::move(labels));
  solution.quantities.push_back(std::move(counts));
  solution.quantities.push_back(std::move(stable));
  solution.quantities.push_back(std::move(coalition));
}

void add_formation(Solution& solution, const HedonicCase& given, Stream stream) {
  const FormationCase& formation = *given.formation;
  Partition start;
  if (formation.from_together)
    start = {given.game.everyone()};
  else
    for (std::size_t i = 0; i < given.players.size(); ++i) start.push_back(Coalition{1} << i);
  const Formation formed = formation.at_random
                               ? form_at_random(given.game, formation.sense, start, formation.most_moves, stream)
                               : form(given.game, formation.sense, start);
  const char* end = formed.end == Formation::End::stable  ? "from which nobody moves"
                    : formed.end == Formation::End::cycle ? "which has been before: they go round for ever"
                                                          : "where the limit of moves ended it";
  solution.words.push_back(fmt::format("From everyone {}, {} moves lead to {}, {}.",
                                       formation.from_together ? "together" : "alone", formed.moves,
                                       partition_text(given.players, formed.partition), end));
  solution.quantities.push_back({.name = "moves",
                                 .about = "moves of the players from the start",
                                 .values = {static_cast<double>(formed.moves)},
                                 .kind = Kind::integer});
  solution.quantities.push_back({.name = "settles",
                                 .about = "whether they end where nobody moves",
                                 .values = {formed.end == Formation::End::stable ? 1.0 : 0.0},
                                 .kind = Kind::flag});
}

Solution solve(const HedonicCase& given, const Streams& streams) {
  Solution solution;
  solution.add_axis("player", "id of the player", given.players);
  add_stable(solution, given);
  if (given.formation) add_formation(solution, given, streams.at(name_hash("hedonic"), 0, name_hash("formation")));
  return solution;
}

HedonicGame ranked(const Node& document, const std::vector<std::string>& players, std::vector<Problem>& problems) {
  std::vector<std::vector<Coalition>> rankings(players.size());
  for (const Entry& entry : document.find("rankings")->entries)
    for (const Node& item : entry.value.items) {
      Coalition coalition = 0;
      for (const Node& name : item.items) coalition |= Coalition{1} << place_of(players, name.text);
      const std::size_t player = place_of(players, entry.key);
      auto& ranking = rankings[player];
      if (((coalition >> player) & 1) == 0) {
        report(problems, item.place, fmt::format("rankings.{}: a coalition without {}.", entry.key, entry.key),
               "Players rank coalitions that they are in.");
        continue;
      }
      if (std::find(ranking.begin(), ranking.end(), coalition) != ranking.end())
        report(problems, item.place, fmt::format("rankings.{}: a coalition is given twice.", entry.key), "Keep one.");
      ranking.push_back(coalition);
    }
  return ranked_game(rankings);
}

Solve read(const Node& document, std::vector<Problem>& problems) {
  const std::vector<std::string> players = ids_of(document, "players");
  const Node *worth = document.find("worth"), *rankings = document.find("rankings");
  const Place& place = document.find("players")->place;
  if (players.empty()) report(problems, place, "players: there are none.", "Name those who form coalitions.");
  if (players.size() > most_players)
    report(problems, place, fmt::format("players: there are {} (at most {}).", players.size(), most_players));
  if ((worth == nullptr) == (rankings == nullptr))
    report(problems, document.place,
           fmt::format("{} of worth and rankings are given.", worth == nullptr ? "none" : "both"),
           "Give one: what each is worth to each, or each player's coalitions in falling order of liking.");
  if (!problems.empty()) return {};
  HedonicGame game = worth != nullptr ? additive_game(matrix_of(document, "worth", players).unaryExpr([](double v) {
    return std::isnan(v) ? 0.0 : v;
  }))
                                      : ranked(document, players, problems);
  std::optional<FormationCase> formation;
  if (const Node* given = document.find("formation")) {
    const std::string sense = text_at(*given, "concept", "nash");
    const auto which = std::find(stability_names.begin(), stability_names.end(), sense) - stability_names.begin();
    formation = FormationCase{static_cast<StabilityConcept>(which), text_at(*given, "start", "alone") == "together",
                              text_at(*given, "order", "fixed") == "random",
                              static_cast<std::int64_t>(number_at(*given, "most_moves", 10000))};
  }
  const auto keep = static_cast<std::size_t>(number_at(document, "keep", default_keep));
  return [given = HedonicCase{players, std::move(game), keep, formation}](const Streams& streams) {
    return solve(given, streams);
  };
}

}  // namespace

ClassicModel hedonic_model() {
  return {
      "hedonic",
      "Players form coalitions, and each cares only about who is in its own.",
      "Dreze & Greenberg 1980; Bogomolnaia & Jackson 2002",
      {{"players",
        map_of("player", true, record({{"name", text("name to show; the id if not given")}}, "one player"),
               "those who form coalitions, 12 at most"),
        true},
       {"worth", map_of("player", false,
                        map_of("player", false, given_number("what it gains by having the other beside it", any_number),
                               "the other"),
                        "additive games: what each is worth to each; not given: 0")},
       {"rankings", map_of("player", false,
                           list_of(list_of(name_of("player", "a player"), "a coalition that holds the player"),
                                   "coalitions, the best first"),
                           "other games: each player's coalitions in falling order of liking; those not listed are "
                           "worst and equally bad")},
       {"keep", whole("stable partitions that are listed of a concept; of more only the number is told",
                      between(1, 1e6), default_keep)},
       {"formation",
        record({{"concept", choice("which moves are allowed: nash any, individual those that harm nobody joined, "
                                   "contractual those that harm nobody left either",
                                   {"nash", "individual", "contractual"})},
                {"start", choice("all alone or all together", {"alone", "together"})},
                {"order", choice("who moves: the first who gains, or players in random order", {"fixed", "random"})},
                {"most_moves", whole("in random order, after which they stop", between(1, 1e9), 10000)}},
               "players move one at a time, each to the coalition that it likes best")}},
      read};
}

}  // namespace entente::classic
