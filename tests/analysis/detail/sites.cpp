// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/sites.hpp"

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

/// A run in which the third person comes to the hospital by `mode` at 08:05 with 500 g of CO2e, and
/// its places are as told.
std::string write(const Scratch& scratch,
                  const SmallRun& run,
                  const std::string& name,
                  sim::Mode mode,
                  const sim::ParkingUse& parking) {
  return written_day(run, run.options(scratch / name), [&](sim::Sink& sink) {
    auto trips = run.trips();
    trips[4].mode = mode;
    trips[4].departure = time_of_day(8, 0);
    trips[4].arrival = time_of_day(8, 5);
    trips[4].co2_g = 500.0;
    sink.take(trips);
    sink.take(std::vector<sim::GeneratorRow>{{geo::SiteId(std::size_t{0}), 0, 1, 500.0, parking}});
  });
}

std::vector<SiteDetail> sites_of(const PairedFiles& files) {
  auto sites = read_sites(files);
  INFO((sites ? "" : describe(sites.error())));
  REQUIRE(sites);
  return std::move(*sites);
}

double arrivals_by(const SiteDetail& site, const std::string& mode, Interval Both::*part) {
  for (const auto& [name, arrivals] : site.modes) {
    if (name == mode) return (arrivals.*part).mean;
  }
  return 0.0;
}

}  // namespace

TEST_CASE("a generator is told by mode, hour, people, parking and CO2e, without and with",
          "[analysis][detail][sites]") {
  const Scratch scratch("sites");
  SmallRun run;
  run.small.people.weight = 10.0;
  run.small.scenario.simulation.sample = 0.1;
  run.small.territory.sites.parking[geo::SiteId(std::size_t{0})] = 20.0;
  run.small.people.age[scenarios::PersonId(std::size_t{2})] = 70;
  const PairedFiles files{{write(scratch, run, "b1.h5", 1, {2, 1, 0, {}}),
                           write(scratch, run, "b2.h5", 1, {2, 1, 0, {}})},
                          {write(scratch, run, "v1.h5", 0, {3, 2, 1, {}}),
                           write(scratch, run, "v2.h5", 0, {3, 2, 1, {}})}};
  const std::vector<SiteDetail> sites = sites_of(files);
  REQUIRE(sites.size() == 1);
  const SiteDetail& site = sites.front();
  CHECK(site.name == "Hôpital");
  CHECK(site.kind == "hospital");
  CHECK(site.parking == 20.0);
  CHECK(site.arrivals.base.mean == 10.0);  // one, who stands for ten
  CHECK(site.arrivals.difference.mean == 0.0);
  CHECK(arrivals_by(site, "walk", &Both::base) == 10.0);
  CHECK(arrivals_by(site, "walk", &Both::difference) == -10.0);
  CHECK(arrivals_by(site, "car_driver", &Both::variant) == 10.0);
  CHECK(site.first_hour == 8);
  REQUIRE(site.hours.size() == 1);
  CHECK(site.hours.front().variant.mean == 10.0);
  CHECK(site.co2e_kg.variant.mean == Approx(5.0));  // 10 · 500 g
  // Cars on the places and sent on, expanded by the sample as the places were.
  CHECK(site.parked_most.difference.mean == Approx(10.0));
  CHECK(site.parking_refused.variant.mean == Approx(20.0));
  CHECK(site.parking_street.variant.low == Approx(10.0));
  // In the order of `arrivers`: nobody works or studies there; no car; 70 years old.
  CHECK(site.people[0].base.mean == 0.0);
  CHECK(site.people[2].base.mean == 1.0);
  CHECK(site.people[3].base.mean == 1.0);
  CHECK(site.people[5].variant.mean == 1.0);
}

TEST_CASE("where no places are stated nothing is said of parking", "[analysis][detail][sites]") {
  const Scratch scratch("sites-none");
  const SmallRun run;
  const PairedFiles files{{write(scratch, run, "b.h5", 1, {})},
                          {write(scratch, run, "v.h5", 1, {})}};
  const std::vector<SiteDetail> sites = sites_of(files);
  REQUIRE(sites.size() == 1);
  CHECK(std::isnan(sites.front().parking));
  CHECK(std::isnan(sites.front().parked_most.variant.mean));
  CHECK(std::isnan(sites.front().arrivals.difference.low));  // one pair
}
