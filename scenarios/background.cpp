// SPDX-License-Identifier: Apache-2.0
#include "scenarios/background.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "geo/base/random.hpp"
#include "geo/territory.hpp"
#include "scenarios/population/places.hpp"
#include "scenarios/scenario.hpp"

namespace eveil::scenarios {

namespace {

class Sampler {
 public:
  Sampler(const Scenario& scenario, const geo::Territory& territory)
      : simulation_(scenario.simulation), places_(territory) {
    for (const Point place : territory.gates.place) {
      gate_link_.push_back(geo::gate_link(territory.network, place));
    }
  }

  void add(const BackgroundFlow& flow, std::vector<BackgroundVehicle>& out) const {
    const double expected = flow.vehicles * simulation_.sample;
    const double whole = std::floor(expected);
    const bool one_more = draw(flow.name).uniform() < expected - whole;
    const auto count = static_cast<std::uint64_t>(whole) + (one_more ? 1U : 0U);
    for (std::uint64_t number = 0; number < count; ++number) {
      BackgroundVehicle vehicle;
      vehicle.name = stable_name({flow.name, number});
      Draw chance = draw(vehicle.name);
      vehicle.departure = departure(flow.hour, chance.uniform());
      vehicle.from = link_of(flow.from, chance);
      vehicle.to = link_of(flow.to, chance);
      vehicle.truck = flow.truck;
      vehicle.size = flow.size;
      out.push_back(vehicle);
    }
  }

 private:
  Draw draw(std::uint64_t name) const { return {simulation_.seed, Purpose::background, name}; }

  static TimeOfDay departure(std::uint32_t hour, double share) {
    const std::uint32_t of_day = hour < 3 ? hour + 24 : hour;
    return time_of_day(static_cast<int>(of_day)) + duration(Seconds(std::floor(share * 3600.0)));
  }

  geo::LinkId link_of(const BackgroundEnd& end, Draw& chance) const {
    return end.gate.valid() ? gate_link_[end.gate] : places_.spot_in(end.zone, chance).link;
  }

  const Simulation& simulation_;
  ZonePlaces places_;
  Column<geo::GateId, geo::LinkId> gate_link_;
};

}  // namespace

Column<BackgroundId, BackgroundVehicle> background_vehicles(const Scenario& scenario,
                                                            const geo::Territory& territory) {
  if (scenario.background.empty()) return {};
  const Sampler sampler(scenario, territory);
  std::vector<BackgroundVehicle> vehicles;
  for (const BackgroundFlow& flow : scenario.background) sampler.add(flow, vehicles);
  std::sort(vehicles.begin(), vehicles.end(), [](const auto& a, const auto& b) {
    return std::tie(a.departure, a.name) < std::tie(b.departure, b.name);
  });
  return Column<BackgroundId, BackgroundVehicle>(std::move(vehicles));
}

}  // namespace eveil::scenarios
