#include "engine/output/provenance.hpp"

#include <sys/utsname.h>

#include <array>
#include <charconv>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/base/error.hpp"
#include "engine/base/version.hpp"
#include "engine/output/chunk_codec.hpp"
#include "engine/output/hdf5_file.hpp"
#include "engine/output/sha256.hpp"

namespace entente {

namespace {

using Json = nlohmann::json;  // keeps its keys sorted

constexpr std::string_view format = "entente provenance 1";
constexpr std::array exit_states{ExitState::complete, ExitState::interrupted, ExitState::time_limit, ExitState::failed};

// A name of a file or a host need not be UTF-8; JSON must be.
std::string dump(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json software() {
  return {{"name", "entente"},
          {"version", version()},
          {"commit", commit()},
          {"compiler", compiler()},
          {"flags", build_flags()},
          {"libraries",
           {{"hdf5", hdf5::library_version()},
            {"libdeflate", compressor_version()},
            {"nlohmann-json", std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." +
                                  std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." +
                                  std::to_string(NLOHMANN_JSON_VERSION_PATCH)}}}};
}

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.rfind("model name", 0) == 0 && line.find(": ") != std::string::npos)
      return line.substr(line.find(": ") + 2);
  return "unknown";
}

Json machine() {
  utsname system{};
  uname(&system);
  return {{"host", system.nodename},
          {"system", std::string(system.sysname) + " " + system.release + " " + system.machine},
          {"processor", processor()}};
}

std::uint64_t parse_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc{} || end != text.data() + text.size())
    throw InputError({{}, "The provenance has '" + text + "' as its seed (must be an unsigned 64-bit number).", ""});
  return seed;
}

ExitState parse_exit_state(const std::string& text) {
  for (const ExitState state : exit_states)
    if (to_string(state) == text) return state;
  throw InputError({{}, "The provenance has '" + text + "' as its exit state, which is unknown.", ""});
}

}  // namespace

std::string_view to_string(ExitState state) {
  switch (state) {
    case ExitState::complete:
      return "complete";
    case ExitState::interrupted:
      return "interrupted";
    case ExitState::time_limit:
      return "time_limit";
    case ExitState::failed:
      return "failed";
  }
  return "";
}

std::string to_json(const Provenance& provenance) {
  Json json = {{"format", format},
               {"title", provenance.title},
               {"scenario_file", provenance.scenario_file},
               {"overrides", Json::array()},
               {"command", provenance.command},
               {"seed", std::to_string(provenance.seed)},
               {"runs", provenance.runs},
               {"software", software()},
               {"machine", machine()},
               {"started", provenance.started},
               {"finished", provenance.finished},
               {"exit_state", to_string(provenance.exit_state)}};
  for (const auto& [path, value] : provenance.overrides)
    json["overrides"].push_back({{"path", path}, {"value", value}});
  if (!provenance.experiment.empty()) json["experiment"] = Json::parse(provenance.experiment);
  for (const std::string& part : provenance.parts) json["parts"].push_back(Json::parse(part));
  json["scenario"] = Json::parse(provenance.scenario);
  json["scenario_sha256"] = sha256(dump(json["scenario"]));
  return dump(json, 1);
}

Provenance parse_provenance(std::string_view text) try {
  const Json json = Json::parse(text);
  if (json.at("format") != format) throw InputError({{}, "The provenance is of another version of entente.", ""});
  Provenance provenance{.title = json.at("title"),
                        .scenario = dump(json.at("scenario")),
                        .scenario_file = json.value("scenario_file", ""),
                        .overrides = {},
                        .command = json.at("command"),
                        .seed = parse_seed(json.at("seed")),
                        .runs = json.at("runs"),
                        .started = json.at("started"),
                        .finished = json.at("finished"),
                        .exit_state = parse_exit_state(json.at("exit_state"))};
  if (json.contains("experiment")) provenance.experiment = dump(json.at("experiment"));
  if (json.contains("parts"))
    for (const Json& part : json.at("parts")) provenance.parts.push_back(dump(part));
  for (const Json& item : json.at("overrides")) provenance.overrides.emplace_back(item.at("path"), item.at("value"));
  if (json.at("scenario_sha256") != sha256(provenance.scenario))
    throw DiskError("The provenance is damaged: its scenario is not the one that was run.");
  return provenance;
} catch (const Json::exception& error) {
  throw InputError({{}, std::string("The provenance cannot be read: ") + error.what() + ".", ""});
}

std::string part_of(std::string_view text, const std::string& name) {
  const Json json = Json::parse(text);
  return dump({{"name", name},
               {"software", json.at("software")},
               {"machine", json.at("machine")},
               {"started", json.at("started")},
               {"finished", json.at("finished")}});
}

std::string canonical_json(std::string_view json) {
  return dump(Json::parse(json));
}

std::string scenario_digest(std::string_view json) {
  return sha256(canonical_json(json));
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), size};
}

}  // namespace entente
