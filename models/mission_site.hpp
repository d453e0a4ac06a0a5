#pragma once

#include <array>

#include "models/mission_charter.hpp"
#include "models/parameter_group.hpp"

namespace entente {

/// How missions of the kinds differ. All are starting values.
///
/// pace: rate at which a force that is wholly effective calms its site; relapse: rate at which a site returns to what
/// it was; danger: deaths by hostile action per thousand soldiers and year at intensity 1 and full robustness;
/// training: rate at which a full force builds local forces. Peacekeeping stands between parties that agreed (UN
/// operations: some .3 to .6 deaths per thousand and year); enforcement compels, against more; counter-terrorism fights
/// those who hide (the force in Afghanistan: 3.8 on average, 5.5 in the worst year) and finds that they come back;
/// relief is quick and safe; training is slow and leaves most behind.
struct MissionTraits {
  static constexpr std::size_t kinds = 5;
  std::array<double, kinds> pace{2.0, 2.5, 1.5, 5.0, 1.0};
  std::array<double, kinds> relapse{0.3, 0.4, 0.5, 0.3, 0.3};
  std::array<double, kinds> danger{3.0, 4.0, 8.0, 0.5, 2.0};
  std::array<double, kinds> training{0.02, 0.02, 0.04, 0.01, 0.15};

  template <class P>
  static void declare(Declarations<P>& parameters, MissionTraits P::*group);

  /// Whether the kind works with the host's consent alone.
  static bool needs_consent(MissionKind kind) {
    return kind != MissionKind::enforcement && kind != MissionKind::counter_terrorism;
  }
  static std::size_t place(MissionKind kind) { return static_cast<std::size_t>(kind) - 1; }
};

/// What happens at a site, with a mission or without one (e_a = 0).
///
///     risk       r = u (1 - L) / (u + p e_a);     e_a = effective force / force goal
///
///     fighting   s > calm s0:   ds = -p e_a s dt + u (s0 (1 - L) - s) dt + noise
///                stops at exhaustion, s = calm s0, or because s is held down to that
///
///     calm       s <= calm s0:  ds = -p e_a s dt - u s dt + noise
///                ends at renewal r, s = s0
///
///     dL = g (sum_i f_i (1 - c_i) / goal) (1 - L) dt
///     dl = (lbar - l) dt / tau;  lbar = base + b_mandate mandate + b_consent consent - b_harm robustness s
///
/// s intensity, s0 its root, L local forces, l legitimacy: each the exact solution for what is held over a month. What
/// holds fighting down also holds it off: r is the share of s0 to which fighting tends. Without force and local forces
/// fighting that has not moved stays as it is. The noise multiplies s by exp(sigma sqrt(dt) z - sigma^2 dt / 2), mean
/// 1, and is cut at 1, at a calm site at calm s0.
///
/// Starting values. exhaustion: civil wars of 1945-1999 ended at 1.8 a year (Fearon 2004), with some twenty under way
/// on average. renewal: .40 were back within ten years (Collier, Hoeffler & Soderbom 2008), .05 a year with
/// peacekeepers at some of them, or .44 within five (Collier et al. 2003), .12 a year.
struct SiteParameters {
  double calm = 0.3;
  double exhaustion = 0.09;
  double renewal = 0.08;
  double noise = 0.15;
  double stubbornness = 2.0;
  double fragmentation = 0.4;
  double legitimacy_time = 3.0;
  double legitimacy_base = 0.45;
  double legitimacy_mandate = 0.15;
  double legitimacy_consent = 0.15;
  double legitimacy_harm = 0.3;

