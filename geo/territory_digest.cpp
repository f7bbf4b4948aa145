// SPDX-License-Identifier: Apache-2.0
#include "geo/territory_digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <filesystem>
#include <span>
#include <system_error>
#include <type_traits>
#include <utility>

#include "geo/base/hash.hpp"
#include "geo/io/path.hpp"
#include "geo/io/projection.hpp"

namespace eveil::geo {

namespace {

static_assert(std::endian::native == std::endian::little, "digests are over little-endian bytes");

/// Every value goes in after its number of bytes or rows, so that no two contents give one text.
class Digest {
 public:
  void text(std::string_view value) {
    number(value.size());
    hash_.update(value);
  }
  void number(std::uint64_t value) { hash_.update(bytes_of(std::span(&value, 1))); }
  void number(double value) { hash_.update(bytes_of(std::span(&value, 1))); }
  template <class T>
  void values(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);  // numbers, and structs of them without gaps
    number(values.size());
    hash_.update(bytes_of(std::span<const T>(values)));
  }
  void texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }
  std::string hex() const { return hash_.hex(); }

 private:
  template <class T>
  static std::span<const std::byte> bytes_of(std::span<T> values) {
    return std::as_bytes(values);
  }
  Sha256 hash_;
};

void add(Digest& digest, const Network& network) {
  digest.values(network.place.raw());
  std::vector<std::uint8_t> control = network.control.raw();
  control.resize(network.node_count(), 0);  // as it is stored
  digest.values(control);
  digest.values(network.from.raw());
  digest.values(network.to.raw());
  digest.values(network.reverse.raw());
  digest.values(network.length.raw());
  digest.values(network.free_speed.raw());
  digest.values(network.lanes.raw());
  digest.values(network.capacity.raw());
  digest.values(network.road_class.raw());
  digest.values(network.access.raw());
  digest.values(network.source_id.raw());
  digest.values(network.shape.offsets());
  digest.values(network.shape.values());
  if (network.as_it_stands()) {
    digest.texts(network.node_name.raw());
    digest.texts(network.link_name.raw());
  }
  if (!network.has_forbidden_turns()) return;
  digest.values(network.forbidden_next.offsets());
  digest.values(network.forbidden_next.values());
}

void add(Digest& digest, const Zones& zones) {
  digest.texts(zones.code.raw());
  digest.texts(zones.name.raw());
  for (const Area& area : zones.area) {
    digest.number(area.parts.size());
    for (const Polygon& part : area.parts) {
      digest.number(part.rings.size());
      for (const auto& ring : part.rings) digest.values(ring);
    }
  }
  digest.values(zones.centre.raw());
  digest.values(zones.population.raw());
  digest.values(zones.jobs.raw());
  digest.number(std::uint64_t{zones.has_jobs ? 1U : 0U});
}

void add(Digest& digest, const Sites& sites) {
  digest.texts(sites.name.raw());
  digest.values(sites.kind.raw());
  digest.values(sites.place.raw());
  for (const auto& attendees : sites.attendees) {
    for (const double people : attendees) digest.number(people);
  }
  digest.values(sites.parking.raw());
  for (const SiteId site : sites.name.ids()) {
    digest.number(static_cast<std::uint64_t>(sites.opens[site].ms));
    digest.number(static_cast<std::uint64_t>(sites.closes[site].ms));
  }
  digest.texts(sites.group.raw());
}

void add(Digest& digest, const Timetable& timetable) {
  digest.texts(timetable.stop_code.raw());
  digest.texts(timetable.stop_name.raw());
  digest.values(timetable.stop_place.raw());
  digest.texts(timetable.line_code.raw());
  digest.texts(timetable.line_name.raw());
  digest.values(timetable.line_kind.raw());
  digest.values(timetable.line_places.raw());
  digest.values(timetable.pattern_line.raw());
  digest.values(timetable.pattern_stops.offsets());
  digest.values(timetable.pattern_stops.values());
  digest.values(timetable.pattern_calls.values());
  digest.values(timetable.first_trip);
  digest.texts(timetable.trip_code.raw());
  digest.values(timetable.trip_day.raw());
  digest.values(timetable.arrival);
  digest.values(timetable.departure);
  digest.values(timetable.transfers.offsets());
  for (const Transfer& transfer : timetable.transfers.values()) {
    digest.number(std::uint64_t{transfer.to.value});
    digest.number(static_cast<std::uint64_t>(transfer.walk.ms));
  }
}

