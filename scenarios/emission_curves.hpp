// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace eveil::scenarios {

/// What is burnt or leaves a vehicle on the road.
enum class Emission : std::uint8_t { co2, fuel, nox, pm };
inline constexpr std::size_t emission_count = 4;
std::string_view name_of(Emission emission);

/// Kinds of vehicles whose emissions are known.
enum class RoadVehicle : std::uint8_t { petrol_car, diesel_car, van, heavy };
inline constexpr std::size_t road_vehicle_count = 4;
std::string_view name_of(RoadVehicle vehicle);

/// What a kind of vehicle emits by its speed, in g.
///
/// A *steady* curve is of constant speed: it is read at the speed of the road without traffic, and
/// the time beyond that is spent at a standstill. An *average* curve has the stops of a driving
/// cycle in it: it is read at the mean speed on the link.
struct EmissionCurve {
  RoadVehicle vehicle;
  Emission emission;
  bool steady;
  std::array<double, 13> g_per_km;  ///< at 10, 20 … 130 km/h
  double idle_g_per_h;              ///< at a standstill; 0 of an average curve
  std::string_view tag;             ///< as ParameterFact
  std::string_view source;

  /// Between two speeds linear; below 10 km/h and above 130 as there.
  double per_km(double km_h) const;
  /// Of one vehicle that takes `hours` for a link on which `free_km_h` can be driven.
  /// \pre kilometres > 0, free_km_h > 0.
  double grams(double kilometres, double free_km_h, double hours) const;
};

/// A curve for each vehicle and emission, in the order of both.
std::span<const EmissionCurve> emission_curves();
const EmissionCurve& emission_curve(RoadVehicle vehicle, Emission emission);

}  // namespace eveil::scenarios
