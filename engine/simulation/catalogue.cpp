#include "engine/simulation/catalogue.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace entente {

std::int32_t Setup::event(const EventKind& kind) const {
  const auto found = std::find_if(event_kinds_.begin(), event_kinds_.end(),
                                  [&](const EventKind& known) { return known.name == kind.name; });
  if (found == event_kinds_.end())
    throw std::logic_error("event kind '" + std::string(kind.name) + "' is in no mechanism's declaration");
  return static_cast<std::int32_t>(found - event_kinds_.begin());
}

void Catalogue::add(MechanismDeclaration declaration, Make make) {
  for (const Column* column : declaration.reads) add_column(*column);
  for (const Column* column : declaration.writes) add_column(*column);
  for (const EventKind* kind : declaration.events) {
    const auto place = std::lower_bound(event_kinds_.begin(), event_kinds_.end(), *kind,
                                        [](const EventKind& a, const EventKind& b) { return a.name < b.name; });
    if (place == event_kinds_.end() || place->name != kind->name) event_kinds_.insert(place, *kind);
  }
  vocabulary_.mechanisms.push_back(std::move(declaration));
  makers_.push_back(std::move(make));
}

void Catalogue::add_column(const Column& column) {
  const auto key = [](const Column* c) { return std::tuple(c->table, c->name); };
  auto& columns = vocabulary_.columns;
  const auto place = std::lower_bound(columns.begin(), columns.end(), &column,
                                      [&](const Column* a, const Column* b) { return key(a) < key(b); });
  if (place == columns.end() || !same_column(**place, column)) columns.insert(place, &column);
}

void Catalogue::set_features(std::vector<Feature> features) {
  features_ = std::move(features);
  vocabulary_.features.clear();
  for (const Feature& feature : features_) vocabulary_.features.push_back(feature.name);
}

std::unique_ptr<const Mechanism> Catalogue::make(const std::string& mechanism, const Setup& setup) const {
  for (std::size_t n = 0; n < makers_.size(); ++n)
    if (vocabulary_.mechanisms[n].name == mechanism)
      return makers_[n](setup.scenario().parameters.at(mechanism), setup);
  throw std::logic_error("no mechanism '" + mechanism + "' in the catalogue");
}

}  // namespace entente
