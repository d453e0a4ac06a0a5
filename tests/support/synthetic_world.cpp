#include "tests/support/synthetic_world.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/hash.hpp"
#include "engine/random/streams.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"

namespace entente::synthetic {

namespace {

constexpr std::uint64_t places_key = name_hash("synthetic.places");
constexpr std::uint64_t states_key = name_hash("synthetic.states");
constexpr std::uint64_t alliances_key = name_hash("synthetic.alliances");
constexpr std::uint64_t pairs_key = name_hash("synthetic.pairs");
constexpr std::uint64_t candidates_key = name_hash("synthetic.candidates");
constexpr std::uint64_t dyads_key = name_hash("synthetic.dyads");

std::vector<std::string> ids(std::string_view letter, std::size_t number) {
  std::vector<std::string> all;
  for (std::size_t n = 0; n < number; ++n) {
    const std::string digits = std::to_string(n);
    all.push_back(std::string(letter) + std::string(6 - digits.size(), '0') + digits);
  }
  return all;
}

Labels labels(std::string_view letter, std::size_t number) {
  return {ids(letter, number), ids(letter, number)};
}

std::size_t below(Stream& stream, std::size_t number) {
  return std::min(number - 1, static_cast<std::size_t>(stream.uniform() * static_cast<double>(number)));
}

struct Place {
  double latitude;
  double longitude;
};

/// A state of some region near state `i`'s, or anywhere.
std::size_t other_state(Stream& stream, const Shape& shape, std::size_t i, double own_region) {
  if (stream.uniform() >= own_region) return below(stream, shape.states);
  const std::size_t turn = below(stream, (shape.states + shape.regions - 1) / shape.regions);
  return std::min(shape.states - 1, turn * shape.regions + i % shape.regions);
}

class Maker {
 public:
  Maker(const Shape& shape, const Vocabulary& vocabulary) : shape_(shape), streams_(shape.seed, 0) {
    world_.issues = labels("i", shape.issues);
    world_.domains = labels("d", shape.domains);
    world_.regions = labels("r", shape.regions);
    world_.domain_weights.assign(shape.domains, 1.0 / static_cast<double>(shape.domains));
    world_.power_reference = shape.power_reference;
    world_.date = Date{0};
    world_.states = StateTable(ids("s", shape.states));
    world_.alliances = AllianceTable(ids("a", shape.alliances));
    world_.threats = ThreatTable(ids("t", 1));
    for (std::size_t i = 0; i < shape.states; ++i)
      world_.states.region[i] = static_cast<std::int32_t>(i % shape.regions);
    world_.dyads = make_dyads();
    world_.memberships = make_memberships();
    for (const Column* column : vocabulary.columns) world_.add(*column);
    world_.proximity = make_proximity();
    fill_states();
    fill_alliances();
    fill_dyads();
    choose_members();
    world_.threats.update(columns::intensity)[0] = 0.002;
  }

  World take() { return std::move(world_); }

 private:
  Stream draw(std::uint64_t key, std::uint64_t entity) const { return streams_.at(key, 0, entity); }

  DyadTable make_dyads() {
    std::vector<std::pair<StateId, StateId>> pairs;
    for (std::size_t i = 0; i < shape_.states; ++i) {
      Stream stream = draw(dyads_key, world_.states.entities()[i]);
      const auto add = [&](std::size_t number, double own_region, std::vector<std::pair<StateId, StateId>>& list) {
        for (std::size_t n = 0; n < number; ++n) {
          const std::size_t j = other_state(stream, shape_, i, own_region);
          if (j == i) continue;
          list.emplace_back(StateId(i), StateId(j));
          pairs.emplace_back(StateId(i), StateId(j));
        }
      };
      add(shape_.enemies / 2, 0.3, hostile_);
      add(shape_.partners / 2 + 1, 0.6, tied_);
    }
    return {shape_.states, std::move(pairs), world_.states.entities()};
  }

