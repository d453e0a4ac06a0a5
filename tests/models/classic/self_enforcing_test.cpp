#include "models/classic/self_enforcing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace entente::classic {
namespace {

std::vector<std::size_t> sizes(const std::vector<Agreement>& agreements, bool (Agreement::*stable)() const) {
  std::vector<std::size_t> sizes;
  for (const Agreement& agreement : agreements)
    if ((agreement.*stable)()) sizes.push_back(agreement.members);
  return sizes;
}

using Sizes = std::vector<std::size_t>;

TEST(SelfEnforcing, OneStateAloneDoesAsItLikes) {
  const std::vector<Agreement> agreements = linear_benefit(1, 1.0, 1.0);
  EXPECT_EQ(agreements[0].outsider_payoff, 0.5);
  EXPECT_EQ(agreements[1].member_payoff, 0.5);
  EXPECT_TRUE(std::isnan(agreements[0].member_payoff));
  EXPECT_TRUE(std::isnan(agreements[1].outsider_payoff));
}

// b = c = 1: members contribute n, outsiders 1.
TEST(SelfEnforcing, LinearBenefitsAreAsPublishedAtEveryNumberOfMembers) {
  for (const std::size_t states : {3, 5, 10, 32}) {
    const std::vector<Agreement> agreements = linear_benefit(states, 1.0, 1.0);
    ASSERT_EQ(agreements.size(), states + 1);
    for (std::size_t n = 0; n <= states; ++n) {
      const auto members = static_cast<double>(n);
      const double total = members * members + static_cast<double>(states - n);
      EXPECT_EQ(agreements[n].total, total);
      EXPECT_EQ(agreements[n].stable(), n == 0 || n == 2 || n == 3);
      if (n > 0) {
        EXPECT_EQ(agreements[n].member_contribution, members);
        EXPECT_EQ(agreements[n].member_payoff, total - 0.5 * members * members);
      }
      if (n < states) {
        EXPECT_EQ(agreements[n].outsider_contribution, 1.0);
        EXPECT_EQ(agreements[n].outsider_payoff, total - 0.5);
      }
    }
  }
}

// N = 10, a = 100, b = 1, c = .25.
TEST(SelfEnforcing, BarrettsTenStatesAreAsPublished) {
  struct Row {
    double inside, outside, total, payoff_inside, payoff_outside;
  };
  constexpr Row rows[]{
      {0, 8, 80, 0, 472},
      {1.8552875695732842, 8.534322820037106, 78.66419294990723, 476.80890538033384, 468.13483362648475},
      {4.158004158004157, 8.73180873180873, 78.17047817047816, 474.012474012474, 466.64303836861006},
      {6.651884700665189, 8.425720620842572, 78.93569844789357, 472.2838137472284, 468.9406640085349},
      {8.908685968819599, 7.57238307349666, 81.06904231625836, 472.1603563474388, 474.91331888234686},
      {10.526315789473685, 6.315789473684211, 84.21052631578948, 473.6842105263159, 482.54847645429373},
      {11.342155009451796, 4.914933837429111, 87.71266540642722, 476.37051039697553, 489.4314986009914},
      {11.456628477905074, 3.6006546644844506, 90.99836333878888, 479.5417348608838, 494.3279376193678},
      {11.095700416088764, 2.4965325936199743, 93.75866851595006, 482.66296809986136, 497.27320469143456},
      {10.47729918509895, 1.629802095459841, 95.9254947613504, 485.4481955762515, 498.83788849421524},
      {9.75609756097561, 0, 97.5609756097561, 487.80487804878044, 0}};
  const std::vector<Agreement> agreements = members_lead(10, 100.0, 1.0, 0.25);
  ASSERT_EQ(agreements.size(), 11U);
  for (std::size_t n = 0; n <= 10; ++n) {
    EXPECT_NEAR(agreements[n].total, rows[n].total, 1e-11);
    if (n > 0) {
      EXPECT_NEAR(agreements[n].member_contribution, rows[n].inside, 1e-11);
      EXPECT_NEAR(agreements[n].member_payoff, rows[n].payoff_inside, 1e-11);
    }
    if (n < 10) {
      EXPECT_NEAR(agreements[n].outsider_contribution, rows[n].outside, 1e-11);
      EXPECT_NEAR(agreements[n].outsider_payoff, rows[n].payoff_outside, 1e-11);
    }
  }
  EXPECT_EQ(sizes(agreements, &Agreement::stable), (Sizes{4}));
  EXPECT_EQ(sizes(agreements, &Agreement::stable_if_the_indifferent_join), (Sizes{4}));
}

// At 0 and 2 the next to join would neither gain nor lose; at 3 the next to leave.
RC_GTEST_PROP(SelfEnforcingProperty, WithLinearBenefitsThreeAreStableAndTwoATieWhateverTheNumbers, ()) {
  const auto states = *rc::gen::inRange<std::size_t>(3, 200);
  const double benefit = *rc::gen::inRange(1, 10'000) * 1e-3, cost = *rc::gen::inRange(1, 10'000) * 1e-3;
  const std::vector<Agreement> agreements = linear_benefit(states, benefit, cost);
  RC_ASSERT(sizes(agreements, &Agreement::stable) == (Sizes{0, 2, 3}));
  RC_ASSERT(sizes(agreements, &Agreement::stable_if_the_indifferent_join) == (Sizes{3}));
  RC_ASSERT(agreements[2].loss_by_joining == 0.0);
  RC_ASSERT(agreements[3].loss_by_leaving == 0.0);
}

/// Whether the choices are best, in small steps up and down.
RC_GTEST_PROP(SelfEnforcingProperty, LeadersCannotDoBetterWhenOutsidersReply, ()) {
  const auto states = *rc::gen::inRange<std::size_t>(2, 30);
  const double a = *rc::gen::inRange(1, 1000) * 0.1, b = *rc::gen::inRange(1, 100) * 0.1,
               c = *rc::gen::inRange(1, 100) * 0.1;
  const std::vector<Agreement> agreements = members_lead(states, a, b, c);
  const auto members = *rc::gen::inRange<std::size_t>(1, states + 1);
  const Agreement& agreement = agreements[members];
  const auto n = static_cast<double>(members), all = static_cast<double>(states);
  const auto member_payoff = [&](double q) {
    const double g = (all - n) * b / (all * c);
    const double total = (n * q + g * a) / (1.0 + g);
    return b / all * (a * total - 0.5 * total * total) - 0.5 * c * q * q;
  };
  const double q = agreement.member_contribution, step = 0.01 * q;
  RC_ASSERT(std::abs(member_payoff(q) - agreement.member_payoff) <= 1e-9 * std::abs(agreement.member_payoff));
  RC_ASSERT(member_payoff(q) > member_payoff(q + step));
  RC_ASSERT(member_payoff(q) > member_payoff(q - step));
}

RC_GTEST_PROP(SelfEnforcingProperty, OutsidersReplyBest, ()) {
  const auto states = *rc::gen::inRange<std::size_t>(2, 30);
  const double a = *rc::gen::inRange(1, 1000) * 0.1, b = *rc::gen::inRange(1, 100) * 0.1,
               c = *rc::gen::inRange(1, 100) * 0.1;
  const auto members = *rc::gen::inRange<std::size_t>(0, states);
  const Agreement agreement = members_lead(states, a, b, c)[members];
  const double q = agreement.outsider_contribution, others = agreement.total - q;
  const auto payoff = [&](double own) {
    const double total = others + own;
    return b / static_cast<double>(states) * (a * total - 0.5 * total * total) - 0.5 * c * own * own;
  };
  RC_ASSERT(std::abs(payoff(q) - agreement.outsider_payoff) <= 1e-9 * std::abs(payoff(q)));
  RC_ASSERT(payoff(q) > payoff(1.01 * q));
  RC_ASSERT(payoff(q) > payoff(0.99 * q));
}

// By the members' first-order condition q_member / q_outsider = n / D: members contribute more iff n > D.
RC_GTEST_PROP(SelfEnforcingProperty, OutsidersDoBetterThanMembersWhoContributeMore, ()) {
  const auto states = *rc::gen::inRange<std::size_t>(2, 30);
  const double b = *rc::gen::inRange(1, 100) * 0.1, c = *rc::gen::inRange(1, 100) * 0.1;
  const std::vector<Agreement> agreements = members_lead(states, 100.0, b, c);
  for (std::size_t n = 1; n < states; ++n) {
    const double crowding = 1.0 + static_cast<double>(states - n) * b / (static_cast<double>(states) * c);
    const double more = static_cast<double>(n) - crowding;
    if (std::abs(more) < 1e-9) continue;  // as much, up to rounding
    RC_ASSERT((agreements[n].member_contribution > agreements[n].outsider_contribution) == (more > 0.0));
    RC_ASSERT((agreements[n].member_payoff < agreements[n].outsider_payoff) == (more > 0.0));
  }
}

RC_GTEST_PROP(SelfEnforcingProperty, MoneyHasNoUnit, ()) {
  const auto states = *rc::gen::inRange<std::size_t>(1, 30);
  const double b = *rc::gen::inRange(1, 100) * 0.1, c = *rc::gen::inRange(1, 100) * 0.1;
  const std::vector<Agreement> one = members_lead(states, 10.0, b, c), other = members_lead(states, 10.0, 4 * b, 4 * c);
  for (std::size_t n = 0; n <= states; ++n) {
    RC_ASSERT(one[n].total == other[n].total);
    RC_ASSERT(one[n].stable() == other[n].stable());
  }
}

}  // namespace
}  // namespace entente::classic
