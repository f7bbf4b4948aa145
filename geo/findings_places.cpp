// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "geo/findings.hpp"

namespace eveil::geo {

namespace {

constexpr auto note = Finding::Severity::note;
constexpr auto warning = Finding::Severity::warning;
constexpr double worth_a_word_m = 500.0;

}  // namespace

std::vector<Finding> findings_of_zones(const Zones& zones,
                                       const std::vector<double>& metres_to_road) {
  std::vector<Finding> findings;
  double inhabitants = 0.0;
  double outside_inhabitants = 0.0;
  std::uint64_t empty = 0;
  std::uint64_t outside = 0;
  for (const ZoneId zone : zones.code.ids()) {
    inhabitants += zones.population[zone];
    if (zones.population[zone] == 0.0) ++empty;
    if (metres_to_road[zone.value] <= far_from_roads_m) continue;
    ++outside;
    outside_inhabitants += zones.population[zone];
  }
  findings.push_back(
      {note,
       "zones",
       "read",
       zones.size(),
       -1.0,
       fmt::format("{} zones with {:.0f} inhabitants were read.", zones.size(), inhabitants)});
  if (empty > 0) {
    findings.push_back(
        {note,
         "zones",
         "without_inhabitants",
         empty,
         -1.0,
         fmt::format("{} zones have no inhabitants; nobody starts a day there.", empty)});
  }
  if (!zones.has_jobs) {
    findings.push_back({warning,
                        "zones",
                        "jobs_missing",
                        zones.size(),
                        -1.0,
                        "The zones have no number of jobs, so workplaces are placed by points of "
                        "interest or roads; "
                        "a column of jobs (`employment`, from a census of establishments) makes "
                        "commutes better."});
  }
  if (outside > 0) {
    findings.push_back(
        {warning,
         "zones",
         "outside_network",
         outside,
         -1.0,
         fmt::format(
             "The centres of {} zones with {:.0f} inhabitants are more than {:.0f} m from any "
             "road of the network; their people start at the nearest road, so their trips are "
             "too short. Take a larger extract of roads.",
             outside,
             outside_inhabitants,
             far_from_roads_m)});
  }
  return findings;
}

std::vector<Finding> findings_of_sites(const Sites& sites,
                                       const std::vector<double>& metres_to_road) {
  std::vector<Finding> findings;
  if (sites.size() == 0) {
    findings.push_back(
        {note,
         "generators",
         "none",
         0,
         -1.0,
         "No mobility generator is declared; declare universities, hospitals and business parks "
         "with `[[generator]]` to see results for them."});
    return findings;
  }
  double people = 0.0;
  std::string names;
  for (const SiteId site : sites.name.ids()) {
    for (const double attendees : sites.attendees[site]) people += attendees;
    names += (names.empty() ? "" : "; ") + sites.name[site];
  }
  findings.push_back(
      {note,
       "generators",
       "declared",
       sites.size(),
       -1.0,
       fmt::format("{} mobility generators with {:.0f} people a day are declared: {}.",
                   sites.size(),
                   people,
                   names)});
  for (const SiteId site : sites.name.ids()) {
    const double metres = metres_to_road[site.value];
    if (metres <= worth_a_word_m) continue;
    findings.push_back(
        {warning,
         "generators",
         "far_from_road",
         1,
         metres / 1000.0,
         fmt::format("{} is {:.0f} m from the nearest road that its cars can use; check its place.",
                     sites.name[site],
                     metres)});
  }
  return findings;
}

}  // namespace eveil::geo
