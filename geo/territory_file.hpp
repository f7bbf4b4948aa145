// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "geo/network/network.hpp"
#include "geo/places/sites.hpp"
#include "geo/store/group.hpp"
#include "geo/transit/timetable.hpp"

namespace eveil::geo {

/// The compiled territory's file, one table a group:
///
///     /nodes     x y longitude latitude control
///     /links     from to reverse length free_speed lanes capacity road_class access source_id
///     /nodes and /links also have `name` where the network is kept as its source has it
///     /links/shape      offsets, x, y
///     /links/forbidden  offsets, next     turns that cars must not take; absent where there is
///     none /zones     code name population jobs centre_x centre_y /zones/rings      zone part;
///     offsets, x, y     a ring a row; part counts within its zone /sites     name kind x y
///     attendees_ROLE parking opens closes group link /stops     code name x y;  /stops/transfers
///     offsets, to walk    a way a row, by stop /lines     code name kind places /patterns  line
///     trips;  /patterns/stops  offsets, stop calls /transit_trips    code day     by pattern
///     /transit_times    arrival departure     by pattern, trip, stop of the pattern
///     /gates     name x y     absent where there is none
///     /feeds     one row a feed;  /feeds/warnings  feed text
///     /findings  severity subject reason count length text
inline constexpr std::string_view territory_format = "eveil-territory";
inline constexpr std::int64_t territory_format_version = 3;

inline constexpr std::array<std::string_view, 2> severity_words{"note", "warning"};
std::array<std::string_view, road_class_count> road_class_words();
inline constexpr std::size_t site_kind_count = 6;
std::array<std::string_view, site_kind_count> site_kind_words();
std::array<std::string_view, line_kind_count> line_kind_words();

Expected<void> write_timetable(const store::Group& root, const Timetable& timetable);
Expected<void> read_timetable(const store::Group& root, Timetable& timetable);

}  // namespace eveil::geo
