#include "engine/run/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cctype>
#include <map>
#include <set>
#include <utility>

#include "engine/base/number.hpp"
#include "engine/base/suggest.hpp"
#include "engine/scenario/check.hpp"
#include "engine/scenario/document.hpp"
#include "engine/scenario/reading.hpp"

namespace entente {

namespace {

constexpr std::size_t most_levels = 120;  // that a code of one byte tells apart

/// One reading of an experiment's document, after its overlays were read in.
class Reader {
 public:
  Reader(const Node& document, const std::filesystem::path& folder) : document_(document), folder_(folder) {}

  Experiment read() {
    Experiment experiment;
    experiment.title = text_at(document_, "title");
    experiment.document = document_;
    if (const Node* factors = document_.find("factors"); factors != nullptr && factors->is_mapping())
      for (const Entry& entry : factors->entries) experiment.factors.push_back(read_factor(entry));
    std::sort(experiment.factors.begin(), experiment.factors.end(),
              [](const Factor& a, const Factor& b) { return a.name < b.name; });
    check_paths(experiment.factors);
    if (experiment.factors.empty()) report(document_.place, "factors: there are none.", "Name what is to differ.");
    experiment.replicates = whole_at(document_, "replicates", 1);
    experiment.common_random_numbers = text_at(document_, "random_numbers", "common") == "common";
    experiment.seconds_a_run = number_at(document_, "seconds_a_run", 0.0);
    experiment.megabytes_a_run = number_at(document_, "megabytes_a_run", 0.0);
    experiment.segment_runs = whole_at(document_, "segment", 64);
    if (!std::has_single_bit(experiment.segment_runs))
      report(document_.find("segment")->place,
             fmt::format("segment = {} is not a power of two.", experiment.segment_runs),
             fmt::format("{} is the next.", std::bit_ceil(experiment.segment_runs)));
    if (const Node* design = document_.find("design"); design != nullptr) read_design(*design, experiment);
    return experiment;
  }

  std::vector<Problem> problems;

 private:
  void report(const Place& place, std::string what, std::string advice = {}) {
    problems.push_back({place.location(), std::move(what), std::move(advice)});
  }

  static std::uint64_t whole_at(const Node& node, std::string_view key, std::uint64_t otherwise) {
    const Node* value = node.find(key);
    const auto number = value != nullptr && value->is_scalar() ? parse_integer(value->text) : std::nullopt;
    return number && *number >= 0 ? static_cast<std::uint64_t>(*number) : otherwise;
  }

  Factor read_factor(const Entry& entry) {
    Factor factor;
    factor.name = entry.key;
    factor.place = entry.place;
    factor.path = text_at(entry.value, "set");
    const auto interval = [&](std::string_view key, Factor::Kind kind, const char* low, const char* high) {
      const Node* given = entry.value.find(key);
      if (given == nullptr) return;
      factor.kind = kind;
      factor.lower = number_at(*given, low, 0.0);
      factor.middle = number_at(*given, "mode", 0.0);
      factor.upper = number_at(*given, high, 0.0);
      if (kind != Factor::Kind::normal && !(factor.lower < factor.upper))
        report(
            given->place,
            fmt::format("factors.{}.{}: from {} to {} is no interval.", factor.name, key, factor.lower, factor.upper),
            "The lower end comes first.");
      if (kind == Factor::Kind::triangular && !(factor.lower <= factor.middle && factor.middle <= factor.upper))
        report(given->place, fmt::format("factors.{}.triangular: mode = {} does not lie between the ends.", factor.name,
                                         factor.middle));
    };
    interval("uniform", Factor::Kind::uniform, "from", "to");
    interval("log_uniform", Factor::Kind::log_uniform, "from", "to");
    interval("normal", Factor::Kind::normal, "mean", "spread");
    interval("triangular", Factor::Kind::triangular, "from", "to");
    interval("integers", Factor::Kind::integers, "from", "to");
    if (const Node* values = entry.value.find("values")) read_values(*values, factor);
    if (const Node* overlays = entry.value.find("overlays")) read_overlays(*overlays, factor);
    return factor;
  }

  void check_paths(const std::vector<Factor>& factors) {
    for (const Factor& factor : factors) {
      const std::string start = factor.path + ".";
      if (factor.name == "point")
        report(factor.place, "factors.point: the name is taken by the number of the point.", "Choose another.");
      if (factor.path == "seed")
        report(factor.place, fmt::format("factors.{}: the seed is the experiment's.", factor.name),
               "Give replicates, and random_numbers: independent if they are not to draw the same.");
      for (const Factor& other : factors)
        if (&other != &factor && !factor.path.empty() && (other.path + ".").rfind(start, 0) == 0 &&
            (other.path != factor.path || &other > &factor))
          report(other.place,
                 fmt::format("factors.{} sets {}, which factors.{} sets too.", other.name, other.path, factor.name),
                 "Keep one of them.");
    }
  }

