#include "models/classic/public_good.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <numeric>

#include "engine/base/contracts.hpp"
#include "models/maths/joint_product.hpp"
#include "models/maths/ranks.hpp"

namespace entente::classic {

namespace {

double sum(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

std::vector<double> enjoyed(const PublicGood& good, std::span<const double> provided) {
  const double total = sum(provided);
  std::vector<double> enjoyed;
  for (const double own : provided) enjoyed.push_back(own + good.spill_over * (total - own));
  return enjoyed;
}

Provision nash(const PublicGood& good) {
  EXPECT(good.tastes.size() == good.members() && good.price > 0.0);
  std::vector<maths::Spender> spenders;
  for (std::size_t i = 0; i < good.members(); ++i)
    spenders.push_back(maths::joint_product(good.tastes[i], good.incomes[i], good.price));
  const std::vector<double> received(good.members(), good.spill_over);
  Provision provision{maths::nash_of_one_alliance(spenders, received), 0.0};
  provision.total = sum(provision.provided);
  return provision;
}

// With the total Q known, z_i = max(s Q, level x a_i I_i): the level is found by admitting members by falling payment.
Provision optimum(const PublicGood& good) {
  EXPECT(good.tastes.size() == good.members() && good.price > 0.0);
  Provision provision{{}, 0.0};
  for (std::size_t i = 0; i < good.members(); ++i)
    provision.provided.push_back(good.tastes[i] * good.incomes[i] / good.price);
  const double s = good.spill_over, total = sum(provision.provided);
  provision.total = total;
  if (s == 1.0) return provision;
  std::vector<double> payments = provision.provided;
  std::sort(payments.begin(), payments.end(), std::greater<>());
  double admitted = 0.0, level = 0.0, needed = (1.0 - s) * total;
  for (const double payment : payments) {
    if (admitted > 0.0 && level * payment <= s * total) break;
    admitted += payment;
    needed += s * total;
    level = needed / admitted;
  }
  for (double& provided : provision.provided) provided = std::max(0.0, level * provided - s * total) / (1.0 - s);
  return provision;
}

void reply_at_once(const PublicGood& good, double damping, std::span<double> provided) {
  EXPECT(provided.size() == good.members());
  const double total = sum(provided);
  for (std::size_t i = 0; i < good.members(); ++i) {
    const double spill_in = good.spill_over * (total - provided[i]);
    const double best = maths::reply(maths::joint_product(good.tastes[i], good.incomes[i], good.price), spill_in);
    provided[i] += damping * (best - provided[i]);
  }
}

double largest_damping(std::size_t members, double taste, double spill_over) {
  EXPECT(members >= 1);
  return 2.0 / (1.0 + (1.0 - taste) * spill_over * static_cast<double>(members - 1));
}

double rank_correlation(std::span<const double> one, std::span<const double> other) {
  EXPECT(one.size() == other.size());
  std::vector<std::int32_t> order(one.size());
  std::vector<double> ranks_of_one(one.size()), ranks_of_other(one.size());
  maths::mean_ranks(one, order, ranks_of_one);
  maths::mean_ranks(other, order, ranks_of_other);
  return maths::spearman(ranks_of_one, ranks_of_other);
}

}  // namespace entente::classic
