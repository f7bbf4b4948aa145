// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/frontier.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/analysis/small_comparison.hpp"

using namespace eveil::analysis;
using eveil::tests::three_pairs;

namespace {

Offer offer(const char* name, double cost, double served) {
  Offer made;
  made.name = name;
  made.cost_eur = {cost, cost, cost};
  made.served = {served, served, served};
  return made;
}

}  // namespace

TEST_CASE("an offer is on the frontier where no other costs less and serves more",
          "[analysis][report][frontier]") {
  //   served
  //    300 |                 d
  //    200 |        b   c          c serves as many as b at more cost: beaten
  //    100 |            e          e serves fewer than b at more cost: beaten
  //      0 a_________________ cost
  const double none = std::nan("");
  const std::vector<Offer> offers = {offer("a", 0.0, 0.0),
                                     offer("b", 50.0, 200.0),
                                     offer("c", 80.0, 200.0),
                                     offer("d", 120.0, 300.0),
                                     offer("e", 80.0, 100.0),
                                     offer("not told", none, none)};
  const std::size_t by_none = offers.size();
  CHECK(beaten_by(offers) == std::vector<std::size_t>{by_none, by_none, 1, by_none, 1, by_none});
}

TEST_CASE("equal offers don't beat each other", "[analysis][report][frontier]") {
  const std::vector<Offer> offers = {offer("a", 10.0, 5.0), offer("b", 10.0, 5.0)};
  CHECK(beaten_by(offers) == std::vector<std::size_t>{2, 2});
}

TEST_CASE("a base without a service costs and serves nothing, a variant what its services do",
          "[analysis][report][frontier]") {
  Comparison comparison = three_pairs("frontier").compared();
  // 20 requests, of which 15, 16 and 17 are served; the cost is 100 EUR, the wait 300, 360, 420 s.
  Entry served =
      *std::find_if(comparison.entries.begin(), comparison.entries.end(), [](const Entry& entry) {
        return entry.indicator == "service.requests";
      });
  served.indicator = served.definition = "service.served";
  served.variant_levels = {15.0, 16.0, 17.0};
  comparison.entries.push_back(served);
  const std::vector<Offer> offers = offers_of({comparison});
  REQUIRE(offers.size() == 2);
  CHECK(offers[0].name == "base");
  CHECK(offers[0].cost_eur.mean == 0.0);
  CHECK(offers[0].served.mean == 0.0);
  CHECK(std::isnan(offers[0].wait_s.mean));
  CHECK(offers[1].cost_eur.mean == Approx(100.0));
  CHECK(offers[1].served.mean == Approx(16.0));
  CHECK(offers[1].wait_s.mean == Approx(360.0));
  CHECK(offers[1].cost_per_trip_eur.mean == Approx((100.0 / 15 + 100.0 / 16 + 100.0 / 17) / 3));
  CHECK(std::isnan(offers[1].refusal_rate.mean));  // these runs don't tell it
}