  MembershipTable make_memberships() {
    const std::size_t candidates = std::min(shape_.candidates, shape_.alliances);
    std::vector<std::pair<AllianceId, StateId>> pairs;
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < shape_.states; ++i) {
      Stream stream = draw(candidates_key, world_.states.entities()[i]);
      chosen.clear();
      while (chosen.size() < candidates) {
        std::size_t a = below(stream, shape_.alliances);
        if (stream.uniform() < 0.5) a = a - a % shape_.regions + i % shape_.regions;
        if (a >= shape_.alliances || std::find(chosen.begin(), chosen.end(), a) != chosen.end()) continue;
        chosen.push_back(a);
        pairs.emplace_back(AllianceId(a), StateId(i));
      }
    }
    std::sort(pairs.begin(), pairs.end());
    return {shape_.states, shape_.alliances, pairs, world_.states.entities(), world_.alliances.entities()};
  }

  Place centre(std::size_t region) const {
    Stream stream = draw(places_key, region);
    return {120.0 * stream.uniform() - 50.0, 360.0 * stream.uniform() - 180.0};
  }

  Proximity make_proximity() const {
    std::vector<Place> places;
    for (std::size_t n = 0; n < (shape_.exact ? shape_.states : shape_.regions); ++n) {
      places.push_back(centre(n % shape_.regions));
      if (!shape_.exact) continue;
      Stream stream = draw(places_key, world_.states.entities()[n]);
      places.back().latitude += 8.0 * stream.normal();
      places.back().longitude += 8.0 * stream.normal();
    }
    std::vector<double> values(places.size() * places.size(), 1.0);
    for (std::size_t i = 0; i < places.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        values[i * places.size() + j] = values[j * places.size() + i] = loss_of_strength(
            great_circle(places[i].latitude, places[i].longitude, places[j].latitude, places[j].longitude), 1000.0,
            1.0);
    if (shape_.exact) return Proximity::exact(shape_.states, std::move(values));
    return Proximity::regional(shape_.regions, std::move(values), world_.states.region);
  }

  void fill_states() {
    using namespace columns;
    StateTable& states = world_.states;
    for (std::size_t i = 0; i < shape_.states; ++i) {
      Stream stream = draw(states_key, states.entities()[i]);
      const double size = std::exp(1.5 * stream.normal());
      states.update(gdp)[i] = 100.0 * size;
      states.update(burden)[i] = 0.02 * std::exp(0.4 * stream.normal());
      states.update(democracy)[i] = stream.uniform();
      states.update(sovereignty)[i] = stream.uniform();
      states.update(reputation)[i] = 0.5 + 0.5 * stream.uniform();
      states.update(neutrality)[i] = stream.uniform() < 0.05 ? 1.0 : 0.0;
      states.update(exposure)[i] = stream.uniform();
      for (std::size_t k = 0; k < shape_.domains; ++k)
        states.update(capability)[i * shape_.domains + k] =
            size * std::exp(0.5 * stream.normal()) / static_cast<double>(shape_.states);
      for (std::size_t d = 0; d < shape_.issues; ++d) {
        const double of_region = draw(places_key, pair_hash(i % shape_.regions, d)).normal();
        states.update(home)[i * shape_.issues + d] = 0.7 * of_region + 0.5 * stream.normal();
        states.update(salience)[i * shape_.issues + d] = 0.5 + stream.uniform();
      }
    }
  }

  void fill_alliances() {
    using namespace columns;
    AllianceTable& alliances = world_.alliances;
    for (std::size_t a = 0; a < shape_.alliances; ++a) {
      Stream stream = draw(alliances_key, alliances.entities()[a]);
      alliances.update(strength)[a] = 0.3 + 0.7 * stream.uniform();
      alliances.update(defence)[a] = stream.uniform() < 0.7 ? 1.0 : 0.0;
      alliances.update(integration)[a] = stream.uniform() < 0.3 ? stream.uniform() : 0.0;
      alliances.update(admission_rule)[a] = static_cast<double>(below(stream, 3));
      alliances.update(open_door)[a] = 0.03;
      alliances.update(exit_rate)[a] = 0.0004;
      for (std::size_t d = 0; d < shape_.issues; ++d) alliances.update(focus)[a * shape_.issues + d] = stream.uniform();
    }
  }

  void fill_dyads() {
    using namespace columns;
    DyadTable& dyads = world_.dyads;
    for (const auto& [i, j] : hostile_)
      for (const auto& [from, to] : {std::pair(i, j), std::pair(j, i)})
        dyads.update(hostility)[*dyads.row(from, to)] =
            draw(pairs_key, dyads.entities()[*dyads.row(from, to)]).uniform();
    for (const auto& [i, j] : tied_) {
      const std::size_t row = *dyads.row(i, j);
      const auto back = static_cast<std::size_t>(dyads.reverse()[row]);
      Stream stream = draw(pairs_key, dyads.entities()[row]);
      dyads.update(tie)[row] = dyads.update(tie)[back] = stream.uniform();
      const bool near = i.index() % shape_.regions == j.index() % shape_.regions;
      dyads.update(contiguous)[row] = dyads.update(contiguous)[back] = near && stream.uniform() < 0.33 ? 1.0 : 0.0;
      if (stream.uniform() < 0.02) dyads.update(presence)[row] = 0.6;
    }
  }

  void choose_members() {
    MembershipTable& memberships = world_.memberships;
    const double mean =
        shape_.memberships_a_state * static_cast<double>(shape_.states) / static_cast<double>(shape_.alliances);
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t a = 0; a < shape_.alliances; ++a) {
      order.clear();
      for (std::size_t row = memberships.begin(AllianceId(a)); row < memberships.end(AllianceId(a)); ++row) {
        const bool near = memberships.state()[row].index() % shape_.regions == a % shape_.regions;
        order.emplace_back(draw(pairs_key, memberships.entities()[row]).uniform() + (near ? 0.0 : 0.5), row);
      }
      std::sort(order.begin(), order.end());
      const double u = draw(places_key, world_.alliances.entities()[a]).uniform();
      const auto size = std::min(order.size(), static_cast<std::size_t>(std::max(2.0, mean * (0.3 + 2.1 * u * u))));
      for (std::size_t n = 0; n < size; ++n) memberships.set_status(order[n].second, Status::member, Date{-3650});
    }
  }

