#include "models/mission_site.hpp"

#include <algorithm>
#include <cmath>

#include "models/maths/averages.hpp"

namespace entente {

double fighting_risk(const Site& site, const MissionTraits& traits, MissionKind kind, double effective, double ease) {
  const std::size_t k = MissionTraits::place(kind);
  const double calming = traits.pace[k] * ease * effective;
  const double own = 1.0 - site.local_forces;
  return calming > 0.0 ? own * traits.relapse[k] / (calming + traits.relapse[k]) : own;
}

Site site_after(Site site, const SiteForce& force, const SiteParameters& parameters, const MissionTraits& traits,
                MissionKind kind, double ease, double years, double shock) {
  const std::size_t k = MissionTraits::place(kind);
  const double rate = traits.pace[k] * ease * force.effective + traits.relapse[k];
  const bool calm = is_calm(site, parameters);
  Site after = site;
  if (rate > 0.0) {
    const double level = calm ? 0.0 : site.root * fighting_risk(site, traits, kind, force.effective, ease);
    after.intensity = maths::relaxed(site.intensity, level, std::exp(-rate * years));
  }
  const double sigma = parameters.noise;
  if (sigma > 0.0) after.intensity *= std::exp(sigma * std::sqrt(years) * shock - 0.5 * sigma * sigma * years);
  after.intensity = std::clamp(after.intensity, 0.0, calm ? parameters.calm * site.root : 1.0);
  after.local_forces = maths::relaxed(site.local_forces, 1.0, std::exp(-traits.training[k] * force.usable * years));
  const double ground = parameters.legitimacy_base + (force.mandate ? parameters.legitimacy_mandate : 0.0) +
                        (force.consent ? parameters.legitimacy_consent : 0.0) -
                        parameters.legitimacy_harm * force.robustness * site.intensity;
  after.legitimacy =
      maths::relaxed(site.legitimacy, std::clamp(ground, 0.0, 1.0), maths::kept(years, parameters.legitimacy_time));
  return after;
}

double expected_deaths(const MissionTraits& traits, MissionKind kind, double robustness, double intensity,
                       double thousands, double years) {
  return traits.danger[MissionTraits::place(kind)] * robustness * intensity * thousands * years;
}

}  // namespace entente
