// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/geometry.hpp"
#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "scenarios/services/service.hpp"

namespace eveil::scenarios {

/// What a policy or an operator may change.
enum class ChangeTarget : std::uint8_t {
  links_speed,       ///< free speed, m/s
  links_capacity,    ///< flow, veh/s
  links_closed,      ///< to cars and service vehicles
  transit_fare,      ///< EUR
  transit_headway,   ///< time between departures, s
  transit_capacity,  ///< places a vehicle
  fuel_price,        ///< EUR/l
  car_cost,          ///< EUR/km
  car_time,          ///< driving time on every link named: only by a factor
};
inline constexpr std::size_t change_target_count = 9;
std::string_view name_of(ChangeTarget target);  ///< as in the file: links:speed

/// Whether it acts on links, on transit lines, and whether it may hold at some hours only.
bool on_links(ChangeTarget target);
bool on_lines(ChangeTarget target);
bool takes_hours(ChangeTarget target);

/// How the amount acts on what is there.
enum class ChangeBy : std::uint8_t { factor, value, add };

/// Which links or lines are meant: those that fit every list that isn't empty.
struct ChangeFilter {
  std::vector<geo::RoadClass> classes;
  std::vector<std::int64_t> ids;   ///< of roads in the source
  Area area;                       ///< of links: the middle of their shape lies in it
  std::vector<std::string> lines;  ///< codes or names of transit lines

  bool everything() const {
    return classes.empty() && ids.empty() && area.empty() && lines.empty();
  }
};

/// One change, in SI units (EUR for money, EUR/km and EUR/l for costs).
struct Change {
  std::string name;  ///< may be empty
  ChangeTarget target = ChangeTarget::links_speed;
  ChangeBy by = ChangeBy::factor;
  double amount = 1.0;  ///< nothing where links are closed
  ChangeFilter where;
  std::vector<OpenHours> hours;  ///< empty: the whole day
  std::string place;             ///< in the user's file, for messages; not part of the digest

  /// The amount that stands in for `before`, at least 0.
  double applied(double before) const;
  bool holds_at(TimeOfDay time) const;
};

/// The amount after every change of that target that holds at `time`, in the order of the file.
double changed(std::span<const Change> changes, ChangeTarget target, double before, TimeOfDay time);

/// What it does in one line: "links:speed × 0.8 where classes residential".
std::string sentence_of(const Change& change);

}  // namespace eveil::scenarios
