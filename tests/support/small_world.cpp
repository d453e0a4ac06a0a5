#include "tests/support/small_world.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace entente {

Date on(std::string_view text) {
  const auto date = parse_date(text);
  if (!date) throw std::logic_error("no date: " + std::string(text));
  return *date;
}

SmallWorld::SmallWorld(Catalogue catalogue) : catalogue_(std::move(catalogue)) {
  time("2000-01-01", "2010-01-01");
}

SmallWorld& SmallWorld::time(std::string_view start, std::string_view end, int months_per_step) {
  time_ = {.start = on(start), .end = on(end), .months_per_step = months_per_step};
  return *this;
}

SmallWorld& SmallWorld::issues(std::vector<std::string> ids) {
  issues_ = std::move(ids);
  return *this;
}

SmallWorld& SmallWorld::domains(std::vector<std::pair<std::string, double>> weights) {
  domains_ = std::move(weights);
  return *this;
}

SmallWorld& SmallWorld::pipeline(std::vector<std::string> mechanisms) {
  pipeline_ = std::move(mechanisms);
  return *this;
}

SmallWorld& SmallWorld::parameter(const std::string& mechanism, const std::string& name, double value) {
  parameters_[{mechanism, name}] = value;
  return *this;
}

SmallWorld& SmallWorld::record(std::vector<std::string> series, int months) {
  recording_ = {.months = months, .series = std::move(series)};
  return *this;
}

SmallWorld& SmallWorld::power_reference(double value) {
  power_reference_ = value;
  return *this;
}

SmallWorld& SmallWorld::state(const std::string& id, Given values) {
  auto& given = states_[id];
  given.insert(given.end(), values.begin(), values.end());
  return *this;
}

SmallWorld& SmallWorld::states(const std::string& stem, std::size_t count, Given values) {
  for (std::size_t n = 0; n < count; ++n) state(stem + std::to_string(n), values);
  return *this;
}

SmallWorld& SmallWorld::lives(const std::string& state, std::string_view from, std::string_view until,
                              const std::string& predecessor) {
  lives_[state] = {std::string(from), std::string(until), predecessor};
  return *this;
}

SmallWorld& SmallWorld::alliance(const std::string& id, std::vector<std::string> members, Given values) {
  alliances_[id].members = std::move(members);
  alliances_[id].values = std::move(values);
  return *this;
}

SmallWorld& SmallWorld::exists(const std::string& alliance, std::string_view founded, std::string_view until) {
  alliances_[alliance].founded = founded;
  alliances_[alliance].until = until;
  return *this;
}

SmallWorld& SmallWorld::eligible(const std::string& alliance, std::vector<std::string> states) {
  alliances_[alliance].eligible = std::move(states);
  alliances_[alliance].everyone = false;
  return *this;
}

SmallWorld& SmallWorld::membership(const std::string& alliance, const std::string& state, Given values) {
  memberships_[{alliance, state}] = std::move(values);
  return *this;
}

SmallWorld& SmallWorld::pair(const std::string& from, const std::string& to, Given values) {
  pairs_[{from, to}] = std::move(values);
  return *this;
}

SmallWorld& SmallWorld::threat(const std::string& id, double intensity) {
  threats_[id] = intensity;
  return *this;
}

SmallWorld& SmallWorld::near(const std::string& a, const std::string& b, double proximity) {
  near_[{a, b}] = near_[{b, a}] = proximity;
  return *this;
}

SmallWorld& SmallWorld::all_near(double proximity) {
  all_near_ = proximity;
  return *this;
}

SmallWorld& SmallWorld::regions(std::vector<double> matrix, std::map<std::string, int> region_of) {
  region_matrix_ = std::move(matrix);
  region_of_ = std::move(region_of);
  return *this;
}

SmallWorld& SmallWorld::at(std::string_view date, Verb verb, const std::string& state, const std::string& alliance) {
  changes_.push_back({std::string(date), verb, nullptr, state, alliance, 0.0});
  return *this;
}

SmallWorld& SmallWorld::move(std::string_view date, const std::string& state, int region) {
  changes_.push_back({std::string(date), Verb::move, nullptr, state, {}, static_cast<double>(region)});
  return *this;
}

SmallWorld& SmallWorld::change(std::string_view date, Verb verb, const Column& column, const std::string& row,
                               double value) {
  changes_.push_back({std::string(date), verb, &column, row, {}, value});
  return *this;
}

SmallWorld& SmallWorld::path(const Column& column, const std::string& row,
                             std::vector<std::pair<std::string, double>> knots) {
  paths_.push_back({&column, row, std::move(knots)});
  return *this;
}

std::size_t SmallWorld::row_of(const World& world, TableKind table, const std::string& id) {
  const NamedTable& named = table == TableKind::alliance ? static_cast<const NamedTable&>(world.alliances)
                            : table == TableKind::threat ? static_cast<const NamedTable&>(world.threats)
                                                         : static_cast<const NamedTable&>(world.states);
  const auto row = named.row(id);
  if (!row) throw std::logic_error("the small world has no " + id);
  return *row;
}

