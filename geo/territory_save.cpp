// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "geo/gates.hpp"
#include "geo/io/projection.hpp"
#include "geo/store/file.hpp"
#include "geo/store/ragged.hpp"
#include "geo/territory.hpp"
#include "geo/territory_columns.hpp"
#include "geo/territory_file.hpp"

namespace eveil::geo {

namespace {

using detail::ColumnWriter;
using store::Group;

Expected<void> write_nodes(const Group& root, const Territory& territory) {
  EVEIL_TRY(const Group group, root.create("nodes"));
  const Network& network = territory.network;
  std::vector<std::uint8_t> control = network.control.raw();
  control.resize(network.node_count(), 0);
  ColumnWriter writer(group);
  if (network.as_it_stands()) {
    writer.column("name", "1", "the source's id", network.node_name.raw());
  }
  return writer.points(territory.network.place.raw(), "", "place")
      .column("longitude", "degrees_east", "WGS 84", territory.map_lon)
      .column("latitude", "degrees_north", "WGS 84", territory.map_lat)
      .column(
          "control", "1", "bits: 1 signals, 2 crossing, 4 stop, 8 give way, 16 roundabout", control)
      .done();
}

Expected<void> write_links(const Group& root, const Network& network) {
  EVEIL_TRY(const Group group, root.create("links"));
  EVEIL_CHECK(
      ColumnWriter(group)
          .column("from", "1", "node where the link starts", network.from.raw())
          .column("to", "1", "node where the link ends", network.to.raw())
          .column("reverse",
                  "1",
                  "the same road the other way, 4294967295 for none",
                  network.reverse.raw())
          .column("length", "m", "length, whole millimetres", network.length.raw())
          .column("free_speed", "m s-1", "speed without traffic", network.free_speed.raw())
          .column("lanes", "1", "lanes in this direction", network.lanes.raw())
          .column("capacity", "s-1", "vehicles of all lanes together", network.capacity.raw())
          .words("road_class",
                 "OpenStreetMap's highway value",
                 road_class_words(),
                 network.road_class.raw())
          .column("access", "1", "bits: 1 car, 2 bus, 4 bicycle, 8 walk", network.access.raw())
          .column("source_id", "1", "id of the first way in the source", network.source_id.raw())
          .done());
  if (network.as_it_stands()) {
    EVEIL_CHECK(
        ColumnWriter(group).column("name", "1", "the source's id", network.link_name.raw()).done());
  }
  EVEIL_TRY(const Group shape, group.create("shape"));
  EVEIL_CHECK(store::write_offsets(shape, network.shape.offsets()));
  EVEIL_CHECK(
      ColumnWriter(shape).points(network.shape.values(), "", "points from start to end").done());
  if (!network.has_forbidden_turns()) return {};
  EVEIL_TRY(const Group forbidden, group.create("forbidden"));
  EVEIL_CHECK(store::write_offsets(forbidden, network.forbidden_next.offsets()));
  return ColumnWriter(forbidden)
      .column("next", "1", "link that a car must not take next", network.forbidden_next.values())
      .done();
}

Expected<void> write_rings(const Group& zones_group, const Zones& zones) {
  EVEIL_TRY(const Group group, zones_group.create("rings"));
  std::vector<std::uint32_t> zone_rows;
  std::vector<std::uint32_t> parts;
  std::vector<std::uint64_t> offsets{0};
  std::vector<Point> points;
  for (const ZoneId zone : zones.area.ids()) {
    const Area& area = zones.area[zone];
    for (std::size_t part = 0; part < area.parts.size(); ++part) {
      for (const std::vector<Point>& ring : area.parts[part].rings) {
        zone_rows.push_back(zone.value);
        parts.push_back(static_cast<std::uint32_t>(part));
        points.insert(points.end(), ring.begin(), ring.end());
        offsets.push_back(points.size());
      }
    }
  }
  EVEIL_TRY(const Group rows, group.create("rows"));
  EVEIL_CHECK(ColumnWriter(rows)
                  .column("zone", "1", "zone that the ring belongs to", zone_rows)
                  .column("part", "1", "part of the zone; its first ring is the outer one", parts)
                  .done());
  EVEIL_CHECK(store::write_offsets(group, offsets));
  return ColumnWriter(group).points(points, "", "points of the ring, closed").done();
}

Expected<void> write_zones(const Group& root, const Zones& zones) {
  EVEIL_TRY(const Group group, root.create("zones"));
  EVEIL_CHECK(group.set("has_jobs", zones.has_jobs));
  EVEIL_CHECK(ColumnWriter(group)
                  .column("code", "1", "the source's id", zones.code.raw())
                  .column("name", "1", "name", zones.name.raw())
                  .column("population", "1", "inhabitants", zones.population.raw())
                  .column("jobs", "1", "jobs, below 0 where not given", zones.jobs.raw())
                  .points(zones.centre.raw(), "centre_", "centroid")
                  .done());
  return write_rings(group, zones);
}

Expected<void> write_sites(const Group& root, const Territory& territory) {
  const Sites& sites = territory.sites;
  EVEIL_TRY(const Group group, root.create("sites"));
  std::vector<std::int32_t> opens;
  std::vector<std::int32_t> closes;
  for (const SiteId site : sites.name.ids()) {
    opens.push_back(sites.opens[site].ms);
    closes.push_back(sites.closes[site].ms);
  }
  ColumnWriter writer(group);
  for (std::size_t role = 0; role < role_count; ++role) {
    std::vector<double> people;
    for (const auto& attendees : sites.attendees) people.push_back(attendees[role]);
    const std::string_view word = name_of(static_cast<Role>(role));
    writer.column(
        fmt::format("attendees_{}", word), "1", fmt::format("people a day as {}", word), people);
  }
  return writer.column("name", "1", "name", sites.name.raw())
      .words("kind", "kind of mobility generator", site_kind_words(), sites.kind.raw())
      .points(sites.place.raw(), "", "place")
      .column("parking", "1", "parking places, below 0 where not stated", sites.parking.raw())
      .column("opens", "ms", "after midnight", opens)
      .column("closes", "ms", "after midnight", closes)
      .column("group", "1", "sites that share a mobility plan", sites.group.raw())
      .column("link", "1", "link where its cars arrive", territory.site_link.raw())
      .done();
}

Expected<void> write_feeds(const Group& root, const std::vector<FeedAudit>& feeds) {
  EVEIL_TRY(const Group group, root.create("feeds"));
  const auto counts = [&](std::uint64_t FeedAudit::*count) {
    std::vector<std::uint64_t> values;
    values.reserve(feeds.size());
    for (const FeedAudit& feed : feeds) values.push_back(feed.*count);
    return values;
  };
  const auto days = [&](Date FeedAudit::*day) {
    std::vector<std::int32_t> values;
    values.reserve(feeds.size());
    for (const FeedAudit& feed : feeds) values.push_back((feed.*day).number);
    return values;
  };
  std::vector<std::string> files;
  std::vector<std::uint32_t> warning_feed;
  std::vector<std::string> warnings;
  for (std::size_t row = 0; row < feeds.size(); ++row) {
    files.push_back(feeds[row].file);
    for (const std::string& text : feeds[row].warnings) {
      warning_feed.push_back(static_cast<std::uint32_t>(row));
      warnings.push_back(text);
    }
  }
  const std::string since = "days since 1970-01-01";
  EVEIL_CHECK(
      ColumnWriter(group)
          .column("file", "1", "name of the feed's file", files)
          .column("agencies", "1", "agencies", counts(&FeedAudit::agencies))
          .column("routes", "1", "routes", counts(&FeedAudit::routes))
          .column("trips", "1", "trips", counts(&FeedAudit::trips))
          .column("stops", "1", "stops", counts(&FeedAudit::stops))
          .column("stop_times", "1", "stop times", counts(&FeedAudit::stop_times))
          .column("first", since, "first day with service", days(&FeedAudit::first))
          .column("last", since, "last day with service", days(&FeedAudit::last))
          .column("day", since, "the day read", days(&FeedAudit::day))
          .column("trips_on_day", "1", "trips on the day read", counts(&FeedAudit::trips_on_day))
          .column("lines_used", "1", "lines in the timetable", counts(&FeedAudit::lines_used))
          .column("stops_used", "1", "stops in the timetable", counts(&FeedAudit::stops_used))
          .column("trips_used",
                  "1",
                  "trips of the day in the timetable",
                  counts(&FeedAudit::trips_used))
          .column("trips_of_eve",
                  "1",
                  "trips of the eve's service day in the timetable",
                  counts(&FeedAudit::trips_of_eve))
          .column("trips_of_next",
                  "1",
                  "trips of the next service day in the timetable",
                  counts(&FeedAudit::trips_of_next))
          .done());
  EVEIL_TRY(const Group texts, group.create("warnings"));
  return ColumnWriter(texts)
      .column("feed", "1", "row of the feed", warning_feed)
      .column("text", "1", "what was repaired or left out", warnings)
      .done();
}

Expected<void> write_findings(const Group& root, const std::vector<Finding>& findings) {
  EVEIL_TRY(const Group group, root.create("findings"));
  std::vector<std::uint8_t> severity;
  std::vector<std::string> subject;
  std::vector<std::string> reason;
  std::vector<std::uint64_t> count;
  std::vector<double> length;
  std::vector<std::string> text;
  for (const Finding& finding : findings) {
    severity.push_back(static_cast<std::uint8_t>(finding.severity));
    subject.push_back(finding.subject);
    reason.push_back(finding.reason);
    count.push_back(finding.count);
    length.push_back(finding.length_km);
    text.push_back(finding.text);
  }
  return ColumnWriter(group)
      .words("severity", "how much it matters", severity_words, severity)
      .column("subject", "1", "what it is about", subject)
      .column("reason", "1", "short key", reason)
      .column("count", "1", "how many", count)
      .column("length", "km", "how long, below 0 where it makes no sense", length)
      .column("text", "1", "one sentence", text)
      .done();
}

Expected<void> write_root(const Group& root, const Territory& territory) {
  EVEIL_CHECK(root.set("format", std::string(territory_format)));
  EVEIL_CHECK(root.set("format_version", territory_format_version));
  EVEIL_CHECK(root.set("name", territory.name));
  EVEIL_CHECK(root.set("crs_wkt", territory.crs_wkt));
  EVEIL_CHECK(root.set("crs_name", territory.crs_name));
  EVEIL_CHECK(root.set("licences", territory.licences));
  EVEIL_CHECK(root.set("libraries", io::library_versions()));
  EVEIL_CHECK(root.set("sources_digest", territory.sources_digest));
  return root.set("digest", territory.digest);
}

}  // namespace

Expected<void> save_territory(const Territory& territory, const std::string& path) {
  EVEIL_TRY(store::File file, store::File::create(path, store::Existing::replace));
  {
    const Group root = file.root();
    EVEIL_CHECK(write_root(root, territory));
    EVEIL_CHECK(write_nodes(root, territory));
    EVEIL_CHECK(write_links(root, territory.network));
    EVEIL_CHECK(write_zones(root, territory.zones));
    EVEIL_CHECK(write_sites(root, territory));
    EVEIL_CHECK(write_timetable(root, territory.timetable));
    EVEIL_CHECK(write_gates(root, territory.gates));
    EVEIL_CHECK(write_feeds(root, territory.feeds));
    EVEIL_CHECK(write_findings(root, territory.findings));
  }
  return file.commit();
}

}  // namespace eveil::geo
