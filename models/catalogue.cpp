#include "models/catalogue.hpp"

#include "models/budget.hpp"
#include "models/capability.hpp"
#include "models/charter.hpp"
#include "models/classic/catalogue.hpp"
#include "models/crises.hpp"
#include "models/economy.hpp"
#include "models/features.hpp"
#include "models/founding.hpp"
#include "models/intelligence.hpp"
#include "models/interests.hpp"
#include "models/leadership.hpp"
#include "models/membership.hpp"
#include "models/missions.hpp"
#include "models/opinion.hpp"
#include "models/schedule.hpp"
#include "models/security.hpp"
#include "models/stability.hpp"
#include "models/stability_concepts.hpp"
#include "models/threat.hpp"
#include "models/trust.hpp"

namespace entente::models {

Catalogue catalogue() {
  Catalogue catalogue;
  catalogue.add<Schedule>();
  catalogue.add<Economy>();
  catalogue.add<PublicOpinion>();
  catalogue.add<Leadership>();
  catalogue.add<Interests>();
  catalogue.add<Intelligence>();
  catalogue.add<Threat>();
  catalogue.add<Security>();
  catalogue.add<Budget>();
  catalogue.add<Capability>();
  catalogue.add<Trust>();
  catalogue.add<Crises>();
  catalogue.add<Missions>();
  catalogue.add<Membership>();
  catalogue.add<Conferences>();
  catalogue.add<Stability>();
  catalogue.add<StabilityConcepts>();
  catalogue.add(classic::landscape_model());
  catalogue.add(classic::public_good_model());
  catalogue.add(classic::self_enforcing_model());
  catalogue.add(classic::hedonic_model());
  catalogue.add(classic::tribute_model());
  catalogue.add(classic::voting_power_model());
  catalogue.add(classic::contest_model());
  std::vector<Feature> shares;
  for (const features::Declared& feature : features::all)
    shares.push_back({std::string(feature.column->name), std::string(feature.column->about)});
  shares.push_back({"frailty", "what the features miss: lasting, a state's own"});
  shares.push_back({"concession", "what the others have conceded to keep the state"});
  for (const auto& [name, about] : weight_labels) shares.push_back({"crises." + std::string(name), std::string(about)});
  shares.push_back({"founding.shared_allies", "share of the other founders with whom it has an ally in common"});
  catalogue.set_features(std::move(shares));
  return catalogue;
}

}  // namespace entente::models
