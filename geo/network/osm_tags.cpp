// SPDX-License-Identifier: Apache-2.0
#include "geo/network/osm_tags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "geo/base/text.hpp"

namespace eveil::geo {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

bool one_of(std::string_view value, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), value) != known.end();
}

// Whether the public may not: of several values (`a;b`) one that lets in is enough.
bool shut(std::string_view value) {
  if (value.empty()) return false;
  for (const std::string_view part : split(value, ';')) {
    if (!one_of(trim(part),
                {"no",
                 "private",
                 "agricultural",
                 "forestry",
                 "emergency",
                 "psv",
                 "bus",
                 "hov",
                 "military",
                 "delivery",
                 "permit",
                 "residents",
                 "use_sidepath",
                 "dismount"})) {
      return false;
    }
  }
  return true;
}

/// The value that counts, most special key first.
struct Rule {
  std::string_view key;
  std::string_view value;
};

Rule rule_of(const OsmTags& tags, std::initializer_list<OsmKey> keys) {
  for (const OsmKey key : keys) {
    if (!tags[key].empty()) return {osm_way_keys[static_cast<std::size_t>(key)], tags[key]};
  }
  return {};
}

bool implies_oneway(const OsmTags& tags) {
  return is_roundabout(tags) || tags[OsmKey::highway] == "motorway";
}

void read_direction(const OsmTags& tags, OsmRoad& road) {
  const Rule rule = rule_of(tags, {OsmKey::oneway_motor_vehicle, OsmKey::oneway});
  if (one_of(rule.value, {"yes", "true", "1"})) {
    road.open = {1, 0};
  } else if (one_of(rule.value, {"-1", "reverse"})) {
    road.open = {0, 1};
  } else if (rule.value == "reversible") {
    // Which way it runs changes by the hour, and the tag doesn't say when.
    road.open = {0, 0};
    road.closed = "oneway=reversible";
  } else if (!one_of(rule.value, {"no", "false", "0", "alternating"})) {
    road.oneway_unreadable = !rule.value.empty();
    if (implies_oneway(tags)) road.open = {1, 0};
  }
}

void read_access(const OsmTags& tags, OsmRoad& road) {
  const Rule car =
      rule_of(tags, {OsmKey::motorcar, OsmKey::motor_vehicle, OsmKey::vehicle, OsmKey::access});
  if (shut(car.value)) {
    road.open = {0, 0};
    road.closed = fmt::format("{}={}", car.key, car.value);
  }
  road.destination_only = car.value == "destination";
  const bool fast = tags[OsmKey::motorroad] == "yes" ||
                    one_of(tags[OsmKey::highway], {"motorway", "motorway_link"});
  const auto allowed = [&](std::initializer_list<OsmKey> keys, bool by_class) {
    const Rule rule = rule_of(tags, keys);
    return rule.value.empty() ? by_class : !shut(rule.value);
  };
  const auto bus_rule = rule_of(tags, {OsmKey::bus, OsmKey::psv});
  const bool bus = bus_rule.value.empty() ? road.closed.empty() : bus_rule.value != "no";
  int bits = road.closed.empty() ? access_car : 0;
  if (bus) bits |= access_bus;
  if (allowed({OsmKey::bicycle, OsmKey::vehicle, OsmKey::access}, !fast)) bits |= access_bicycle;
  if (allowed({OsmKey::foot, OsmKey::access}, !fast)) bits |= access_walk;
  road.access = static_cast<std::uint8_t>(bits);
}

void read_speed(const OsmTags& tags, OsmRoad& road) {
  OsmSpeed both = parse_osm_speed(tags[OsmKey::maxspeed]);
  for (const OsmKey key : {OsmKey::zone_maxspeed, OsmKey::maxspeed_type, OsmKey::source_maxspeed}) {
    // These name a sign or a law (`FR:zone30`, `sign`, `survey`): only the readable ones help.
    if (both.kind != OsmSpeed::Kind::missing) break;
    const OsmSpeed by_law = parse_osm_speed(tags[key]);
    if (by_law.kind == OsmSpeed::Kind::number) both = by_law;
  }
  road.speed = {parse_osm_speed(tags[OsmKey::maxspeed_forward]),
                parse_osm_speed(tags[OsmKey::maxspeed_backward])};
  for (OsmSpeed& speed : road.speed) {
    if (speed.kind == OsmSpeed::Kind::missing) speed = both;
  }
}

void read_lanes(const OsmTags& tags, OsmRoad& road) {
  const auto number = [&](OsmKey key) -> double {
    if (tags[key].empty()) return unknown;
    const auto lanes = parse_osm_lanes(tags[key]);
    if (!lanes) road.lanes_unreadable = true;
    return lanes.value_or(unknown);
  };
  const double total = number(OsmKey::lanes);
  road.lanes = {number(OsmKey::lanes_forward), number(OsmKey::lanes_backward)};
  const ByWay<double> stated = road.lanes;
  const bool both_ways = road.open[0] != 0 && road.open[1] != 0;
  for (std::size_t way = 0; way < 2; ++way) {
    if (!std::isnan(stated[way]) || road.open[way] == 0) continue;
    if (!both_ways) {
      road.lanes[way] = total;
    } else if (std::isnan(stated[1 - way])) {
      // Half of them each; a single lane is used by turns and counts for both ways.
      road.lanes[way] = total > 0.0 ? std::max(1.0, total / 2.0) : total;
    } else if (total > stated[1 - way]) {
      road.lanes[way] = total - stated[1 - way];
    }
  }
}

}  // namespace

OsmRoad road_of(const OsmTags& tags) {
  OsmRoad road;
  read_direction(tags, road);
  read_lanes(tags, road);
  read_access(tags, road);
  read_speed(tags, road);
  return road;
}

bool stops_cars(std::string_view barrier, std::string_view access, std::string_view bollard) {
  if (barrier.empty()) return false;
  if (!access.empty()) return shut(access);
  if (bollard == "rising") return false;  // it sinks for those who may pass
  return one_of(barrier,
                {"bollard",
                 "block",
                 "jersey_barrier",
                 "cycle_barrier",
                 "motorcycle_barrier",
                 "bus_trap",
                 "sump_buster",
                 "chain",
                 "rope",
                 "log",
                 "debris",
                 "planter",
                 "kissing_gate",
                 "stile",
                 "horse_stile",
                 "turnstile",
                 "full-height_turnstile",
                 "wall",
                 "city_wall",
                 "fence",
                 "hedge",
                 "ditch",
                 "guard_rail",
                 "retaining_wall"});
}

bool is_roundabout(const OsmTags& tags) {
  return one_of(tags[OsmKey::junction], {"roundabout", "circular"});
}

}  // namespace eveil::geo
