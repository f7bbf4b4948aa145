// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/geometry.hpp"
#include "geo/base/index.hpp"
#include "geo/base/units.hpp"

namespace eveil::scenarios {

using ServiceId = Index<struct ServiceTag>;

enum class ServiceKind : std::uint8_t { on_demand };

/// Who may use a service.
enum class Eligibility : std::uint8_t {
  all,
  none,         ///< nobody: the null variant
  residents,    ///< people whose home lies in the area
  without_car,  ///< people who have no car
};

/// The alternatives whose unobserved charms a service shares.
enum class Nest : std::uint8_t {
  collective,  ///< public transport and services in vehicles of others
  car,
  bicycle,
  walk,
  own,  ///< like nothing else
};

struct OpenHours {
  TimeOfDay from;
  TimeOfDay to;  ///< exclusive; may pass 24:00
};

/// What a start-up's service is: fleet, area, hours, promises, fare and costs. A description, no
/// behaviour.
struct Service {
  std::string name;  ///< also its mode's name; unique
  ServiceKind kind = ServiceKind::on_demand;
  Area area;  ///< metres; both ends of a ride lie in it
  std::uint32_t vehicles = 1;
  std::uint32_t seats = 6;
  std::vector<OpenHours> hours;  ///< requests are taken in them
  Duration max_wait = minutes(10);
  double max_detour = 1.5;  ///< longest ride = max_detour × direct + max_detour_extra
  Duration max_detour_extra = minutes(5);
  Duration stop_time = seconds(30);        ///< each stop, whatever the number who board
  double fare_eur = 0.0;                   ///< a ride
  double fare_eur_per_km = 0.0;            ///< of the direct distance
  double cost_eur_per_vehicle_hour = 0.0;  ///< of opening hours, whole fleet
  double cost_eur_per_km = 0.0;            ///< driven, empty included
  double cost_eur_per_vehicle_day = 0.0;
  Eligibility eligibility = Eligibility::all;
  double constant = 0.0;  ///< alternative-specific constant of its utility
  Nest nest = Nest::collective;
};

}  // namespace eveil::scenarios