void SmallWorld::make_tables(World& world) const {
  std::vector<std::string> ids;
  for (const auto& [id, values] : states_) ids.push_back(id);
  world.states = StateTable(ids);
  ids.clear();
  for (const auto& [id, alliance] : alliances_) ids.push_back(id);
  world.alliances = AllianceTable(ids);
  ids.clear();
  for (const auto& [id, intensity] : threats_) ids.push_back(id);
  world.threats = ThreatTable(ids);

  std::vector<std::pair<AllianceId, StateId>> rows;
  for (const auto& [id, alliance] : alliances_)
    for (std::size_t i = 0; i < world.states.size(); ++i) {
      const auto& wanted = alliance.eligible;
      if (alliance.everyone || std::find(wanted.begin(), wanted.end(), world.states.ids()[i]) != wanted.end())
        rows.emplace_back(alliance_of(world, id), StateId(i));
    }
  world.memberships = MembershipTable(world.states.size(), world.alliances.size(), rows, world.states.entities(),
                                      world.alliances.entities());
  std::vector<std::pair<StateId, StateId>> pairs;
  for (const auto& [ends, values] : pairs_)
    pairs.emplace_back(state_of(world, ends.first), state_of(world, ends.second));
  world.dyads = DyadTable(world.states.size(), pairs, world.states.entities());
  for (const Column* column : catalogue_.vocabulary().columns) world.add(*column);
}

namespace {

void fill(Table& table, std::size_t row, const Given& values) {
  for (const auto& [column, value] : values) {
    const std::size_t width = table.width(*column);
    const auto cells = table.update(*column).subspan(row * width, width);
    std::fill(cells.begin(), cells.end(), value);
  }
}

}  // namespace

void SmallWorld::give_values(World& world) const {
  for (const auto& [id, values] : states_) fill(world.states, row_of(world, TableKind::state, id), values);
  for (const auto& [id, alliance] : alliances_)
    fill(world.alliances, row_of(world, TableKind::alliance, id), alliance.values);
  for (const auto& [ends, values] : memberships_)
    fill(world.memberships, membership_of(world, ends.second, ends.first), values);
  for (const auto& [ends, values] : pairs_)
    fill(world.dyads, *world.dyads.row(state_of(world, ends.first), state_of(world, ends.second)), values);
  const Column* intensity = catalogue_.vocabulary().column(TableKind::threat, "intensity");
  for (const auto& [id, value] : threats_)
    fill(world.threats, row_of(world, TableKind::threat, id), {{intensity, value}});
}

void SmallWorld::set_memberships(Scenario& scenario) const {
  World& world = scenario.world;
  for (std::size_t row = 0; row < world.memberships.size(); ++row)
    world.memberships.restore(row, Status::outsider, time_.start, time_.start);
  for (const auto& [id, alliance] : alliances_) {
    Founding founding{.alliance = alliance_of(world, id), .date = always_before, .until = always_after, .members = {}};
    if (!alliance.founded.empty()) founding.date = on(alliance.founded);
    if (!alliance.until.empty()) founding.until = on(alliance.until);
    const bool active = founding.date <= time_.start && time_.start < founding.until;
    world.alliances.active[founding.alliance.index()] = active ? 1 : 0;
    for (const std::string& member : alliance.members) {
      const std::size_t row = membership_of(world, member, id);
      if (active) world.memberships.set_status(row, Status::member, time_.start);
      founding.members.push_back({.membership = row, .values = {}});
    }
    scenario.foundings.push_back(std::move(founding));
  }
}

void SmallWorld::set_proximity(World& world) const {
  const std::size_t states = world.states.size();
  if (!region_matrix_.empty()) {
    std::size_t regions = 1;
    while (regions * regions < region_matrix_.size()) ++regions;
    for (std::size_t g = 0; g < regions; ++g) {
      world.regions.ids.push_back("r" + std::to_string(g));
      world.regions.names.push_back("r" + std::to_string(g));
    }
    for (const auto& [id, region] : region_of_) world.states.region[state_of(world, id).index()] = region;
    world.proximity = Proximity::regional(regions, region_matrix_, world.states.region);
    return;
  }
  std::vector<double> values(states * states, all_near_);
  for (std::size_t i = 0; i < states; ++i) values[i * states + i] = 1.0;
  for (const auto& [ends, proximity] : near_)
    values[state_of(world, ends.first).index() * states + state_of(world, ends.second).index()] = proximity;
  world.proximity = Proximity::exact(states, std::move(values));
}

