#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/simulation/catalogue.hpp"
#include "engine/simulation/simulation.hpp"

namespace entente {

/// Values of columns; one of a column with an axis fills the whole axis.
using Given = std::vector<std::pair<const Column*, double>>;

/// The date that a text says; ends the test if it says none.
Date on(std::string_view text);

/// A small scenario, said in one sentence after the other and made by `scenario()`. What is not said has the columns'
/// defaults; one issue `west` and one domain `force` of weight 1, the world's power 1, proximity .5 between any two
/// states, everyone eligible everywhere, steps of a month from 2000 to 2010, nothing in the pipeline.
class SmallWorld {
 public:
  explicit SmallWorld(Catalogue catalogue);

  SmallWorld& time(std::string_view start, std::string_view end, int months_per_step = 1);
  SmallWorld& issues(std::vector<std::string> ids);
  SmallWorld& domains(std::vector<std::pair<std::string, double>> weights);
  SmallWorld& pipeline(std::vector<std::string> mechanisms);
  SmallWorld& parameter(const std::string& mechanism, const std::string& name, double value);
  SmallWorld& record(std::vector<std::string> series, int months = 0);
  SmallWorld& power_reference(double value);

  SmallWorld& state(const std::string& id, Given values = {});
  /// `count` states called `stem` and a number, alike.
  SmallWorld& states(const std::string& stem, std::size_t count, Given values = {});
  SmallWorld& lives(const std::string& state, std::string_view from, std::string_view until,
                    const std::string& predecessor = {});
  SmallWorld& alliance(const std::string& id, std::vector<std::string> members, Given values = {});
  SmallWorld& exists(const std::string& alliance, std::string_view founded, std::string_view until);
  /// Only these states have a row in the alliance.
  SmallWorld& eligible(const std::string& alliance, std::vector<std::string> states);
  SmallWorld& membership(const std::string& alliance, const std::string& state, Given values);
  /// What the first holds towards the second.
  SmallWorld& pair(const std::string& from, const std::string& to, Given values);
  SmallWorld& threat(const std::string& id, double intensity);
  SmallWorld& near(const std::string& a, const std::string& b, double proximity);
  SmallWorld& all_near(double proximity);
  /// Regional geometry: the regions' proximity matrix and each state's region.
  SmallWorld& regions(std::vector<double> matrix, std::map<std::string, int> region_of);

  SmallWorld& at(std::string_view date, Verb verb, const std::string& state, const std::string& alliance = {});
  SmallWorld& move(std::string_view date, const std::string& state, int region);
  SmallWorld& change(std::string_view date, Verb verb, const Column& column, const std::string& row, double value);
  SmallWorld& path(const Column& column, const std::string& row, std::vector<std::pair<std::string, double>> knots);

  Scenario scenario() const;
  Model model() const { return Model(scenario(), catalogue_); }
  const Catalogue& catalogue() const { return catalogue_; }

 private:
  struct Alliance {
    std::vector<std::string> members;
    Given values;
    std::string founded, until;
    std::vector<std::string> eligible;
    bool everyone = true;
  };
  struct Life {
    std::string from, until, predecessor;
  };
  struct Dated {
    std::string date;
    Verb verb;
    const Column* column;
    std::string row, alliance;
    double value;
  };
  struct Path {
    const Column* column;
    std::string row;
    std::vector<std::pair<std::string, double>> knots;
  };

  void make_tables(World& world) const;
  void give_values(World& world) const;
  void set_memberships(Scenario& scenario) const;
  void set_proximity(World& world) const;
  void set_dates(Scenario& scenario) const;
  static std::size_t row_of(const World& world, TableKind table, const std::string& id);

  Catalogue catalogue_;
  Time time_;
  std::vector<std::string> issues_{"west"};
  std::vector<std::pair<std::string, double>> domains_{{"force", 1.0}};
  std::vector<std::string> pipeline_;
  std::map<std::pair<std::string, std::string>, double> parameters_;
  Recording recording_{.months = 0, .series = {"default"}};
  double power_reference_ = 1.0;
  std::map<std::string, Given> states_;
  std::map<std::string, Life> lives_;
  std::map<std::string, Alliance> alliances_;
  std::map<std::pair<std::string, std::string>, Given> memberships_, pairs_;
  std::map<std::string, double> threats_;
  std::map<std::pair<std::string, std::string>, double> near_;
  double all_near_ = 0.5;
  std::vector<double> region_matrix_;
  std::map<std::string, int> region_of_;
  std::vector<Dated> changes_;
  std::vector<Path> paths_;
};

/// Rows by name.
StateId state_of(const World& world, std::string_view id);
AllianceId alliance_of(const World& world, std::string_view id);
std::size_t membership_of(const World& world, std::string_view state, std::string_view alliance);
/// A state's value of a column without an axis.
double value_of(const World& world, const Column& column, std::string_view row);
double pair_value(const World& world, const Column& column, std::string_view from, std::string_view to);

/// The world after a run of the whole model.
World world_after(const Model& model, std::uint64_t seed = 1, std::uint64_t replicate = 0);
/// How many events of a kind there were.
std::size_t count_events(const RunRecord& record, const Catalogue& catalogue, const EventKind& kind);
/// The events of a kind.
std::vector<Event> events_of(const RunRecord& record, const Catalogue& catalogue, const EventKind& kind);

}  // namespace entente
