// SPDX-License-Identifier: Apache-2.0
#include "analysis/road_emissions.hpp"

#include <algorithm>

#include "scenarios/emission_curves.hpp"

namespace eveil::analysis {

namespace {

using scenarios::Emission;
using scenarios::emission_curve;
using scenarios::RoadVehicle;

constexpr double stated_at_km_h = 30.0;  // of the scenario's CO2 by vehicle-km
constexpr double heavy_top_km_h = 80.0;  // as in the simulation

struct Pass {
  double kilometres = 0.0;
  double free_km_h = 0.0;
  double hours = 0.0;
};

Emitted of(RoadVehicle vehicle, const Pass& pass, double mj_per_kg) {
  const auto grams = [&](Emission emission) {
    return emission_curve(vehicle, emission).grams(pass.kilometres, pass.free_km_h, pass.hours);
  };
  return {grams(Emission::co2),
          grams(Emission::nox),
          grams(Emission::pm),
          grams(Emission::fuel) / 1000.0 * mj_per_kg};
}

double stated(RoadVehicle vehicle) {
  return emission_curve(vehicle, Emission::co2).per_km(stated_at_km_h);
}

// So that a steady 30 km/h gives what the scenario states; fuel goes with CO2.
void scale(Emitted& emitted, double factor) {
  emitted.co2_g *= factor;
  emitted.energy_mj *= factor;
}

Emitted of_car(const Pass& pass, const EmissionScales& scales) {
  const double diesel = scales.diesel_share;
  Emitted all;
  all.add(of(RoadVehicle::petrol_car, pass, scales.petrol_mj_per_kg), 1.0 - diesel);
  all.add(of(RoadVehicle::diesel_car, pass, scales.diesel_mj_per_kg), diesel);
  const double mixed =
      (1.0 - diesel) * stated(RoadVehicle::petrol_car) + diesel * stated(RoadVehicle::diesel_car);
  scale(all, scales.car_co2_g_per_km / mixed);
  return all;
}

}  // namespace

void Emitted::add(const Emitted& one, double times) {
  co2_g += times * one.co2_g;
  nox_g += times * one.nox_g;
  pm_g += times * one.pm_g;
  energy_mj += times * one.energy_mj;
}

Expected<EmissionScales> read_emission_scales(const output::RunFile& run) {
  EmissionScales scales;
  EVEIL_TRY(scales.diesel_share, run.parameter("emissions.diesel_share"));
  EVEIL_TRY(scales.car_co2_g_per_km, run.parameter("emissions.car_co2_g_per_km"));
  EVEIL_TRY(scales.service_co2_g_per_km, run.parameter("emissions.service_co2_g_per_km"));
  EVEIL_TRY(scales.petrol_mj_per_kg, run.parameter("emissions.petrol_mj_per_kg"));
  EVEIL_TRY(scales.diesel_mj_per_kg, run.parameter("emissions.diesel_mj_per_kg"));
  return scales;
}

Emitted emitted_by_one(const RoadTraffic& traffic, std::size_t row, const EmissionScales& scales) {
  const std::size_t link = traffic.link[row];
  Pass pass{
      traffic.length_m[link] / 1000.0, traffic.free_m_s[link] * 3.6, traffic.time_s[row] / 3600.0};
  switch (traffic.user[row]) {
    case RoadUser::car:
    case RoadUser::background:
      return of_car(pass, scales);
    case RoadUser::service: {
      Emitted van = of(RoadVehicle::van, pass, scales.diesel_mj_per_kg);
      scale(van, scales.service_co2_g_per_km / stated(RoadVehicle::van));
      return van;
    }
    case RoadUser::truck:
      pass.free_km_h = std::min(pass.free_km_h, heavy_top_km_h);
      return of(RoadVehicle::heavy, pass, scales.diesel_mj_per_kg);
    case RoadUser::other:
      break;
  }
  return {};
}

}  // namespace eveil::analysis
