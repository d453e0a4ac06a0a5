#pragma once

#include <string>
#include <vector>

#include "engine/cli/style.hpp"
#include "engine/simulation/catalogue.hpp"

namespace entente {

/// Everything that a scenario can name, explained from the declarations.
class Glossary {
 public:
  Glossary(const Catalogue& catalogue, const Style& style) : catalogue_(catalogue), style_(style) {}

  /// One line for each mechanism, column and kind of event.
  std::string overview() const;
  /// A mechanism, a table (`states`), a column (`states.gdp`, or `gdp` alone), a parameter (`economy.growth`), or one
  /// of `mechanisms`, `columns`, `parameters`, `events`, `features`, `models`; a classic model. Empty for an unknown
  /// word.
  std::string about(const std::string& word) const;
  /// All words that `about` knows.
  std::vector<std::string> words() const;

 private:
  std::string heading(const std::string& text) const;
  std::string entry(const std::string& name, const std::string& about) const;
  std::string mechanisms() const;
  std::string columns(TableKind table) const;
  std::string all_columns() const;
  std::string parameters() const;
  std::string events() const;
  std::string features() const;
  std::string models() const;
  std::string model(const ClassicModel& model) const;
  std::string mechanism(const MechanismDeclaration& mechanism) const;
  std::string column(const Column& column) const;
  std::string parameter(const std::string& mechanism, const Declaration& declaration) const;

  const Catalogue& catalogue_;
  const Style& style_;
};

/// What a value may be: `0 to 1`, `one of exact, regions`, `a date`.
std::string kind_text(const Declaration& declaration);

/// A value as it would be typed in a scenario: `0.02`, `true`, `majority`, `1949-04-04`.
std::string typed_text(const Declaration& declaration, double value);

/// What a value may be and is without being given, as in `number, share of GDP, 0 to 1; default 0.02`.
std::string value_text(const Declaration& declaration, bool has_default);

}  // namespace entente
