// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/road_traffic.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// What vehicles burn and emit on the road, tank to wheel.
struct Emitted {
  double co2_g = 0.0;
  double nox_g = 0.0;
  double pm_g = 0.0;  ///< wear of brakes, tyres and road included
  double energy_mj = 0.0;

  void add(const Emitted& one, double times);
};

/// The scenario's say in the curves of `scenarios::emission_curves`.
struct EmissionScales {
  double diesel_share = 0.0;          ///< of cars
  double car_co2_g_per_km = 0.0;      ///< at a steady 30 km/h, from which the curves are scaled
  double service_co2_g_per_km = 0.0;  ///< the same
  double petrol_mj_per_kg = 0.0;
  double diesel_mj_per_kg = 0.0;
};

Expected<EmissionScales> read_emission_scales(const output::RunFile& run);

/// One vehicle of the row's kind on the row's link.
///
/// CO2, fuel and particles, and all of a service's vehicles and trucks: at the speed of the empty
/// road, the time beyond that at a standstill. NOx of cars: at the mean speed on the link.
Emitted emitted_by_one(const RoadTraffic& traffic, std::size_t row, const EmissionScales& scales);

}  // namespace eveil::analysis
