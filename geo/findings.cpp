// SPDX-License-Identifier: Apache-2.0
#include "geo/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace eveil::geo {

namespace {

struct Totals {
  double road_km = 0.0;
  double inhabitants = 0.0;
  double jobs = 0.0;
};

Totals totals_of(const Territory& territory) {
  Totals totals;
  const Network& network = territory.network;
  for (const LinkId link : network.from.ids()) {
    if (network.reverse[link].valid() && network.reverse[link] < link) continue;
    totals.road_km += network.length[link].value / 1000.0;
  }
  for (const double inhabitants : territory.zones.population) totals.inhabitants += inhabitants;
  for (const double jobs : territory.zones.jobs) totals.jobs += std::max(0.0, jobs);
  return totals;
}

std::string extent_of(const Territory& territory) {
  if (territory.map_lon.empty()) return "empty";
  const auto [west, east] = std::minmax_element(territory.map_lon.begin(), territory.map_lon.end());
  const auto [south, north] =
      std::minmax_element(territory.map_lat.begin(), territory.map_lat.end());
  return fmt::format(
      "longitude {:.4f} to {:.4f}, latitude {:.4f} to {:.4f}", *west, *east, *south, *north);
}

std::string_view word_of(Finding::Severity severity) {
  return severity == Finding::Severity::warning ? "warning" : "note";
}

}  // namespace

std::string describe_findings(const Territory& territory) {
  std::string text;
  for (const std::string_view subject : {"roads", "zones", "transit", "generators"}) {
    for (const auto severity : {Finding::Severity::warning, Finding::Severity::note}) {
      for (const Finding& finding : territory.findings) {
        if (finding.subject != subject || finding.severity != severity) continue;
        text += fmt::format("{:<10} {:<7} {}\n", subject, word_of(severity), finding.text);
      }
    }
  }
  return text;
}

std::string describe(const Territory& territory) {
  const Totals totals = totals_of(territory);
  std::string text = fmt::format("{}\n", territory.name);
  text += fmt::format("crs         {}\n", territory.crs_name);
  text += fmt::format("extent      {}\n", extent_of(territory));
  text += fmt::format(
      "network     {} nodes, {} directed links, {:.1f} km of road, {} forbidden turns\n",
      territory.network.node_count(),
      territory.network.link_count(),
      totals.road_km,
      territory.network.forbidden_next.values().size());
  text += fmt::format(
      "zones       {} with {:.0f} inhabitants{}\n",
      territory.zones.size(),
      totals.inhabitants,
      territory.zones.has_jobs ? fmt::format(" and {:.0f} jobs", totals.jobs) : ", jobs not given");
  for (const SiteId site : territory.sites.name.ids()) {
    text += fmt::format(
        "generator   {} ({})\n", territory.sites.name[site], name_of(territory.sites.kind[site]));
  }
  for (const FeedAudit& feed : territory.feeds) {
    text += fmt::format("transit     {}: {} to {}, {} trips on {}\n",
                        feed.file,
                        iso(feed.first),
                        iso(feed.last),
                        feed.trips_on_day,
                        iso(feed.day));
  }
  if (!territory.timetable.empty()) {
    text += fmt::format("timetable   {} lines, {} stops, {} trips\n",
                        territory.timetable.line_count(),
                        territory.timetable.stop_count(),
                        territory.timetable.trip_count());
  }
  for (const std::string& licence : territory.licences)
    text += fmt::format("licence     {}\n", licence);
  text +=
      fmt::format("sources     {}\ndigest      {}\n", territory.sources_digest, territory.digest);
  return text;
}

Json to_json(const Finding& finding) {
  Json json = {{"severity", word_of(finding.severity)},
               {"subject", finding.subject},
               {"reason", finding.reason},
               {"count", finding.count}};
  if (finding.length_km >= 0.0) json["length_km"] = finding.length_km;
  json["text"] = finding.text;
  return json;
}

Json to_json(const Territory& territory) {
  const Totals totals = totals_of(territory);
  Json json;
  json["name"] = territory.name;
  json["crs"] = territory.crs_name;
  if (!territory.map_lon.empty()) {
    const auto [west, east] =
        std::minmax_element(territory.map_lon.begin(), territory.map_lon.end());
    const auto [south, north] =
        std::minmax_element(territory.map_lat.begin(), territory.map_lat.end());
    json["extent_deg"] = {*west, *south, *east, *north};
  }
  json["network"] = {{"nodes", territory.network.node_count()},
                     {"links", territory.network.link_count()},
                     {"forbidden_turns", territory.network.forbidden_next.values().size()},
                     {"road_km", totals.road_km}};
  json["zones"] = {{"count", territory.zones.size()}, {"inhabitants", totals.inhabitants}};
  if (territory.zones.has_jobs) json["zones"]["jobs"] = totals.jobs;
  json["generators"] = Json::array();
  for (const SiteId site : territory.sites.name.ids()) {
    json["generators"].push_back(
        {{"name", territory.sites.name[site]}, {"kind", name_of(territory.sites.kind[site])}});
  }
  json["transit"] = Json::array();
  for (const FeedAudit& feed : territory.feeds) {
    json["transit"].push_back({{"file", feed.file},
                               {"routes", feed.routes},
                               {"stops", feed.stops},
                               {"trips", feed.trips},
                               {"first", iso(feed.first)},
                               {"last", iso(feed.last)},
                               {"day", iso(feed.day)},
                               {"trips_on_day", feed.trips_on_day},
                               {"trips_used", feed.trips_used}});
  }
  json["timetable"] = {{"lines", territory.timetable.line_count()},
                       {"stops", territory.timetable.stop_count()},
                       {"patterns", territory.timetable.pattern_count()},
                       {"trips", territory.timetable.trip_count()}};
  json["licences"] = territory.licences;
  json["sources_digest"] = territory.sources_digest;
  json["digest"] = territory.digest;
  json["findings"] = Json::array();
  for (const Finding& finding : territory.findings) json["findings"].push_back(to_json(finding));
  return json;
}

}  // namespace eveil::geo