  template <class P>
  static void declare(Declarations<P>& parameters, SiteParameters P::*group);
};

struct Site {
  double intensity = 0.0, root = 0.0, local_forces = 0.0, legitimacy = 0.0;
};

struct SiteForce {
  double effective = 0.0;  ///< over the goal: e_a
  double usable = 0.0;     ///< pledges without what caveats withhold, over the goal
  double robustness = 0.0;
  bool mandate = false, consent = false;
};

/// Whether no fighting goes on.
inline bool is_calm(const Site& site, const SiteParameters& parameters) {
  return site.intensity <= parameters.calm * site.root;
}

/// The risk r, the share of its root to which fighting at the site tends, for a mission of traits `kind` whose pace is
/// `ease` times the usual and whose effective force is `effective` times the goal.
double fighting_risk(const Site& site, const MissionTraits& traits, MissionKind kind, double effective, double ease);

/// The site after `years`, for a mission of traits `kind` whose pace is `ease` times the usual; `shock`: standard
/// normal.
Site site_after(Site site, const SiteForce& force, const SiteParameters& parameters, const MissionTraits& traits,
                MissionKind kind, double ease, double years, double shock);

/// Mean number of deaths in a contingent of `thousands` over `years`.
double expected_deaths(const MissionTraits& traits, MissionKind kind, double robustness, double intensity,
                       double thousands, double years);

/// What a command of integration `kappa` leaves of the force: one without loses `fragmentation`.
inline double command_factor(const SiteParameters& parameters, double kappa) {
  return 1.0 - parameters.fragmentation * (1.0 - kappa);
}

template <class P>
void MissionTraits::declare(Declarations<P>& parameters, MissionTraits P::*group) {
  static constexpr const char* names[kinds] = {"peacekeeping", "enforcement", "counter_terrorism", "relief",
                                               "training"};
  using T = MissionTraits;
  const auto add = [&](std::array<double, kinds> T::*trait, const std::string& prefix, const std::string& unit,
                       const std::string& about) {
    for (std::size_t k = 0; k < kinds; ++k)
      parameters.add(
          [group, trait, k](P& p) -> double& { return (p.*group.*trait)[k]; },
          {.name = prefix + "." + names[k], .unit = unit, .range = at_least(0), .about = about + ", " + names[k]});
  };
  add(&T::pace, "pace", "1/year", "rate at which a wholly effective force calms its site");
  add(&T::relapse, "relapse", "1/year", "rate at which a site returns to what it was");
  add(&T::danger, "danger", "deaths/(thousand soldiers year)",
      "deaths by hostile action at intensity and robustness 1");
  add(&T::training, "training", "1/year", "rate at which a full force builds local forces");
}

template <class P>
void SiteParameters::declare(Declarations<P>& parameters, SiteParameters P::*group) {
  ParameterGroup own(parameters, group, "site.");
  using S = SiteParameters;
  own.add(&S::calm, {.name = "calm", .range = unit_interval, .about = "share of its root up to which a site is calm"});
  own.add(&S::exhaustion, {.name = "exhaustion",
                           .unit = "1/year",
                           .range = at_least(0),
                           .about = "rate at which fighting stops of itself",
                           .source = "size: Fearon 2004"});
  own.add(&S::renewal, {.name = "renewal",
                        .unit = "1/year",
                        .range = at_least(0),
                        .about = "rate at which fighting resumes at a calm site that nothing holds",
                        .source = "direction: Fortna 2008; size: Collier, Hoeffler & Soderbom 2008"});
  own.add(&S::noise, {.name = "noise",
                      .unit = "1/sqrt(year)",
                      .range = between(0, 5),
                      .about = "what else moves the log of a site's intensity"});
  own.add(&S::stubbornness, {.name = "stubbornness",
                             .range = between(0, 5),
                             .about = "spread of the log of the pace between missions: some conflicts are ripe"});
  own.add(&S::fragmentation, {.name = "fragmentation",
                              .range = unit_interval,
                              .about = "share of a force that is lost without a common command"});
  own.add(&S::legitimacy_time,
          {.name = "legitimacy.time", .unit = "years", .range = above(0), .about = "time in which it follows"});
  own.add(&S::legitimacy_base,
          {.name = "legitimacy.base", .range = unit_interval, .about = "legitimacy without mandate, consent or harm"});
  own.add(&S::legitimacy_mandate,
          {.name = "legitimacy.mandate", .range = unit_interval, .about = "what an outside mandate adds"});
  own.add(&S::legitimacy_consent,
          {.name = "legitimacy.consent", .range = unit_interval, .about = "what the host's consent adds"});
  own.add(&S::legitimacy_harm,
          {.name = "legitimacy.harm",
           .range = unit_interval,
           .about = "what full robustness in a conflict of intensity 1 takes: the harm that it does"});
}

}  // namespace entente
