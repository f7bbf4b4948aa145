// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/tastes.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "tests/support/small_world.hpp"

using namespace eveil;
using namespace eveil::tests;

namespace {

const char* const street = R"(
A----B----C
A-B 1000 m 36 km/h
B-C 1000 m 36 km/h
)";

constexpr std::size_t count = 40'000;

// Many people with one tour each, transit and some on-demand services in one nest.
struct Tasting {
  SmallWorld small{street};

  Tasting() { small.settle_commuters("AB", "BC", count); }
  void service(const std::string& name) {
    scenarios::Service service = service_everywhere(small.territory, name);
    small.scenario.services.push_back(service);
  }
  // Share of each mode where the systematic utilities are these; −100: not there.
  std::vector<double> shares(const std::vector<double>& systematic) const {
    const sim::Tours tours = sim::tours_of(small.people, small.scenario);
    const sim::Tastes tastes(small.people, small.scenario, tours, 1);
    std::vector<double> shares(systematic.size(), 0.0);
    for (const sim::TourId tour : tours.person.ids()) {
      std::size_t best = 0;
      double most = -1e9;
      for (std::size_t mode = 0; mode < systematic.size(); ++mode) {
        if (systematic[mode] <= -100.0) continue;
        const double utility = systematic[mode] + tastes.of(tour, static_cast<sim::Mode>(mode));
        if (utility <= most) continue;
        best = mode;
        most = utility;
      }
      shares[best] += 1.0 / count;
    }
    return shares;
  }
};

// Three standard deviations of a share near one half: 1.5 / sqrt(40000).
constexpr double margin = 0.0075;

}  // namespace

TEST_CASE("simulated shares equal the closed form of the nested logit", "[travellers][choice]") {
  Tasting test;
  test.service("navette");
  const double lambda = GENERATE(0.3, 0.5, 1.0);
  test.small.scenario.choice.nest_parameter = lambda;
  // car 0.5, walk 0, transit 0.3, navette 0.1
  const std::vector<double> shares = test.shares({0.5, 0.0, -100.0, -100.0, 0.3, 0.1});
  const double in_nest = std::exp(0.3 / lambda) + std::exp(0.1 / lambda);
  const double collective = std::pow(in_nest, lambda);
  const double all = std::exp(0.5) + 1.0 + collective;
  CHECK(shares[0] == Approx(std::exp(0.5) / all).margin(margin));
  CHECK(shares[1] == Approx(1.0 / all).margin(margin));
  CHECK(shares[4] == Approx(collective / all * std::exp(0.3 / lambda) / in_nest).margin(margin));
  CHECK(shares[5] == Approx(collective / all * std::exp(0.1 / lambda) / in_nest).margin(margin));
}

TEST_CASE("two identical services have together what the nest parameter says",
          "[travellers][choice]") {
  Tasting test;
  test.service("one");
  test.service("two");
  const std::vector<double> alone = test.shares({0.0, -100.0, -100.0, -100.0, -100.0, 0.0, -100.0});
  const std::vector<double> both = test.shares({0.0, -100.0, -100.0, -100.0, -100.0, 0.0, 0.0});
  // Against a car of the same utility: 1/2 for one; (2 · 1)^0.5 / (1 + 2^0.5) = 0.5858 for two,
  // where a plain logit would give 2/3.
  CHECK(alone[5] == Approx(0.5).margin(margin));
  CHECK(both[5] + both[6] == Approx(std::sqrt(2.0) / (1.0 + std::sqrt(2.0))).margin(margin));
  CHECK(both[5] == Approx(both[6]).margin(margin));
}

TEST_CASE("a service of another nest takes from all alike", "[travellers][choice]") {
  Tasting test;
  test.service("one");
  test.service("two");
  test.small.scenario.services[scenarios::ServiceId(std::size_t{1})].nest = scenarios::Nest::own;
  const std::vector<double> both = test.shares({0.0, -100.0, -100.0, -100.0, -100.0, 0.0, 0.0});
  for (const std::size_t mode : {0U, 5U, 6U}) CHECK(both[mode] == Approx(1.0 / 3.0).margin(margin));
}

TEST_CASE("the term of a nest is nothing where the nest parameter is 1", "[travellers][choice]") {
  Draw draw(1, Purpose::nest, 7);
  CHECK(sim::nest_term(draw, 1.0) == 0.0);
}
