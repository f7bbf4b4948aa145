// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "geo/base/text.hpp"
#include "geo/network/osm_tags.hpp"

namespace eveil::geo {

namespace {

using Kind = OsmSpeed::Kind;

constexpr double km_per_mile = 1.609344;
constexpr double km_per_nautical_mile = 1.852;

// eclipse-sumo NIImporter_OpenStreetMap.cpp, mySpeedMap; km/h.
constexpr std::array<std::pair<std::string_view, double>, 45> stated_by_word{{
    {"walk", 5},
    {"none", 142},
    {"no", 142},
    {"at:rural", 100},
    {"at:trunk", 100},
    {"at:motorway", 130},
    {"be:motorway", 120},
    {"be-vlg:rural", 70},
    {"be-wal:rural", 90},
    {"cz:motorway", 130},
    {"cz:trunk", 110},
    {"cz:rural", 90},
    {"de:motorway", 142},
    {"de:rural", 100},
    {"de:living_street", 10},
    {"de:bicycle_road", 30},
    {"dk:motorway", 130},
    {"dk:rural", 80},
    {"ee:rural", 90},
    {"fr:motorway", 130},
    {"fr:rural", 80},
    {"gb:motorway", 70 * km_per_mile},
    {"gb:nsl_dual", 70 * km_per_mile},
    {"gb:nsl_single", 60 * km_per_mile},
    {"uk:motorway", 70 * km_per_mile},
    {"uk:nsl_dual", 70 * km_per_mile},
    {"uk:nsl_single", 60 * km_per_mile},
    {"hu:motorway", 130},
    {"hu:trunk", 110},
    {"hu:rural", 90},
    {"it:motorway", 130},
    {"it:rural", 90},
    {"lt:rural", 90},
    {"no:rural", 80},
    {"pt:motorway", 120},
    {"pt:trunk", 100},
    {"pt:rural", 90},
    {"ro:motorway", 130},
    {"ro:trunk", 100},
    {"ro:rural", 90},
    {"ru:motorway", 110},
    {"ru:rural", 90},
    {"ru:urban", 60},
    {"uz:urban", 70},
    {"jp:express", 100},
}};

// Signs that change: the road has a limit, but not one.
constexpr std::array<std::string_view, 3> varying{"signals", "sign", "variable"};

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return small;
}

// "FR:urban", "DE:zone:30", "BE:zone30", "IT:30": what holds in a country by its kind of place.
OsmSpeed national(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 2) return {Kind::unreadable, 0.0};
  std::string_view kind = text.substr(colon + 1);
  if (kind == "urban") return {Kind::number, 50.0};
  if (kind.substr(0, 4) == "zone") kind.remove_prefix(4);
  if (!kind.empty() && kind.front() == ':') kind.remove_prefix(1);
  if (const auto limit = parse_double(kind)) return {Kind::number, *limit};
  return {Kind::unreadable, 0.0};
}

std::optional<double> with_unit(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789.+-"), text.size());
  const auto value = parse_double(text.substr(0, end));
  if (!value) return std::nullopt;
  const std::string_view unit = trim(text.substr(end));
  if (unit.empty() || unit == "km/h" || unit == "kmh" || unit == "kph" || unit == "kmph")
    return *value;
  if (unit == "mph" || unit == "mp/h") return *value * km_per_mile;
  if (unit == "knots" || unit == "kn") return *value * km_per_nautical_mile;
  return std::nullopt;
}

OsmSpeed parse_one(std::string_view text) {
  if (const auto value = with_unit(text)) return {Kind::number, *value};
  const std::string word = lower(text);
  for (const auto& [known, km_h] : stated_by_word) {
    if (known == word) return {Kind::number, km_h};
  }
  if (std::find(varying.begin(), varying.end(), word) != varying.end()) return {Kind::varies, 0.0};
  return national(word);
}

}  // namespace

OsmSpeed parse_osm_speed(std::string_view text) {
  if (trim(text).empty()) return {};
  OsmSpeed lowest{Kind::unreadable, 0.0};
  for (const std::string_view lane : split(text, '|')) {
    for (const std::string_view part : split(lane, ';')) {
      const OsmSpeed speed = parse_one(trim(part));
      const bool better =
          speed.kind == Kind::number && (lowest.kind != Kind::number || speed.km_h < lowest.km_h);
      if (better || (lowest.kind == Kind::unreadable && speed.kind == Kind::varies)) lowest = speed;
    }
  }
  return lowest;
}

std::optional<double> parse_osm_lanes(std::string_view text) {
  std::optional<double> fewest;
  for (const std::string_view part : split(text, ';')) {
    const auto lanes = parse_double(trim(part));
    if (lanes && (!fewest || *lanes < *fewest)) fewest = lanes;
  }
  return fewest;
}

}  // namespace eveil::geo
