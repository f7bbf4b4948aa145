// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "geo/transit/timetable.hpp"

namespace eveil::geo {

namespace {

struct KindFacts {
  std::string_view name;
  std::uint16_t places;
};

// Places of one vehicle. [UM] bus of 12 m 60 to 100, articulated 100 to 150, tram of 30 m 200 to
// 220, coach 50 to 60: the middle of each. The others [A]: a small vehicle of the kind.
constexpr std::array<KindFacts, line_kind_count> facts{{{"tram", 210},
                                                        {"metro", 500},
                                                        {"rail", 300},
                                                        {"bus", 80},
                                                        {"ferry", 100},
                                                        {"cable_car", 60},
                                                        {"gondola", 8},
                                                        {"funicular", 100},
                                                        {"trolleybus", 125},
                                                        {"monorail", 200},
                                                        {"coach", 55},
                                                        {"on_demand", 8},
                                                        {"other", 50}}};

constexpr std::array<LineKind, 13> basic{LineKind::tram,
                                         LineKind::metro,
                                         LineKind::rail,
                                         LineKind::bus,
                                         LineKind::ferry,
                                         LineKind::cable_car,
                                         LineKind::gondola,
                                         LineKind::funicular,
                                         LineKind::other,
                                         LineKind::other,
                                         LineKind::other,
                                         LineKind::trolleybus,
                                         LineKind::monorail};

}  // namespace

std::string_view name_of(LineKind kind) { return facts[static_cast<std::size_t>(kind)].name; }

std::uint16_t default_places(LineKind kind) { return facts[static_cast<std::size_t>(kind)].places; }

LineKind line_kind_of(std::int64_t route_type) {
  if (route_type >= 0 && route_type < static_cast<std::int64_t>(basic.size())) {
    return basic[static_cast<std::size_t>(route_type)];
  }
  if (route_type == 715) return LineKind::on_demand;
  if (route_type == 405) return LineKind::monorail;
  switch (route_type / 100) {
    case 1:
      return LineKind::rail;
    case 2:
      return LineKind::coach;
    case 3:  // suburban railways of the older numbering
      return LineKind::rail;
    case 4:
    case 5:
    case 6:
      return LineKind::metro;
    case 7:
      return LineKind::bus;
    case 8:
      return LineKind::trolleybus;
    case 9:
      return LineKind::tram;
    case 10:
    case 12:
      return LineKind::ferry;
    case 13:
      return LineKind::gondola;
    case 14:
      return LineKind::funicular;
    default:
      return LineKind::other;
  }
}

}  // namespace eveil::geo
