// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "geo/gates.hpp"
#include "geo/store/file.hpp"
#include "geo/store/ragged.hpp"
#include "geo/territory.hpp"
#include "geo/territory_columns.hpp"
#include "geo/territory_file.hpp"

namespace eveil::geo {

namespace {

using detail::read_column;
using detail::read_points;
using detail::read_words;
using detail::read_wrapped;
using store::Group;

Expected<void> read_root(const Group& root, Territory& territory) {
  EVEIL_TRY(const std::string format, root.text("format"));
  if (format != territory_format) {
    return bad_input(root.where(),
                     fmt::format("is a `{}` file, expected a compiled territory; `eveil territory "
                                 "build` makes one",
                                 format));
  }
  EVEIL_TRY(const std::int64_t version, root.integer("format_version"));
  if (version != territory_format_version) {
    return bad_input(root.where(),
                     fmt::format("is of format version {}, expected {}; build the territory again",
                                 version,
                                 territory_format_version));
  }
  EVEIL_TRY(territory.name, root.text("name"));
  EVEIL_TRY(territory.crs_wkt, root.text("crs_wkt"));
  EVEIL_TRY(territory.crs_name, root.text("crs_name"));
  EVEIL_TRY(territory.licences, root.texts("licences"));
  EVEIL_TRY(territory.sources_digest, root.text("sources_digest"));
  EVEIL_TRY(territory.digest, root.text("digest"));
  return {};
}

Expected<void> read_turns(const Group& links, Network& network) {
  if (!links.has("forbidden")) return {};
  EVEIL_TRY(const Group group, links.open("forbidden"));
  EVEIL_TRY(const std::vector<std::uint32_t> rows, group.read<std::uint32_t>("next"));
  EVEIL_TRY(std::vector<std::uint64_t> offsets, store::read_offsets(group, rows.size()));
  std::vector<LinkId> next;
  next.reserve(rows.size());
  for (const std::uint32_t row : rows) next.push_back(LinkId(row));
  network.forbidden_next = Ragged<LinkId, LinkId>(std::move(offsets), std::move(next));
  return {};
}

Expected<void> read_network(const Group& root, Territory& territory) {
  Network& network = territory.network;
  EVEIL_TRY(const Group nodes, root.open("nodes"));
  EVEIL_TRY(network.place.raw(), read_points(nodes));
  EVEIL_CHECK(read_column(nodes, "control", network.control));
  EVEIL_CHECK(read_column(nodes, "longitude", territory.map_lon));
  EVEIL_CHECK(read_column(nodes, "latitude", territory.map_lat));
  if (nodes.has("name")) EVEIL_CHECK(read_column(nodes, "name", network.node_name));
  EVEIL_TRY(const Group links, root.open("links"));
  if (links.has("name")) EVEIL_CHECK(read_column(links, "name", network.link_name));
  EVEIL_CHECK(read_wrapped<std::uint32_t>(links, "from", network.from));
  EVEIL_CHECK(read_wrapped<std::uint32_t>(links, "to", network.to));
  EVEIL_CHECK(read_wrapped<std::uint32_t>(links, "reverse", network.reverse));
  EVEIL_CHECK(read_wrapped<double>(links, "length", network.length));
  EVEIL_CHECK(read_wrapped<double>(links, "free_speed", network.free_speed));
  EVEIL_CHECK(read_column(links, "lanes", network.lanes));
  EVEIL_CHECK(read_wrapped<double>(links, "capacity", network.capacity));
  EVEIL_CHECK(read_words<RoadClass>(links, "road_class", road_class_words(), network.road_class));
  EVEIL_CHECK(read_column(links, "access", network.access));
  EVEIL_CHECK(read_column(links, "source_id", network.source_id));
  EVEIL_TRY(const Group shape, links.open("shape"));
  EVEIL_TRY(std::vector<Point> points, read_points(shape));
  EVEIL_TRY(std::vector<std::uint64_t> offsets, store::read_offsets(shape, points.size()));
  network.shape = Ragged<LinkId, Point>(std::move(offsets), std::move(points));
  return read_turns(links, network);
}

Expected<void> read_rings(const Group& zones_group, Zones& zones) {
  EVEIL_TRY(const Group group, zones_group.open("rings"));
  EVEIL_TRY(const std::vector<std::uint32_t> zone, group.read<std::uint32_t>("rows/zone"));
  EVEIL_TRY(const std::vector<std::uint32_t> part, group.read<std::uint32_t>("rows/part"));
  EVEIL_TRY(const std::vector<Point> points, read_points(group));
  EVEIL_TRY(const std::vector<std::uint64_t> offsets, store::read_offsets(group, points.size()));
  if (zone.size() + 1 != offsets.size() || part.size() != zone.size()) {
    return bad_input(group.where("rows"),
                     "the columns differ in length; build the territory again");
  }
  zones.area = Column<ZoneId, Area>(zones.size());
  for (std::size_t row = 0; row < zone.size(); ++row) {
    // Rings come part by part: a ring continues the last part or starts the next.
    const bool known = zone[row] < zones.size();
    const std::size_t parts = known ? zones.area[ZoneId(zone[row])].parts.size() : 0;
    if (!known || part[row] > parts || part[row] + std::size_t{1} < parts) {
      return bad_input(group.where("rows"),
                       fmt::format("ring {} is of part {} of zone {}, which can't be; build the "
                                   "territory again",
                                   row,
                                   part[row],
                                   zone[row]));
    }
    Area& area = zones.area[ZoneId(zone[row])];
    if (part[row] == parts) area.parts.emplace_back();
    area.parts.back().rings.emplace_back(
        points.begin() + static_cast<std::ptrdiff_t>(offsets[row]),
        points.begin() + static_cast<std::ptrdiff_t>(offsets[row + 1]));
  }
  return {};
}

Expected<void> read_zones_table(const Group& root, Zones& zones) {
  EVEIL_TRY(const Group group, root.open("zones"));
  EVEIL_TRY(zones.has_jobs, group.flag("has_jobs"));
  EVEIL_CHECK(read_column(group, "code", zones.code));
  EVEIL_CHECK(read_column(group, "name", zones.name));
  EVEIL_CHECK(read_column(group, "population", zones.population));
  EVEIL_CHECK(read_column(group, "jobs", zones.jobs));
  EVEIL_TRY(zones.centre.raw(), read_points(group, "centre_"));
  return read_rings(group, zones);
}

Expected<void> read_sites(const Group& root, Territory& territory) {
  Sites& sites = territory.sites;
  EVEIL_TRY(const Group group, root.open("sites"));
  EVEIL_TRY(const std::uint64_t rows, group.table_rows());
  EVEIL_CHECK(read_column(group, "name", sites.name));
  EVEIL_CHECK(read_words<SiteKind>(group, "kind", site_kind_words(), sites.kind));
  EVEIL_TRY(sites.place.raw(), read_points(group));
  EVEIL_CHECK(read_column(group, "parking", sites.parking));
  EVEIL_CHECK(read_column(group, "group", sites.group));
  EVEIL_CHECK(read_wrapped<std::uint32_t>(group, "link", territory.site_link));
  EVEIL_TRY(const std::vector<std::int32_t> opens, group.read<std::int32_t>("opens"));
  EVEIL_TRY(const std::vector<std::int32_t> closes, group.read<std::int32_t>("closes"));
  for (const std::int32_t ms : opens) sites.opens.push_back({ms});
  for (const std::int32_t ms : closes) sites.closes.push_back({ms});
  sites.attendees = Column<SiteId, std::array<double, role_count>>(rows);
  for (std::size_t role = 0; role < role_count; ++role) {
    EVEIL_TRY(const std::vector<double> people,
              group.read<double>(fmt::format("attendees_{}", name_of(static_cast<Role>(role)))));
    for (std::size_t row = 0; row < rows; ++row) sites.attendees[SiteId(row)][role] = people[row];
  }
  return {};
}

Expected<void> read_counts(const Group& group, std::vector<FeedAudit>& feeds) {
  const std::pair<const char*, std::uint64_t FeedAudit::*> counts[] = {
      {"agencies", &FeedAudit::agencies},
      {"routes", &FeedAudit::routes},
      {"trips", &FeedAudit::trips},
      {"stops", &FeedAudit::stops},
      {"stop_times", &FeedAudit::stop_times},
      {"trips_on_day", &FeedAudit::trips_on_day},
      {"lines_used", &FeedAudit::lines_used},
      {"stops_used", &FeedAudit::stops_used},
      {"trips_used", &FeedAudit::trips_used},
      {"trips_of_eve", &FeedAudit::trips_of_eve},
      {"trips_of_next", &FeedAudit::trips_of_next}};
  for (const auto& [name, member] : counts) {
    EVEIL_TRY(const std::vector<std::uint64_t> values, group.read<std::uint64_t>(name));
    for (std::size_t row = 0; row < feeds.size(); ++row) feeds[row].*member = values[row];
  }
  const std::pair<const char*, Date FeedAudit::*> days[] = {
      {"first", &FeedAudit::first}, {"last", &FeedAudit::last}, {"day", &FeedAudit::day}};
  for (const auto& [name, member] : days) {
    EVEIL_TRY(const std::vector<std::int32_t> values, group.read<std::int32_t>(name));
    for (std::size_t row = 0; row < feeds.size(); ++row) (feeds[row].*member).number = values[row];
  }
  return {};
}

Expected<void> read_feeds(const Group& root, std::vector<FeedAudit>& feeds) {
  EVEIL_TRY(const Group group, root.open("feeds"));
  EVEIL_TRY(const std::uint64_t rows, group.table_rows());
  EVEIL_TRY(const std::vector<std::string> files, group.read<std::string>("file"));
  feeds.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) feeds[row].file = files[row];
  EVEIL_CHECK(read_counts(group, feeds));
  EVEIL_TRY(const std::vector<std::uint32_t> feed, group.read<std::uint32_t>("warnings/feed"));
  EVEIL_TRY(const std::vector<std::string> text, group.read<std::string>("warnings/text"));
  for (std::size_t row = 0; row < feed.size(); ++row) {
    if (feed[row] >= rows || row >= text.size()) {
      return bad_input(group.where("warnings"),
                       "names a feed that isn't there; build the territory again");
    }
    feeds[feed[row]].warnings.push_back(text[row]);
  }
  return {};
}

Expected<void> read_findings(const Group& root, std::vector<Finding>& findings) {
  EVEIL_TRY(const Group group, root.open("findings"));
  EVEIL_TRY(const std::uint64_t rows, group.table_rows());
  EVEIL_TRY(const auto severity, group.read_enumeration("severity", severity_words));
  EVEIL_TRY(const auto subject, group.read<std::string>("subject"));
  EVEIL_TRY(const auto reason, group.read<std::string>("reason"));
  EVEIL_TRY(const auto count, group.read<std::uint64_t>("count"));
  EVEIL_TRY(const auto length, group.read<double>("length"));
  EVEIL_TRY(const auto text, group.read<std::string>("text"));
  for (std::size_t row = 0; row < rows; ++row) {
    findings.push_back({static_cast<Finding::Severity>(severity[row]),
                        subject[row],
                        reason[row],
                        count[row],
                        length[row],
                        text[row]});
  }
  return {};
}

}  // namespace

Expected<Territory> load_territory(const std::string& path) {
  EVEIL_TRY(const store::File file, store::File::open(path));
  const Group root = file.root();
  Territory territory;
  EVEIL_CHECK(read_root(root, territory));
  EVEIL_CHECK(read_network(root, territory));
  EVEIL_CHECK(read_zones_table(root, territory.zones));
  EVEIL_CHECK(read_sites(root, territory));
  EVEIL_CHECK(read_timetable(root, territory.timetable));
  EVEIL_TRY(territory.gates, read_gates(root));
  EVEIL_CHECK(read_feeds(root, territory.feeds));
  EVEIL_CHECK(read_findings(root, territory.findings));
  const auto checked = check_territory(territory);
  if (checked) return territory;
  return bad_input(path, fmt::format("is damaged: {}", describe(checked.error())));
}

}  // namespace eveil::geo