  void read_values(const Node& values, Factor& factor) {
    for (const Node& item : values.items)
      if (const auto number = parse_number(item.text); number && !item.quoted) factor.numbers.push_back(*number);
    const bool are_numbers = factor.numbers.size() == values.items.size();
    factor.kind = are_numbers ? Factor::Kind::numbers : Factor::Kind::values;
    if (!are_numbers) factor.numbers.clear();
    for (const Node& item : values.items) {
      if (are_numbers) break;
      factor.texts.push_back(item.text);
      std::string word = item.text;
      const auto stays = [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '+'; };
      std::replace_if(
          word.begin(), word.end(), [&](unsigned char c) { return !stays(c); }, '_');
      factor.words.push_back(std::move(word));
    }
    check_levels(values.place, factor);
  }

  void read_overlays(const Node& overlays, Factor& factor) {
    factor.kind = Factor::Kind::overlays;
    std::map<std::string, const Node*> levels;  // by name, as the stored experiment has them
    for (const Entry& entry : overlays.entries) {
      levels.emplace(entry.key, &entry.value);
      if (const Entry* seed = entry.value.entry("seed"))
        report(seed->place,
               fmt::format("factors.{}.overlays.{}: the seed is the experiment's.", factor.name, entry.key),
               "Leave it out of what is laid over.");
    }
    for (const auto& [word, overlay] : levels) {
      factor.words.push_back(word);
      factor.overlays.push_back(*overlay);
    }
    check_levels(overlays.place, factor);
  }

  void check_levels(const Place& place, const Factor& factor) {
    if (factor.own_levels() == 0)
      report(place, fmt::format("factors.{} has no levels.", factor.name), "Give two or more.");
    const std::set<std::string> distinct(factor.words.begin(), factor.words.end());
    if (distinct.size() < factor.words.size() || distinct.count("") > 0)
      report(place, fmt::format("factors.{} has levels that cannot be told apart by letters and digits.", factor.name),
             "Each is a word of its own in the result.");
    if (factor.words.size() > most_levels)
      report(place,
             fmt::format("factors.{} has {} levels (at most {}).", factor.name, factor.words.size(), most_levels),
             "Give an interval instead.");
  }

  void read_design(const Node& node, Experiment& experiment) {
    Design& design = experiment.design;
    const std::string method = text_at(node, "method");
    for (int n = 0; n <= static_cast<int>(DesignMethod::morris); ++n)
      if (to_string(static_cast<DesignMethod>(n)) == method) design.method = static_cast<DesignMethod>(n);
    design.points = whole_at(node, "points", 0);
    design.levels = whole_at(node, "levels", 4);
    design.trajectories = whole_at(node, "trajectories", 10);
    design.second_order = text_at(node, "second_order") == "true";
    design.seed = whole_at(node, "seed", 1);
    if (const std::string table = text_at(node, "table"); !table.empty()) design.table = folder_ / table;
    check_design(node, experiment);
  }

  void check_design(const Node& node, const Experiment& experiment) {
    using Method = DesignMethod;
    const Design& design = experiment.design;
    const Method method = design.method;
    const bool draws = method == Method::random || method == Method::latin_hypercube || method == Method::sobol ||
                       method == Method::halton || method == Method::saltelli;
    const auto needs = [&](bool needed, const char* key) {
      const Node* given = node.find(key);
      if (needed && given == nullptr)
        report(node.place, fmt::format("design.{} is missing.", key), fmt::format("'{}' needs it.", to_string(method)));
    };
    const auto belongs = [&](bool here, const char* key) {
      if (const Entry* given = node.entry(key); given != nullptr && !here)
        report(given->place, fmt::format("design.{} does not belong to '{}'.", key, to_string(method)), "Remove it.");
    };
    needs(draws, "points");
    needs(method == Method::table, "table");
    belongs(draws, "points");
    belongs(method == Method::table, "table");
    belongs(method == Method::grid || method == Method::one_at_a_time || method == Method::morris, "levels");
    belongs(method == Method::morris, "trajectories");
    belongs(method == Method::saltelli, "second_order");
    if (method == Method::morris && design.levels % 2 != 0)
      report(node.place, fmt::format("design.levels = {} is odd.", design.levels),
             "Morris' trajectories need an even number.");
    if (method != Method::zip) return;
    std::set<std::size_t> lengths;
    for (const Factor& factor : experiment.factors) lengths.insert(factor.own_levels());
    if (lengths.size() > 1 || lengths.count(0) > 0)
      report(node.place, "design.method = 'zip' needs factors with levels of their own, as many in each.",
             "Give them as values, integers or overlays of one length.");
  }