void SmallWorld::set_dates(Scenario& scenario) const {
  World& world = scenario.world;
  for (const auto& [id, values] : states_) {
    Lifetime life{.state = state_of(world, id), .from = always_before, .until = always_after, .predecessor = {}};
    if (const auto found = lives_.find(id); found != lives_.end()) {
      if (!found->second.from.empty()) life.from = on(found->second.from);
      if (!found->second.until.empty()) life.until = on(found->second.until);
      if (!found->second.predecessor.empty()) life.predecessor = state_of(world, found->second.predecessor);
    }
    world.states.active[life.state.index()] = life.from <= time_.start && time_.start < life.until ? 1 : 0;
    scenario.lifetimes.push_back(life);
  }
  for (const Dated& dated : changes_) {
    ScheduledChange change;
    change.name = dated.date + dated.row;
    change.date = on(dated.date);
    change.verb = dated.verb;
    change.column = dated.column;
    change.value = dated.value;
    if (dated.column != nullptr)
      change.row = row_of(world, dated.column->table, dated.row);
    else if (!dated.row.empty())
      change.state = state_of(world, dated.row);
    if (!dated.alliance.empty()) change.alliance = alliance_of(world, dated.alliance);
    scenario.schedule.push_back(change);
  }
  std::stable_sort(scenario.schedule.begin(), scenario.schedule.end(),
                   [](const ScheduledChange& a, const ScheduledChange& b) { return a.date < b.date; });
  for (const Path& path : paths_) {
    Trajectory trajectory{path.column, row_of(world, path.column->table, path.row), 0, {}};
    for (const auto& [date, value] : path.knots) trajectory.knots.emplace_back(on(date), value);
    world.table(path.column->table).update(*path.column)[trajectory.row * world.extent(path.column->axis)] =
        trajectory.at(time_.start);
    scenario.trajectories.push_back(std::move(trajectory));
  }
}

Scenario SmallWorld::scenario() const {
  Scenario scenario;
  scenario.title = "a small world";
  scenario.time = time_;
  scenario.record = recording_;
  World& world = scenario.world;
  world.date = time_.start;
  world.issues = {issues_, issues_};
  for (const auto& [id, weight] : domains_) {
    world.domains.ids.push_back(id);
    world.domains.names.push_back(id);
    world.domain_weights.push_back(weight);
  }
  world.power_reference = power_reference_;
  make_tables(world);
  give_values(world);
  set_proximity(world);
  set_memberships(scenario);
  set_dates(scenario);
  for (const std::string& mechanism : pipeline_) scenario.pipeline.push_back({mechanism});
  for (const MechanismDeclaration& mechanism : catalogue_.vocabulary().mechanisms) {
    auto& values = scenario.parameters[mechanism.name];
    for (const Declaration& parameter : mechanism.parameters) {
      const auto given = parameters_.find({mechanism.name, parameter.name});
      values.push_back(given == parameters_.end() ? parameter.initial : given->second);
    }
  }
  for (const auto& [name, value] : parameters_) {
    const MechanismDeclaration* mechanism = catalogue_.vocabulary().mechanism(name.first);
    if (mechanism == nullptr ||
        std::none_of(mechanism->parameters.begin(), mechanism->parameters.end(),
                     [&](const Declaration& parameter) { return parameter.name == name.second; }))
      throw std::logic_error("no parameter " + name.first + "." + name.second);
  }
  return scenario;
}

StateId state_of(const World& world, std::string_view id) {
  const auto row = world.states.row(id);
  if (!row) throw std::logic_error("the small world has no state " + std::string(id));
  return StateId(*row);
}

AllianceId alliance_of(const World& world, std::string_view id) {
  const auto row = world.alliances.row(id);
  if (!row) throw std::logic_error("the small world has no alliance " + std::string(id));
  return AllianceId(*row);
}

std::size_t membership_of(const World& world, std::string_view state, std::string_view alliance) {
  const auto row = world.memberships.row(state_of(world, state), alliance_of(world, alliance));
  if (!row) throw std::logic_error(std::string(state) + " has no row in " + std::string(alliance));
  return *row;
}

double value_of(const World& world, const Column& column, std::string_view row) {
  const bool of_alliance = column.table == TableKind::alliance;
  const std::size_t index = of_alliance ? alliance_of(world, row).index() : state_of(world, row).index();
  return world.table(column.table)[column][index];
}

double pair_value(const World& world, const Column& column, std::string_view from, std::string_view to) {
  return world.dyads[column][*world.dyads.row(state_of(world, from), state_of(world, to))];
}

World world_after(const Model& model, std::uint64_t seed, std::uint64_t replicate) {
  Simulation simulation(model, seed, replicate);
  simulation.run();
  return simulation.world();
}

std::vector<Event> events_of(const RunRecord& record, const Catalogue& catalogue, const EventKind& kind) {
  std::vector<Event> found;
  for (const Event& event : record.events.events())
    if (catalogue.event_kinds()[static_cast<std::size_t>(event.kind)].name == kind.name) found.push_back(event);
  return found;
}

std::size_t count_events(const RunRecord& record, const Catalogue& catalogue, const EventKind& kind) {
  return events_of(record, catalogue, kind).size();
}

}  // namespace entente
