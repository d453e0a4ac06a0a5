#include "models/mission_site.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "engine/random/streams.hpp"

namespace entente {
namespace {

constexpr MissionKind peace = MissionKind::peacekeeping;
const MissionTraits traits;

SiteParameters still() {
  SiteParameters parameters;
  parameters.noise = 0.0;
  return parameters;
}

Site site(double intensity, double root = 0.6, double local_forces = 0.0, double legitimacy = 0.6) {
  return {intensity, root, local_forces, legitimacy};
}

TEST(MissionSite, WithoutForceTheIntensityDoesNotFall) {
  for (const double years : {1.0 / 12.0, 1.0, 30.0})
    EXPECT_DOUBLE_EQ(site_after(site(0.6), {}, still(), traits, peace, 1.0, years, 0.0).intensity, 0.6);
}

TEST(MissionSite, WithoutForceAndWithoutRelapseNothingMoves) {
  MissionTraits lasting = traits;
  lasting.relapse.fill(0.0);
  EXPECT_EQ(site_after(site(0.2), {}, still(), lasting, peace, 1.0, 5.0, 0.0).intensity, 0.2);
}

TEST(MissionSite, ForceCalmsItExponentiallyWhereNothingRelapses) {
  MissionTraits lasting = traits;
  lasting.relapse.fill(0.0);
  lasting.pace.fill(2.0);
  const Site after = site_after(site(0.6), {.effective = 0.5}, still(), lasting, peace, 1.5, 2.0, 0.0);
  EXPECT_NEAR(after.intensity, 0.6 * std::exp(-2.0 * 1.5 * 0.5 * 2.0), 1e-15);
}

TEST(MissionSite, ComesToRestWhereForceAndRelapseBalance) {
  const Site after = site_after(site(0.6), {.effective = 0.3}, still(), traits, peace, 1.0, 1e3, 0.0);
  const double relapse = traits.relapse[0];
  EXPECT_NEAR(after.intensity, 0.6 * relapse / (relapse + 0.3 * traits.pace[0]), 1e-12);
}

TEST(MissionSite, TwoHalfStepsAreOne) {
  MissionTraits untrained = traits;
  untrained.training.fill(0.0);
  SiteParameters harmless = still();
  harmless.legitimacy_harm = 0.0;
  const SiteForce force{.effective = 0.2, .usable = 0.8, .robustness = 0.5};
  const Site whole = site_after(site(0.5, 0.6, 0.1), force, harmless, untrained, peace, 1.0, 1.0, 0.0);
  Site half = site(0.5, 0.6, 0.1);
  for (int n = 0; n < 2; ++n) half = site_after(half, force, harmless, untrained, peace, 1.0, 0.5, 0.0);
  EXPECT_NEAR(half.intensity, whole.intensity, 1e-14);
  EXPECT_NEAR(half.legitimacy, whole.legitimacy, 1e-14);
}

TEST(MissionSite, LocalForcesGrowByTrainingAndHoldThePeace) {
  const SiteForce force{.effective = 0.0, .usable = 0.5};
  const Site after = site_after(site(0.6), force, still(), traits, MissionKind::training, 1.0, 4.0, 0.0);
  EXPECT_NEAR(after.local_forces, 1.0 - std::exp(-traits.training[4] * 0.5 * 4.0), 1e-15);
  const Site held = site_after(site(0.6, 0.6, 1.0), {}, still(), traits, peace, 1.0, 1e3, 0.0);
  EXPECT_NEAR(held.intensity, 0.0, 1e-12);
}

// exp(sigma z sqrt(t) - sigma^2 t / 2) has mean 1 and variance exp(sigma^2 t) - 1; intensity .1 is far from the cut.
TEST(MissionSite, TheNoiseLeavesTheMean) {
  SiteParameters noisy;
  noisy.noise = 0.3;
  Stream stream = Streams(4, 0).at(1, 0, 1);
  constexpr int draws = 20000;
  double sum = 0.0;
  for (int n = 0; n < draws; ++n)
    sum += site_after(site(0.1, 0.1), {}, noisy, traits, peace, 1.0, 1.0, stream.normal()).intensity / draws;
  EXPECT_NEAR(sum, 0.1, 4.0 * 0.1 * std::sqrt(std::expm1(0.09) / draws));
}

TEST(MissionSite, IsCalmUpToAShareOfItsRoot) {
  SiteParameters parameters;
  parameters.calm = 0.25;
  EXPECT_TRUE(is_calm(site(0.1, 0.4), parameters));
  EXPECT_FALSE(is_calm(site(0.11, 0.4), parameters));
}

TEST(MissionSite, ThatIsCalmFadesAtTheRateOfForceAndRelapseAndNoiseLeavesItCalm) {
  const double rate = traits.relapse[0] + 0.5 * traits.pace[0];
  const Site after = site_after(site(0.1), {.effective = 0.5}, still(), traits, peace, 1.0, 2.0, 0.0);
  EXPECT_NEAR(after.intensity, 0.1 * std::exp(-2.0 * rate), 1e-15);
  const Site shaken = site_after(site(0.18), {}, SiteParameters{}, traits, peace, 1.0, 1.0 / 12.0, 8.0);
  EXPECT_DOUBLE_EQ(shaken.intensity, 0.3 * 0.6);
}

TEST(MissionSite, ForceAndLocalForcesHoldFightingOffAsTheyHoldItDown) {
  EXPECT_DOUBLE_EQ(fighting_risk(site(0.1), traits, peace, 0.0, 1.0), 1.0);
  EXPECT_DOUBLE_EQ(fighting_risk(site(0.1, 0.6, 0.4), traits, peace, 0.0, 1.0), 0.6);
  const double held = fighting_risk(site(0.6, 0.6, 0.2), traits, peace, 0.3, 1.5);
  EXPECT_LT(held, 0.8);
  EXPECT_LT(fighting_risk(site(0.6, 0.6, 0.2), traits, peace, 0.6, 1.5), held);
  const Site rest = site_after(site(0.6, 0.6, 0.2), {.effective = 0.3}, still(), traits, peace, 1.5, 1e3, 0.0);
  EXPECT_NEAR(rest.intensity, 0.6 * held, 1e-12);
}

double share(int value) {
  return (value & 255) / 255.0;
}

RC_GTEST_PROP(MissionSite, MoreForceNeverLeavesMoreConflict, (int s, int e, int more, int local)) {
  const Site begin = site(share(s), 0.8, share(local));
  const auto after = [&](double effective) {
    return site_after(begin, {.effective = effective}, still(), traits, peace, 1.0, 0.5, 0.0).intensity;
  };
  RC_ASSERT(after(share(e) + share(more)) <= after(share(e)) + 1e-15);
}

RC_GTEST_PROP(MissionSite, StaysInItsRange, (int s, int e, int local, int l, int shock)) {
  const SiteForce force{.effective = 4 * share(e), .usable = share(e), .robustness = share(local), .mandate = true};
  const Site after = site_after(site(share(s), share(local), share(l), share(e)), force, SiteParameters{}, traits,
                                MissionKind::counter_terrorism, 1.0, 1.0, 8.0 * share(shock) - 4.0);
  for (const double value : {after.intensity, after.local_forces, after.legitimacy})
    RC_ASSERT(value >= 0.0 && value <= 1.0);
}

TEST(MissionSite, MandateAndConsentLendLegitimacyAndRobustnessCostsIt) {
  const auto legitimacy = [](SiteForce force) {
    return site_after(site(0.6), force, still(), traits, peace, 1.0, 1.0, 0.0).legitimacy;
  };
  const double usual = legitimacy({.robustness = 0.5});
  EXPECT_GT(legitimacy({.robustness = 0.5, .mandate = true}), usual);
  EXPECT_GT(legitimacy({.robustness = 0.5, .consent = true}), usual);
  EXPECT_LT(legitimacy({.robustness = 0.9}), usual);
}

// The force in Afghanistan: 3.8 deaths per thousand soldiers and year; UN operations .3 to .6.
TEST(MissionSite, DeathsHaveTheSizeOfThoseOnRecord) {
  EXPECT_NEAR(expected_deaths(traits, MissionKind::counter_terrorism, 0.8, 0.6, 1.0, 1.0), 3.8, 0.1);
  const double of_peacekeepers = expected_deaths(traits, peace, 0.3, 0.5, 1.0, 1.0);
  EXPECT_GT(of_peacekeepers, 0.3);
  EXPECT_LT(of_peacekeepers, 0.6);
}

TEST(MissionSite, ACommonCommandLosesNothing) {
  EXPECT_EQ(command_factor(SiteParameters{}, 1.0), 1.0);
  EXPECT_EQ(command_factor(SiteParameters{}, 0.0), 0.6);
}

}  // namespace
}  // namespace entente
