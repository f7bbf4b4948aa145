// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/detail.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <utility>

#include "tests/analysis/written_day.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::Scratch;
using eveil::tests::SmallRun;
using eveil::tests::written_day;

namespace {

/// Runs of the drawn street, all of three people who stand for ten each.
class Runs {
 public:
  explicit Runs(const std::string& name) : scratch_("detail-" + name) {
    run.small.people.weight = 10.0;
    run.small.scenario.simulation.sample = 0.1;
  }

  /// A run with `cars`, one vehicle of the service and one bus on BC; the rider's trips go by
  /// `mode`.
  std::string write(const std::string& name, std::uint32_t cars, sim::Mode mode) {
    return written_day(run, run.options(scratch_ / name), [&](sim::Sink& sink) {
      auto trips = run.trips();
      trips[2].mode = trips[2].wanted = mode;
      sink.take(trips);
      sink.take(run.legs());
      auto times = run.link_times();
      times[0].volume = cars;
      times.push_back(times[1]);
      times.back().vehicle_class = sim::VehicleClass::bus;
      sink.take(times);
      sink.take(std::vector<sim::GeneratorRow>{{geo::SiteId(std::size_t{0}), 1, 1, 0.0, {}}});
      sink.take(run.requests());
      sink.take(run.vehicles());
    });
  }

  SmallRun run;

 private:
  Scratch scratch_;
};

Detail detail_of(const Source& source) {
  auto detail = read_detail(source);
  INFO((detail ? "" : describe(detail.error())));
  REQUIRE(detail);
  return std::move(*detail);
}

/// Two pairs: on BC 3 and 5 cars without, 4 and 8 with.
Source two_pairs(Runs& runs) {
  Source source;
  source.base_runs = {runs.write("base-1.h5", 3, 1), runs.write("base-2.h5", 5, 0)};
  source.variant_runs = {runs.write("variant-1.h5", 4, sim::first_service_mode),
                         runs.write("variant-2.h5", 8, sim::first_service_mode)};
  return source;
}

}  // namespace

TEST_CASE("places are read from a run: roads once for both directions, sites, stops, zones",
          "[analysis][detail]") {
  Runs runs("places");
  const Detail detail = detail_of(two_pairs(runs));
  REQUIRE(detail.places.roads.size() == 2);  // AB with BA, BC with CB
  CHECK(detail.places.road_of_link == std::vector<std::uint32_t>{0, 0, 1, 1});
  CHECK(detail.places.roads[1].road_class == "residential");
  CHECK(detail.places.roads[1].points.size() >= 2);
  REQUIRE(detail.places.sites.size() == 1);
  CHECK(detail.places.sites[0].name == "Hôpital");
  CHECK(detail.places.sites[0].kind == "hospital");
  REQUIRE(detail.places.stops.size() == 2);
  CHECK(detail.places.stops[1].at == Point{3.0, 4.0});
  CHECK(detail.places.zones.size() == runs.run.small.territory.zones.size());
}

TEST_CASE("a road's change is the mean over pairs, cars expanded, the service's and buses not",
          "[analysis][detail]") {
  Runs runs("flows");
  const Detail detail = detail_of(two_pairs(runs));
  REQUIRE(detail.flows.size() == 1);  // nothing drove on AB
  const RoadFlow& flow = detail.flows.front();
  CHECK(flow.road == 1);
  // Ten people a car: 30 and 50 without, 40 and 80 with, and one of the service and a bus each.
  CHECK(flow.base == Approx(42.0));
  CHECK(flow.variant == Approx(62.0));
  CHECK(flow.difference.mean == Approx(20.0));
  // Differences 10 and 30: s = 14.14, half = t(1, 0.975) · s / √2 = 12.706 · 10.
  CHECK(flow.difference.high == Approx(20.0 + 127.06).epsilon(1e-4));
}

TEST_CASE("demand is told by hour, and riders by how they went before", "[analysis][detail]") {
  Runs runs("demand");
  const Detail detail = detail_of(two_pairs(runs));
  REQUIRE(detail.services.size() == 1);
  const ServiceDetail& service = detail.services.front();
  CHECK(service.name == "navette");
  CHECK(service.facts.kind == "on_demand");
  CHECK_FALSE(service.facts.area.empty());
  CHECK(service.first_hour == 8);
  REQUIRE(service.hours.size() == 1);
  const Demand& hour = service.hours.front();
  CHECK(hour.requests.mean == 2.0);
  CHECK(hour.served.mean == 1.0);
  CHECK(hour.refusal_rate.mean == 0.5);
  CHECK(hour.wait_s.mean == Approx(60.0));
  // The one rider walked in the first base and drove in the second.
  REQUIRE(service.riders.before.size() == 2);
  for (const auto& [mode, share] : service.riders.before) {
    CAPTURE(mode);
    CHECK((mode == "walk" || mode == "car_driver"));
    CHECK(share.mean == Approx(0.5));
  }
  CHECK(service.riders.not_made.mean == 0.0);
  CHECK(service.riders.without_car.mean == 1.0);
}

TEST_CASE("one pair has points without intervals, and no file has no detail",
          "[analysis][detail]") {
  Runs runs("one");
  Source source = two_pairs(runs);
  source.base_runs.pop_back();
  source.variant_runs.pop_back();
  const Detail one = detail_of(source);
  CHECK(one.flows.front().difference.mean == Approx(10.0));
  CHECK(std::isnan(one.flows.front().difference.low));
  const Detail none = detail_of(Source());
  CHECK(none.places.roads.empty());
  CHECK(none.services.empty());
  source.variant_runs = {"gone.h5"};
  CHECK_FALSE(read_detail(source));
}

TEST_CASE("curves of learning are means by day", "[analysis][detail]") {
  Runs runs("learning");
  const Detail detail = detail_of(two_pairs(runs));
  CHECK(detail.learning.days == std::vector<std::int64_t>{4});
  REQUIRE_FALSE(detail.learning.curves.empty());
  CHECK(detail.learning.curves.front().measure == "route_gap");
  CHECK(detail.learning.curves.front().base.front() == Approx(0.025));  // 0.1 / 4
}