// A shapefile is several files of one stem; a feed may be a folder.
std::vector<std::string> files_of(const std::string& file) {
  std::vector<std::string> files{file};
  const std::filesystem::path path(file);
  std::error_code problem;
  if (std::filesystem::is_directory(path, problem)) {
    files.clear();
    for (const auto& entry : std::filesystem::directory_iterator(path, problem)) {
      if (entry.is_regular_file(problem)) files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
  }
  if (path.extension() != ".shp") return files;
  for (const char* extension : {".cpg", ".dbf", ".prj", ".shx"}) {
    std::filesystem::path side = path;
    side.replace_extension(extension);
    if (std::filesystem::exists(side)) files.push_back(side.string());
  }
  return files;
}

Expected<void> add_file(Digest& digest, const std::string& file) {
  for (const std::string& one : files_of(file)) {
    EVEIL_TRY(const std::string real, io::local_file(one));
    EVEIL_TRY(const std::string hash, sha256_of_file(real));
    digest.text(hash);
  }
  return {};
}

void add(Digest& digest, const SiteSource& site) {
  digest.text(site.name);
  digest.text(name_of(site.kind));
  digest.number(std::uint64_t{site.at ? 1U : 0U});
  if (site.at) {
    digest.number((*site.at)[0]);
    digest.number((*site.at)[1]);
  }
  digest.text(site.zone);
  for (const double people : site.attendees) digest.number(people);
  digest.number(site.parking);
  digest.number(static_cast<std::uint64_t>(site.opens.ms));
  digest.number(static_cast<std::uint64_t>(site.closes.ms));
  digest.text(site.group);
}

}  // namespace

std::string digest_of_content(const Territory& territory) {
  Digest digest;
  digest.text(territory.name);
  digest.text(territory.crs_name);
  add(digest, territory.network);
  add(digest, territory.zones);
  add(digest, territory.sites);
  digest.values(territory.site_link.raw());
  add(digest, territory.timetable);
  if (territory.gates.size() > 0) {
    digest.texts(territory.gates.name.raw());
    digest.values(territory.gates.place.raw());
  }
  digest.values(territory.map_lon);
  digest.values(territory.map_lat);
  return digest.hex();
}

Expected<std::string> digest_of_sources(const TerritorySources& sources) {
  Digest digest;
  digest.text(
      fmt::format("territory compiler {}, {}", territory_compiler_version, io::library_versions()));
  digest.text(sources.name);
  digest.text(sources.crs);
  EVEIL_CHECK(add_file(digest, sources.roads.file));
  digest.text(sources.roads.is_matsim ? "matsim" : sources.roads.is_osm ? "osm" : "layer");
  digest.text(sources.roads.layer);
  for (const auto& [key, column] : sources.roads.columns) {
    digest.text(key);
    digest.text(column);
  }
  for (const auto& [road_class, veh_h] : sources.roads.lane_capacity_veh_h) {
    digest.text(name_of(road_class));
    digest.number(veh_h);
  }
  EVEIL_CHECK(add_file(digest, sources.zones.file));
  for (const std::string& text : {sources.zones.layer,
                                  sources.zones.id,
                                  sources.zones.name,
                                  sources.zones.population,
                                  sources.zones.employment}) {
    digest.text(text);
  }
  for (const FeedSource& feed : sources.feeds) {
    EVEIL_CHECK(add_file(digest, feed.file));
    digest.text(feed.date ? iso(*feed.date) : "");
  }
  for (const SiteSource& site : sources.sites) add(digest, site);
  for (const GateSource& gate : sources.gates) {
    digest.text(gate.name);
    for (const double degrees : gate.at) digest.number(degrees);
    if (gate.joins_within_m > 0.0) digest.number(gate.joins_within_m);
  }
  return digest.hex();
}

}  // namespace eveil::geo
