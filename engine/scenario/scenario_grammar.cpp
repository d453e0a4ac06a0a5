#include <algorithm>
#include <utility>

#include "engine/scenario/grammar.hpp"
#include "engine/scenario/grammar_parts.hpp"

namespace entente {

namespace {

using namespace grammar_parts;

std::vector<Field> described(std::string what) {
  return {{"name", text("name to show; the id if not given")}, {"about", text("prose on " + std::move(what))}};
}

void add_columns(std::vector<Field>& fields, const Vocabulary& vocabulary, TableKind table) {
  for (const Column* column : vocabulary.columns)
    if (column->table == table && column->input != Input::derived)
      fields.push_back({std::string(column->name), column_grammar(*column), column->input == Input::required});
}

Grammar time_section() {
  return record({{"start", date("first day of the run"), true},
                 {"end", date("the run ends with the first step that reaches this day"), true},
                 {"step", value({.name = {},
                                 .kind = Kind::choice,
                                 .choices = {"month", "quarter", "half", "year"},
                                 .about = "length of a step"})}},
                "when the run begins and ends, and how long a step is");
}

Grammar proximity_section() {
  Grammar reference = value({.name = {},
                             .range = above(0),
                             .about = "power to which powers are relative: a number, in the unit of the "
                                      "capabilities, for a part of the world; or `world`, the sum over "
                                      "the states that exist"});
  reference.words = {"world"};
  return record(
      {{"geometry", value({.name = {},
                           .kind = Kind::choice,
                           .choices = {"exact", "regions"},
                           .about = "exact: (1 + distance / half_distance)^-exponent between the states' locations; "
                                    "regions: what the regions say of one another"})},
       {"half_distance",
        value({.name = {}, .unit = "km", .range = above(0), .initial = 1000.0, .about = "scale of distance"})},
       {"exponent",
        value({.name = {}, .range = at_least(0), .initial = 1.0, .about = "how fast strength is lost with distance"})},
       {"border_divisor", value({.name = {},
                                 .range = at_least(1),
                                 .initial = 4.0,
                                 .about = "the distance of states that share a border is divided by this"})},
       {"power_reference", std::move(reference)}},
      "how much of its strength a state can bring to bear on another (Boulding 1962)");
}

Grammar states_section(const Vocabulary& vocabulary) {
  std::vector<Field> fields = described("the state");
  fields.push_back({"region", name_of("region", "region in which the state lies")});
  fields.push_back({"location", record({{"latitude",
                                         value({.name = {},
                                                .unit = "degrees north",
                                                .range = between(-90, 90),
                                                .initial = no_default,
                                                .about = "of the capital"}),
                                         true},
                                        {"longitude",
                                         value({.name = {},
                                                .unit = "degrees east",
                                                .range = between(-180, 180),
                                                .initial = no_default,
                                                .about = "of the capital"}),
                                         true}},
                                       "where the state's capital lies; needed by exact geometry")});
  fields.push_back({"exists", record({{"from", date("first day; absent: existed before the run")},
                                      {"until", date("first day after the last; absent: outlasts the run")},
                                      {"predecessor", name_of("state", "state of which this one is heir")}},
                                     "when the state exists; the whole run if not given")});
  add_columns(fields, vocabulary, TableKind::state);
  return map_of("state", true, record(std::move(fields), "one state"), "the states, by their ids");
}

Grammar members(const Vocabulary& vocabulary) {
  std::vector<Field> inputs = {{"since", date("day of entry, for members at the start of the run; else the founding")}};
  add_columns(inputs, vocabulary, TableKind::membership);
  const std::string about =
      "members at the founding, or at the start if the alliance is older: a list, or a map that says "
      "more of each";
  return either(list_of(name_of("state", "a member"), about),
                map_of("state", false, record(std::move(inputs), "one membership"), about), about);
}

/// What a charter may say, be it of one alliance or a template.
void add_charter(std::vector<Field>& fields, const Vocabulary& vocabulary) {
  fields.push_back({"eligible", record({{"regions", list_of(name_of("region", "a region"), "states of these regions")},
                                        {"states", list_of(name_of("state", "a state"), "and these states")},
                                        {"barred", list_of(name_of("state", "a state"), "but never these")}},
                                       "who may ever join; every state if neither regions nor states are given")});
  fields.push_back(
      {"replaces", list_of(name_of("alliance", "an alliance"), "whoever enters leaves these the same day")});
  fields.push_back({"merges", list_of(name_of("alliance", "an alliance"),
                                      "these may merge into it: all enter at once if both sides vote for it")});
  add_columns(fields, vocabulary, TableKind::alliance);
}

Grammar charters_section(const Vocabulary& vocabulary) {
  std::vector<Field> fields = {{"about", text("prose on the charter")}};
  add_charter(fields, vocabulary);
  return map_of("charter", true, record(std::move(fields), "one charter"),
                "charters that several alliances share, by names of your own");
}

Grammar pacts_section() {
  return map_of(
      "pact", true,
      record({{"name", text("what such a pact is called, before the names of the two")},
              {"about", text("prose on the kind")},
              {"charter", name_of("charter", "charter of the pacts; one of defaults if not given")},
              {"states", list_of(name_of("state", "a state"), "states between which they are possible; default: all")},
              {"proximity",
               value({.name = {}, .range = unit_interval, .about = "pairs at least so near one another at the start"})},
              {"with", list_of(name_of("state", "a state"), "these with each of `states`, however far")},
              {"founded", date("day from which they can be founded; absent: from the start")},
              {"until", date("day on which they end and from which none is founded; absent: no such day")}},
             "one kind of pact"),
      "kinds of possible alliances of two states: for every pair one with the id KIND-FIRST-SECOND, states by "
      "ascending id, which nobody is in until a conference founds it. What `alliances` gives under such an id is laid "
      "over it, however far the two are apart");
}

Grammar alliances_section(const Vocabulary& vocabulary) {
  std::vector<Field> fields = described("the alliance");
  fields.push_back({"charter", name_of("charter", "charter over which the keys given here are laid")});
  fields.push_back({"founded", date("day of the founding; absent: exists from the start")});
  fields.push_back({"until", date("day on which it ends; absent: no such day")});
  fields.push_back({"members", members(vocabulary)});
  add_charter(fields, vocabulary);
  return map_of("alliance", true, record(std::move(fields), "one alliance and its charter"),
                "the alliances, by their ids");
}

Grammar dyads_section(const Vocabulary& vocabulary) {
  std::vector<Field> fields;
  add_columns(fields, vocabulary, TableKind::dyad);
  return map_of(
      "state", false,
      map_of("state", false, record(std::move(fields), "what the first state holds towards the second"),
             "the second state"),
      "pairs of states, the first and in it the second; a pair given once holds both ways, given each way has "
      "its own");
}

Grammar threats_section(const Vocabulary& vocabulary) {
  std::vector<Field> fields = described("the threat");
  add_columns(fields, vocabulary, TableKind::threat);
  return map_of("threat", true, record(std::move(fields), "one threat"), "threats that are no states, by their ids");
}

Grammar pair_of_state_and_alliance(std::string about) {
  return record(
      {{"state", name_of("state", "the state"), true}, {"alliance", name_of("alliance", "the alliance"), true}},
      std::move(about));
}

Grammar schedule_section() {
  const char* path = "a path such as states.FRA.gdp, dyads.USA.SUN.hostility or alliances.NATO.members.FRA.trust";
  Grammar change =
      record({{"about", text("prose on the change")},
              {"at", date("day of the change; it is made at the nearest boundary of steps"), true},
              {"set", text(std::string("what is set to `to`: ") + path + ", or states.FRA.region")},
              {"to", scalar("new value, with `set`")},
              {"add", text(std::string("that to which `by` is added: ") + path)},
              {"scale", text(std::string("that which is multiplied by `by`: ") + path)},
              {"by", value({.name = {}, .initial = no_default, .about = "amount, with `add` and `scale`"})},
              {"admit", pair_of_state_and_alliance("the state enters, whoever objects")},
              {"withdraw", pair_of_state_and_alliance("the state leaves")},
              {"forbid", pair_of_state_and_alliance("the state may not join from now on")},
              {"permit", pair_of_state_and_alliance("the state may join again")},
              {"turnover", name_of("state", "state whose leader falls")},
              {"end", name_of("alliance", "alliance that ends")}},
             "one change: a day and one verb");
  change.one_of = {{"set", "to"}, {"add", "by"}, {"scale", "by"}, {"admit"}, {"withdraw"},
                   {"forbid"},    {"permit"},    {"turnover"},    {"end"}};
  return map_of("change", true, std::move(change), "dated changes, by names of your own");
}

/// Puts a parameter below the groups that its dotted name makes.
void add_parameter(std::vector<Field>& fields, const Declaration& declaration, std::string_view rest) {
  const std::size_t dot = rest.find('.');
  const std::string name(rest.substr(0, dot));
  if (dot == std::string_view::npos) {
    fields.push_back({name, value(declaration)});
    return;
  }
  auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
  if (found == fields.end()) found = fields.insert(fields.end(), Field{name, record({}, "")});
  add_parameter(found->grammar.fields, declaration, rest.substr(dot + 1));
}

Grammar parameters_section(const Vocabulary& vocabulary) {
  std::vector<Field> mechanisms;
  for (const MechanismDeclaration& mechanism : vocabulary.mechanisms) {
    if (mechanism.parameters.empty()) continue;
    std::vector<Field> fields;
    for (const Declaration& parameter : mechanism.parameters) add_parameter(fields, parameter, parameter.name);
    mechanisms.push_back({mechanism.name, record(std::move(fields), mechanism.claim)});
  }
  return record(std::move(mechanisms), "parameters, by mechanism; what is not given has its default");
}

Grammar record_section(const Vocabulary& vocabulary) {
  Grammar series = name_of("series", "`default`, `all`, `none`, a table (`states`) or a column (`states.gdp`)");
  series.known = series_names(vocabulary);
  return record({{"every", value({.name = {},
                                  .kind = Kind::choice,
                                  .choices = {"step", "month", "quarter", "half", "year"},
                                  .initial = 4.0,
                                  .about = "time between recorded dates"})},
                 {"series", list_of(std::move(series), "what is recorded besides events and spells")}},
                "what a result file holds");
}

Grammar stop_section() {
  const auto bound = [](const char* about) { return value({.name = {}, .initial = no_default, .about = about}); };
  Grammar rule = record({{"value", text("path of a number, as in alliances.NATO.members or states.FRA.burden"), true},
                         {"below", bound("the run ends when the number is below this")},
                         {"above", bound("the run ends when the number is above this")},
                         {"after", date("not before this day")}},
                        "ends a run before its time; looked at after each step");
  rule.one_of = {{"below"}, {"above"}};
  return rule;
}

}  // namespace

Grammar scenario_grammar(const Vocabulary& vocabulary) {
  Grammar mechanism = name_of("mechanism", "a mechanism");
  for (const MechanismDeclaration& declaration : vocabulary.mechanisms) mechanism.known.push_back(declaration.name);
  std::vector<Field> domain = described("the domain");
  domain.push_back(
      {"weight",
       value({.name = {}, .range = at_least(0), .initial = 1.0, .about = "weight of the domain in military power"})});
  std::vector<Field> region = described("the region");
  region.push_back({"proximity", map_of("region", false,
                                        value({.name = {},
                                               .range = {.lower = 0.0, .upper = 1.0, .lower_open = true},
                                               .initial = no_default,
                                               .about = "share of strength that reaches from one region to the other"}),
                                        "to other regions, given once for both ways; within a region 1 if not given")});
  const std::string include =
      "files over which this one is laid: maps merge by key, scalars and lists replace, null removes";
  return record({{"entente",
                  value({.name = {},
                         .kind = Kind::integer,
                         .range = between(1, 1),
                         .initial = 1.0,
                         .about = "version of the format"}),
                  true},
                 {"title", text("one line that says what the scenario is")},
                 {"about", text("prose: the question, the sources, the limits")},
                 {"include", either(text(include), list_of(text("a file, relative to this one"), include), include)},
                 {"time", time_section(), true},
                 {"seed", value({.name = {},
                                 .kind = Kind::integer,
                                 .range = at_least(0),
                                 .initial = 1.0,
                                 .about = "seed of all random draws; a whole number below 2^64"})},
                 {"issues", map_of("issue", true, record(described("the issue"), "one issue"),
                                   "axes of the space of interests, by their ids")},
                 {"domains", map_of("domain", true, record(std::move(domain), "one domain"),
                                    "domains of military capability, by their ids")},
                 {"regions", map_of("region", true, record(std::move(region), "one region"), "regions, by their ids")},
                 {"proximity", proximity_section()},
                 {"states", states_section(vocabulary), true},
                 {"alliances", alliances_section(vocabulary)},
                 {"charters", charters_section(vocabulary)},
                 {"pacts", pacts_section()},
                 {"dyads", dyads_section(vocabulary)},
                 {"threats", threats_section(vocabulary)},
                 {"schedule", schedule_section()},
                 {"pipeline", list_of(std::move(mechanism),
                                      "the mechanisms of a step, in order; all of the catalogue if not given")},
                 {"parameters", parameters_section(vocabulary)},
                 {"stop", stop_section()},
                 {"record", record_section(vocabulary)}},
                "a scenario");
}

}  // namespace entente
