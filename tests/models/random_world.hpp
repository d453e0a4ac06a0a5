#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/hash.hpp"
#include "engine/random/streams.hpp"
#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"

namespace entente::tests {

/// A small world in which everything is drawn by the names of those whom it is about, so that a bystander changes
/// nothing for the others. Powers, threats and memories are set as the mechanism threat would.
class RandomWorld {
 public:
  struct Shape {
    std::size_t states = 9;
    std::size_t alliances = 4;
    bool bystander = false;
    bool own_regions = false;  ///< regional proximity, each state its own region
    bool overlap = true;       ///< states may be in several alliances
  };

  static World make(std::uint64_t seed, Shape shape) { return RandomWorld(seed, shape).world_; }

 private:
  RandomWorld(std::uint64_t seed, Shape shape) : streams_(seed, 0), shape_(shape) {
    std::vector<std::string> states, alliances;
    if (shape.bystander) states.push_back("bystander");
    for (std::size_t i = 0; i < shape.states; ++i) states.push_back("s" + std::to_string(i));
    for (std::size_t a = 0; a < shape.alliances; ++a) alliances.push_back("a" + std::to_string(a));
    world_.issues = {{"x", "y"}, {"x", "y"}};
    world_.domains = {{"d"}, {"d"}};
    world_.domain_weights = {1.0};
    world_.power_reference = 1.0;
    world_.states = StateTable(states);
    world_.alliances = AllianceTable(alliances);
    world_.threats = ThreatTable(std::vector<std::string>{});
    make_pairs();
    const Catalogue catalogue = models::catalogue();
    for (const Column* column : catalogue.vocabulary().columns) world_.add(*column);
    make_proximity();
    fill(world_.states, world_.states.entities(),
         {&columns::power, &columns::reputation, &columns::democracy, &columns::burden, &columns::salience,
          &columns::position, &columns::commitment, &columns::sovereignty});
    for (double& m : world_.states.update(columns::power)) m *= 0.2;
    for (double& b : world_.states.update(columns::burden)) b *= 0.06;
    fill(world_.alliances, world_.alliances.entities(), {&columns::strength, &columns::focus, &columns::integration});
    fill(world_.memberships, world_.memberships.entities(), {&columns::trust, &columns::interoperability});
    fill_dyads();
    enter_members();
  }

  double draw(std::uint64_t entity, std::uint64_t why) const { return streams_.at(why, 0, entity).uniform(); }

  void fill(Table& table, std::span<const std::uint64_t> entities, const std::vector<const Column*>& list) const {
    for (const Column* column : list) {
      const std::size_t width = table.width(*column);
      const auto values = table.update(*column);
      for (std::size_t n = 0; n < values.size(); ++n)
        values[n] = draw(entities[n / width], name_hash(column->name) + n % width);
    }
  }

  void make_pairs() {
    const std::size_t first = shape_.bystander ? 1 : 0;
    std::vector<std::pair<StateId, StateId>> dyads;
    std::vector<std::pair<AllianceId, StateId>> pairs;
    const auto states = world_.states.entities();
    for (std::size_t i = first; i < world_.states.size(); ++i) {
      for (std::size_t j = first; j < i; ++j)
        if (draw(pair_hash(states[i], states[j]), 1) < 0.6) dyads.emplace_back(StateId(i), StateId(j));
      for (std::size_t a = 0; a < shape_.alliances; ++a)
        if (draw(pair_hash(states[i], world_.alliances.entities()[a]), 2) < 0.8)
          pairs.emplace_back(AllianceId(a), StateId(i));
    }
    std::sort(pairs.begin(), pairs.end());
    world_.dyads = DyadTable(world_.states.size(), dyads, states);
    world_.memberships =
        MembershipTable(world_.states.size(), shape_.alliances, pairs, states, world_.alliances.entities());
  }

  void make_proximity() {
    const std::size_t n = world_.states.size();
    const auto states = world_.states.entities();
    std::vector<double> values(n * n, 1.0);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (i != j)
          values[i * n + j] =
              0.05 + 0.9 * draw(pair_hash(std::min(states[i], states[j]), std::max(states[i], states[j])), 3);
    std::vector<std::int32_t> own(n);
    for (std::size_t i = 0; i < n; ++i) own[i] = static_cast<std::int32_t>(i);
    world_.proximity =
        shape_.own_regions ? Proximity::regional(n, std::move(values), own) : Proximity::exact(n, std::move(values));
  }

  void fill_dyads() {
    DyadTable& dyads = world_.dyads;
    const auto power = world_.states[columns::power];
    const auto threat = world_.states.update(columns::threat);
    for (std::size_t d = 0; d < dyads.size(); ++d) {
      const std::uint64_t entity = dyads.entities()[d];
      const double fear = draw(entity, 4) < 0.5 ? draw(entity, 5) : 0.0;
      const double reach = power[dyads.to()[d].index()] * world_.proximity(dyads.from()[d], dyads.to()[d]);
      dyads.update(columns::fear)[d] = fear;
      dyads.update(columns::pair_threat)[d] = fear * reach;
      dyads.update(columns::pair_memory)[d] = std::max(fear, draw(entity, 6) < 0.3 ? 0.8 : 0.0) * reach;
      dyads.update(columns::tie)[d] = draw(entity, 7) < 0.5 ? draw(entity, 8) : 0.0;
      dyads.update(columns::contiguous)[d] = draw(entity, 9) < 0.15 ? 1.0 : 0.0;
      if (!shape_.own_regions) dyads.update(columns::presence)[d] = draw(entity, 10) < 0.2 ? 0.6 : 0.0;
      threat[dyads.from()[d].index()] += fear * reach;
    }
  }

  void enter_members() {
    std::vector<int> alliances(world_.states.size());
    for (std::size_t row = 0; row < world_.memberships.size(); ++row) {
      int& entered = alliances[world_.memberships.state()[row].index()];
      if (draw(world_.memberships.entities()[row], 11) >= 0.5 || (!shape_.overlap && entered > 0)) continue;
      world_.memberships.set_status(row, Status::member, Date{0});
      ++entered;
    }
  }

  Streams streams_;
  Shape shape_;
  World world_;
};

}  // namespace entente::tests
