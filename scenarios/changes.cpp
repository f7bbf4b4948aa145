// SPDX-License-Identifier: Apache-2.0
#include "scenarios/changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "geo/base/text.hpp"

namespace eveil::scenarios {

namespace {

using Target = ChangeTarget;

constexpr std::array<std::string_view, change_target_count> target_names{"links:speed",
                                                                         "links:capacity",
                                                                         "links:closed",
                                                                         "transit:fare",
                                                                         "transit:headway",
                                                                         "transit:capacity",
                                                                         "fuel:price",
                                                                         "car:cost",
                                                                         "car:time"};

/// The amount as somebody would write it, with its unit.
std::string in_file_units(Target target, double amount) {
  switch (target) {
    case Target::links_speed:
      return fmt::format("{:.4g} km/h", in_kilometres_per_hour(MetresPerSecond(amount)));
    case Target::links_capacity:
      return fmt::format("{:.6g} veh/h", in_vehicles_per_hour(VehiclesPerSecond(amount)));
    case Target::transit_headway:
      return fmt::format("{:.4g} min", amount / 60.0);
    case Target::transit_capacity:
      return fmt::format("{:.6g} places", amount);
    case Target::fuel_price:
      return fmt::format("{:.4g} EUR/l", amount);
    case Target::car_cost:
      return fmt::format("{:.4g} EUR/km", amount);
    default:
      return fmt::format("{:.4g} EUR", amount);
  }
}

std::string where_text(const ChangeFilter& where) {
  std::string text;
  const auto add = [&](const std::string& part) {
    text += (text.empty() ? " where " : ", ") + part;
  };
  if (!where.classes.empty()) {
    std::vector<std::string_view> names;
    for (const geo::RoadClass road_class : where.classes) names.push_back(name_of(road_class));
    add(fmt::format("class is {}", fmt::join(names, " or ")));
  }
  if (!where.ids.empty()) add(fmt::format("id is {}", fmt::join(where.ids, " or ")));
  if (!where.area.empty()) add("inside the area");
  if (!where.lines.empty()) add(fmt::format("line is {}", fmt::join(where.lines, " or ")));
  return text;
}

}  // namespace

std::string_view name_of(ChangeTarget target) {
  return target_names[static_cast<std::size_t>(target)];
}

bool on_links(ChangeTarget target) {
  return target == Target::links_speed || target == Target::links_capacity ||
         target == Target::links_closed || target == Target::car_time;
}

bool on_lines(ChangeTarget target) {
  return target == Target::transit_fare || target == Target::transit_headway ||
         target == Target::transit_capacity;
}

bool takes_hours(ChangeTarget target) {
  return target == Target::transit_fare || target == Target::transit_headway ||
         target == Target::fuel_price || target == Target::car_cost;
}

double Change::applied(double before) const {
  if (by == ChangeBy::value) return std::max(0.0, amount);
  return std::max(0.0, by == ChangeBy::factor ? before * amount : before + amount);
}

bool Change::holds_at(TimeOfDay time) const {
  if (hours.empty()) return true;
  return std::any_of(hours.begin(), hours.end(), [&](const OpenHours& open) {
    return open.from <= time && time < open.to;
  });
}

double changed(std::span<const Change> changes,
               ChangeTarget target,
               double before,
               TimeOfDay time) {
  double amount = before;
  for (const Change& change : changes) {
    if (change.target == target && change.holds_at(time)) amount = change.applied(amount);
  }
  return amount;
}

std::string sentence_of(const Change& change) {
  std::string text = change.name.empty() ? "" : change.name + ": ";
  text += name_of(change.target);
  if (change.target != Target::links_closed) {
    switch (change.by) {
      case ChangeBy::factor:
        text += fmt::format(" × {}", change.amount);
        break;
      case ChangeBy::value:
        text += fmt::format(" = {}", in_file_units(change.target, change.amount));
        break;
      case ChangeBy::add:
        text += fmt::format(" {} {}",
                            change.amount < 0.0 ? "−" : "+",
                            in_file_units(change.target, std::abs(change.amount)));
        break;
    }
  }
  text += where_text(change.where);
  for (std::size_t row = 0; row < change.hours.size(); ++row) {
    const OpenHours& open = change.hours[row];
    text += fmt::format("{}{} to {}",
                        row == 0 ? ", " : " and ",
                        to_text(open.from).substr(0, 5),
                        to_text(open.to).substr(0, 5));
  }
  return text;
}

}  // namespace eveil::scenarios
