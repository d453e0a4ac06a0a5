#include "engine/world/proximity.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace entente {
namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double earth = 6371.0088;  // km

TEST(Proximity, StrengthIsWholeAtHomeAndNothingAtInfinity) {
  EXPECT_EQ(loss_of_strength(0.0, 1000.0, 1.0), 1.0);
  EXPECT_EQ(loss_of_strength(std::numeric_limits<double>::infinity(), 1000.0, 1.0), 0.0);
  EXPECT_EQ(loss_of_strength(12345.0, 1000.0, 0.0), 1.0);
}

TEST(Proximity, HalfOfStrengthIsLostAtTheHalfDistance) {
  EXPECT_DOUBLE_EQ(loss_of_strength(1000.0, 1000.0, 1.0), 0.5);
  EXPECT_DOUBLE_EQ(loss_of_strength(1000.0, 1000.0, 2.0), 0.25);
  EXPECT_DOUBLE_EQ(loss_of_strength(3000.0, 1000.0, 1.0), 0.25);
}

TEST(GreatCircle, APointIsNowhereFromItselfAndAntipodesAreHalfWayRound) {
  EXPECT_EQ(great_circle(12.3, 45.6, 12.3, 45.6), 0.0);
  EXPECT_NEAR(great_circle(30.0, 20.0, -30.0, -160.0), pi * earth, 1e-6);
  EXPECT_NEAR(great_circle(90.0, 0.0, -90.0, 77.0), pi * earth, 1e-6);
}

TEST(GreatCircle, AQuarterOfTheEquatorIsAQuarterOfTheGlobe) {
  EXPECT_NEAR(great_circle(0.0, 10.0, 0.0, 100.0), 0.5 * pi * earth, 1e-9 * earth);
}

TEST(GreatCircle, DistanceIsSymmetricAndCrossesTheDateLine) {
  EXPECT_EQ(great_circle(48.9, 2.4, 38.9, -77.0), great_circle(38.9, -77.0, 48.9, 2.4));
  EXPECT_NEAR(great_circle(0.0, 179.0, 0.0, -179.0), great_circle(0.0, 0.0, 0.0, 2.0), 1e-9);
}

TEST(GreatCircle, OneDegreeOfLatitudeIs111Kilometres) {
  EXPECT_NEAR(great_circle(10.0, 5.0, 11.0, 5.0), earth * pi / 180.0, 1e-9);
}

TEST(Proximity, ExactGeometryAnswersByPair) {
  const Proximity proximity = Proximity::exact(2, {1.0, 0.3, 0.3, 1.0});
  EXPECT_TRUE(proximity.is_exact());
  EXPECT_EQ(proximity(StateId(0), StateId(1)), 0.3);
  EXPECT_EQ(proximity.row(StateId(1))[0], 0.3);
}

TEST(Proximity, RegionalGeometryAnswersByRegionAndStatesCanMove) {
  Proximity proximity = Proximity::regional(2, {1.0, 0.2, 0.2, 0.9}, {0, 1, 1});
  EXPECT_FALSE(proximity.is_exact());
  EXPECT_EQ(proximity.size(), 2u);
  EXPECT_EQ(proximity(StateId(0), StateId(2)), 0.2);
  EXPECT_EQ(proximity(StateId(1), StateId(2)), 0.9);
  proximity.move(StateId(2), 0);
  EXPECT_EQ(proximity(StateId(0), StateId(2)), 1.0);
  EXPECT_EQ(proximity.row(StateId(2))[1], 0.2);
}

TEST(Proximity, WhatIsFeltAtAPlaceIsTheSumOfAllAmountsByNearness) {
  const Proximity proximity = Proximity::regional(2, {1.0, 0.2, 0.4, 0.9}, {0, 1});
  const std::vector<double> amounts{10.0, 5.0};
  std::vector<double> felt(2);
  proximity.spread(amounts, felt);
  EXPECT_EQ(felt, (std::vector<double>{11.0, 8.5}));
}

}  // namespace
}  // namespace entente