  const Shape& shape_;
  Streams streams_;
  World world_;
  std::vector<std::pair<StateId, StateId>> hostile_, tied_;
};

}  // namespace

Shape large_shape() {
  Shape shape;
  shape.states = 100'000;
  shape.alliances = 1'000;
  shape.regions = 20;
  shape.exact = false;
  shape.years = 1;
  return shape;
}

Scenario scenario(const Shape& shape, const Vocabulary& vocabulary) {
  Scenario made;
  made.title = "A synthetic world";
  made.seed = shape.seed;
  made.world = Maker(shape, vocabulary).take();
  made.time = {made.world.date, add_months(made.world.date, 12 * shape.years), shape.months_per_step};
  for (std::size_t i = 0; i < shape.states; ++i) made.lifetimes.push_back({.state = StateId(i), .predecessor = {}});
  for (std::size_t a = 0; a < shape.alliances; ++a)
    made.foundings.push_back({.alliance = AllianceId(a), .members = {}});
  for (const MechanismDeclaration& mechanism : vocabulary.mechanisms) {
    if (mechanism.in_default_pipeline) made.pipeline.push_back({mechanism.name});
    std::vector<double>& values = made.parameters[mechanism.name];
    for (const Declaration& parameter : mechanism.parameters) values.push_back(parameter.initial);
  }
  made.record.series = {"default"};
  return made;
}

}  // namespace entente::synthetic
