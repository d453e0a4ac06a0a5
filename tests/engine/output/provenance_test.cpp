#include "engine/output/provenance.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "engine/base/error.hpp"
#include "engine/output/sha256.hpp"
#include "tests/engine/output/sample.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

TEST(Sha256, IsThatOfTheStandard) {
  // FIPS 180-4, examples of NIST.
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 pieces;
  pieces.add("a");
  pieces.add("bc");
  EXPECT_EQ(pieces.finish(), sha256("abc"));
}

TEST(Provenance, IsReadBackAsItWasWritten) {
  Provenance provenance = sample::provenance();
  provenance.runs = 12;
  provenance.finished = "2026-01-31T12:00:00Z";
  provenance.exit_state = ExitState::time_limit;
  const Provenance back = parse_provenance(to_json(provenance));
  EXPECT_EQ(back.title, provenance.title);
  EXPECT_EQ(back.scenario, canonical_json(provenance.scenario));
  EXPECT_EQ(back.scenario_file, provenance.scenario_file);
  EXPECT_EQ(back.overrides, provenance.overrides);
  EXPECT_EQ(back.command, provenance.command);
  EXPECT_EQ(back.seed, provenance.seed);
  EXPECT_EQ(back.runs, provenance.runs);
  EXPECT_EQ(back.started, provenance.started);
  EXPECT_EQ(back.finished, provenance.finished);
  EXPECT_EQ(back.exit_state, provenance.exit_state);
}

TEST(Provenance, DoesNotDependOnTheOrderOfKeys) {
  EXPECT_EQ(scenario_digest(R"({"a": 1, "b": {"d": 0.1, "c": []}})"),
            scenario_digest(R"({"b":{"c":[],"d":0.10},"a":1})"));
  EXPECT_NE(scenario_digest(R"({"a": 1})"), scenario_digest(R"({"a": 2})"));
}

TEST(Provenance, ADamagedScenarioIsNoticed) {
  std::string text = to_json(sample::provenance());
  text.replace(text.find("100000.0"), 8, "100001.0");
  EXPECT_THROW(parse_provenance(text), DiskError);
}

TEST(Provenance, WhatIsNoneIsRefused) {
  EXPECT_THROW(parse_provenance("{"), InputError);
  EXPECT_THROW(parse_provenance("{}"), InputError);
  nlohmann::json json = nlohmann::json::parse(to_json(sample::provenance()));
  json["seed"] = "18446744073709551616";
  EXPECT_THROW(parse_provenance(json.dump()), InputError);
  json["seed"] = "1";
  json["exit_state"] = "sleepy";
  EXPECT_THROW(parse_provenance(json.dump()), InputError);
}

TEST(Provenance, WordsThatAreNotUtf8DoNotStopIt) {
  Provenance provenance = sample::provenance();
  provenance.command = {"entente", "\xff\xfe"};
  EXPECT_EQ(parse_provenance(to_json(provenance)).command.size(), 2U);
}

TEST(Provenance, ObeysItsSchemaAndPythonFindsTheSameDigest) {
  const sample::Folder folder;
  Provenance provenance = sample::provenance();
  provenance.finished = utc_now();
  std::ofstream(folder / "provenance.json") << to_json(provenance);
  const std::string script = R"(import hashlib, json, sys
import jsonschema
schema, text = (json.load(open(name)) for name in sys.argv[1:3])
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.Draft202012Validator(schema).validate(text)
canonical = json.dumps(text["scenario"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
assert hashlib.sha256(canonical.encode()).hexdigest() == text["scenario_sha256"], canonical
)";
  std::ofstream(folder / "check.py") << script;
  const std::string command = "/usr/bin/python3 '" + (folder / "check.py").string() +
                              "' engine/output/provenance.schema.json '" + (folder / "provenance.json").string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

}  // namespace
}  // namespace entente