  const Node& document_;
  std::filesystem::path folder_;
};

/// What a file beside the experiment holds; one that is not there is told where the experiment names it.
Node load_beside(const Node& name, const std::filesystem::path& folder) {
  const std::filesystem::path path = (folder / name.text).lexically_normal();
  if (!std::filesystem::exists(path))
    throw InputError({name.place.location(), fmt::format("there is no file {}.", path.string()),
                      "Files are looked for beside the experiment."});
  return load_document(path.string());
}

/// Puts what the overlays' files hold in the place of their names.
void read_overlay_files(Node& document, const std::filesystem::path& folder) {
  Node* factors = document.find("factors");
  if (factors == nullptr || !factors->is_mapping()) return;
  for (Entry& factor : factors->entries) {
    Node* overlays = factor.value.find("overlays");
    if (overlays == nullptr || !overlays->is_mapping()) continue;
    for (Entry& level : overlays->entries) {
      if (!level.value.is_scalar()) continue;
      const Place place = level.value.place;
      if (level.value.text == "none")
        level.value =
            Node{.kind = Node::Kind::mapping, .quoted = false, .text = {}, .place = place, .items = {}, .entries = {}};
      else
        level.value = load_beside(level.value, folder);
    }
  }
}

/// The document as its grammar sees it: overlays have a grammar of their own, the scenario's, when they are laid over.
Node without_overlays(Node document) {
  Node* factors = document.find("factors");
  if (factors == nullptr || !factors->is_mapping()) return document;
  for (Entry& factor : factors->entries)
    if (Node* overlays = factor.value.find("overlays"); overlays != nullptr && overlays->is_mapping())
      for (Entry& level : overlays->entries)
        if (level.value.is_mapping())
          level.value = Node{.kind = Node::Kind::scalar,
                             .quoted = true,
                             .text = "…",
                             .place = level.value.place,
                             .items = {},
                             .entries = {}};
  return document;
}

Experiment read(const Node& document, const std::filesystem::path& folder, const Vocabulary& vocabulary) {
  std::vector<Problem> problems;
  check(without_overlays(document), experiment_grammar(vocabulary), problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  Reader reader(document, folder);
  Experiment experiment = reader.read();
  if (!reader.problems.empty()) throw InputError(std::move(reader.problems));
  return experiment;
}

/// A path through an id that neither the scenario nor an overlay has would make something new, alike at every point.
void check_ids(const Experiment& experiment) {
  std::vector<Problem> problems;
  for (const Factor& factor : experiment.factors) {
    const std::size_t dot = factor.path.find('.');
    const std::string section = factor.path.substr(0, dot);
    if (dot == std::string::npos || (section != "states" && section != "alliances" && section != "threats")) continue;
    const std::string id = factor.path.substr(dot + 1, factor.path.find('.', dot + 1) - dot - 1);
    std::vector<std::string> ids;
    const auto add_ids = [&](const Node& document) {
      if (const Node* found = document.find(section); found != nullptr)
        for (const Entry& entry : found->entries) ids.push_back(entry.key);
    };
    add_ids(experiment.base);
    for (const Factor& other : experiment.factors)
      for (const Node& overlay : other.overlays) add_ids(overlay);
    if (std::find(ids.begin(), ids.end(), id) == ids.end())
      problems.push_back({factor.place.location(),
                          fmt::format("factors.{} sets {}, but {} has no '{}'.", factor.name, factor.path,
                                      experiment.scenario_file, id),
                          did_you_mean(id, ids)});
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

/// The seed of the experiment, or the scenario's.
std::uint64_t seed_of(const Node& experiment, const Node& base) {
  for (const Node* document : {&experiment, &base})
    if (const Node* seed = document->find("seed"); seed != nullptr && seed->is_scalar())
      if (const auto value = parse_unsigned(seed->text)) return *value;
  return 1;
}

}  // namespace

Experiment load_experiment(const std::string& path, const Vocabulary& vocabulary) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  Node document = load_document(path);
  read_overlay_files(document, folder);
  Experiment experiment = read(document, folder, vocabulary);
  experiment.scenario_file = (folder / text_at(document, "scenario")).lexically_normal().string();
  experiment.base = load_beside(*document.find("scenario"), folder);
  for (const char* section : {"record", "stop"}) {
    const Entry* given = document.entry(section);
    if (given == nullptr) continue;
    Node over{.kind = Node::Kind::mapping,
              .quoted = false,
              .text = {},
              .place = given->place,
              .items = {},
              .entries = {*given}};
    merge(experiment.base, std::move(over));
  }
  experiment.seed = seed_of(document, experiment.base);
  check_ids(experiment);
  return experiment;
}

Experiment stored_experiment(const std::string& json, const std::string& base, const std::string& name,
                             const Vocabulary& vocabulary) {
  Experiment experiment = read(parse_document(json, name), {}, vocabulary);
  experiment.base = parse_document(base, name);
  experiment.scenario_file = text_at(experiment.document, "scenario");
  experiment.seed = seed_of(experiment.document, experiment.base);
  return experiment;
}

Node document_at(const Experiment& experiment, std::span<const double> values) {
  Node document = experiment.base;
  for (const bool overlays : {true, false})  // single values win over what is laid over
    for (std::size_t n = 0; n < values.size(); ++n)
      if ((experiment.factors[n].kind == Factor::Kind::overlays) == overlays)
        apply(experiment.factors[n], values[n], document);
  return document;
}

std::string point_text(const Experiment& experiment, std::span<const double> values) {
  std::string text;
  for (std::size_t n = 0; n < values.size(); ++n)
    text += fmt::format("{}{} = {}", n == 0 ? "" : ", ", experiment.factors[n].name,
                        value_text(experiment.factors[n], values[n]));
  return text;
}

}  // namespace entente
