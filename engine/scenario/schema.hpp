#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/scenario/grammar.hpp"

namespace entente {

/// The grammar as a JSON Schema (draft 2020-12), from which editors complete and explain scenarios. `models`: names and
/// grammars of documents that hold instead where `model` names them.
std::string json_schema(const Grammar& grammar, const std::vector<std::pair<std::string, Grammar>>& models = {});

/// The reference page of the scenario language, in Markdown: every key, then every mechanism.
std::string reference_markdown(const Grammar& grammar, const Vocabulary& vocabulary);

/// The keys alone, after an introduction: for other files that have a grammar.
std::string keys_markdown(std::string_view introduction, const Grammar& grammar);

/// A commented scenario that runs, to begin with.
std::string skeleton(const Vocabulary& vocabulary);

}  // namespace entente
