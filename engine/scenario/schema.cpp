#include "engine/scenario/schema.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/base/number.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace {

using Json = nlohmann::ordered_json;
using Form = Grammar::Form;

Json number(double value) {
  const bool whole = value == std::floor(value) && std::fabs(value) < 1e15;
  return whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

void add_range(Json& schema, const Range& range) {
  if (std::isfinite(range.lower)) schema[range.lower_open ? "exclusiveMinimum" : "minimum"] = number(range.lower);
  if (std::isfinite(range.upper)) schema[range.upper_open ? "exclusiveMaximum" : "maximum"] = number(range.upper);
}

Json typed(const Declaration& declaration) {
  switch (declaration.kind) {
    case Kind::number:
    case Kind::integer: {
      Json schema = {{"type", declaration.kind == Kind::number ? "number" : "integer"}};
      add_range(schema, declaration.range);
      return schema;
    }
    case Kind::flag:
      return {{"type", "boolean"}};
    case Kind::choice:
      return {{"enum", declaration.choices}};
    case Kind::date:
      return {{"type", {"string", "integer"}}, {"pattern", date_pattern}, {"minimum", 1}, {"maximum", 9999}};
    case Kind::state:
      return {{"type", "string"}, {"pattern", id_pattern}};
  }
  return {};
}

void add_default(Json& schema, const Declaration& declaration) {
  switch (declaration.kind) {
    case Kind::number:
    case Kind::integer:
      if (declaration.range.contains(declaration.initial)) schema["default"] = number(declaration.initial);
      break;
    case Kind::flag:
      schema["default"] = declaration.initial != 0.0;
      break;
    case Kind::choice:
      schema["default"] = declaration.choices.at(static_cast<std::size_t>(declaration.initial));
      break;
    case Kind::date:
    case Kind::state:
      break;
  }
}

Json path_in_time(const Json& knot) {
  return {{"type", "object"},
          {"description", "a path in time: dates or years, and the value at each; straight lines between"},
          {"propertyNames", {{"pattern", date_pattern}}},
          {"additionalProperties", knot},
          {"minProperties", 1}};
}

Json value_schema(const Grammar& grammar, bool required) {
  const Json one = typed(grammar.value);
  Json schema = one;
  if (grammar.in_time) schema = {{"anyOf", {one, path_in_time(one)}}};
  if (!grammar.words.empty()) schema = {{"anyOf", {one, {{"enum", grammar.words}}}}};
  const bool has_default = grammar.words.empty() && !required;
  if (has_default) add_default(schema, grammar.value);
  return schema;
}

Json schema_of(const Grammar& grammar, bool required);

Json record_schema(const Grammar& grammar) {
  Json schema = {{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
  Json required = Json::array();
  for (const Field& field : grammar.fields) {
    schema["properties"][field.name] = schema_of(field.grammar, field.required);
    if (field.required) required.push_back(field.name);
  }
  if (!required.empty()) schema["required"] = required;
  for (const auto& group : grammar.one_of) schema["oneOf"].push_back({{"required", group}});
  return schema;
}

Json name_schema(const Grammar& grammar) {
  if (!grammar.known.empty()) return {{"enum", grammar.known}};
  return {{"type", "string"}, {"pattern", id_pattern}};
}

Json undescribed(const Grammar& grammar, bool required) {
  switch (grammar.form) {
    case Form::value:
      return value_schema(grammar, required);
    case Form::text:
    case Form::scalar:
      return {{"type", {"string", "number", "boolean"}}};
    case Form::name:
      return name_schema(grammar);
    case Form::record:
      return record_schema(grammar);
    case Form::map:
      return {{"type", "object"},
              {"propertyNames", {{"pattern", id_pattern}}},
              {"additionalProperties", schema_of(grammar.parts[0], false)}};
    case Form::list:
      return {{"type", "array"}, {"items", schema_of(grammar.parts[0], false)}, {"uniqueItems", true}};
    case Form::either:
      return {{"anyOf", {schema_of(grammar.parts[0], required), schema_of(grammar.parts[1], required)}}};
  }
  return {};
}

Json schema_of(const Grammar& grammar, bool required) {
  Json schema = undescribed(grammar, required);
  std::string description = grammar.about;
  const std::string unit = grammar.form == Form::value ? unit_of(grammar.value) : "";
  if (!unit.empty()) description += " (" + unit + ")";
  if (!description.empty()) schema["description"] = description;
  return schema;
}

}  // namespace

std::string json_schema(const Grammar& grammar, const std::vector<std::pair<std::string, Grammar>>& models) {
  // A file that is laid over another need not repeat what that one gives.
  const auto whole_or_included = [](const Grammar& each) {
    Json schema = schema_of(each, true);
    schema["anyOf"] = {{{"required", schema["required"]}}, {{"required", {"include"}}}};
    schema.erase("required");
    return schema;
  };
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "entente scenario, format 1"}};
  if (models.empty()) {
    schema.update(whole_or_included(grammar));
    return schema.dump(2) + "\n";
  }
  Json names = Json::array(), cases = Json::array();
  for (const auto& [name, each] : models) {
    names.push_back(name);
    cases.push_back({{"if", {{"properties", {{"model", {{"const", name}}}}}}}, {"then", schema_of(each, true)}});
  }
  schema["if"] = {{"required", {"model"}}};
  schema["then"] = {{"properties", {{"model", {{"enum", names}}}}}, {"allOf", cases}};
  schema["else"] = whole_or_included(grammar);
  return schema.dump(2) + "\n";
}

}  // namespace entente
