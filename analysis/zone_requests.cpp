// SPDX-License-Identifier: Apache-2.0
#include "analysis/zone_requests.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/requests.hpp"
#include "analysis/statistics.hpp"

namespace eveil::analysis {

namespace {

struct ZoneRequests {
  std::uint64_t submitted = 0;
  std::uint64_t refused = 0;
  Served served;
};

Expected<void> gather(const output::RunFile& run,
                      const std::string& table,
                      const std::vector<std::int64_t>& zone_of_trip,
                      std::vector<ZoneRequests>& zones) {
  EVEIL_TRY(const Requests requests, read_requests(run, table));
  const std::size_t is_served = requests.outcome.code_of("served");
  const std::size_t is_refused = requests.outcome.code_of("refused");
  for (std::size_t row = 0; row < requests.size(); ++row) {
    const std::int64_t trip = requests.trip[row];
    if (trip < 0) continue;  // of no modelled trip: it has no zone
    if (static_cast<std::size_t>(trip) >= zone_of_trip.size()) {
      return bad_input(run.path().string() + ":/" + table + "/trip",
                       fmt::format("{} is no row of /trips", trip));
    }
    const std::int64_t zone = zone_of_trip[static_cast<std::size_t>(trip)];
    if (zone < 0 || static_cast<std::size_t>(zone) >= zones.size()) continue;
    ZoneRequests& here = zones[static_cast<std::size_t>(zone)];
    ++here.submitted;
    if (requests.outcome.codes[row] == is_refused) ++here.refused;
    if (requests.outcome.codes[row] == is_served) here.served.add(requests, row);
  }
  return {};
}

}  // namespace

Expected<void> add_zone_requests(const output::RunFile& run, IndicatorList& list) {
  if (run.services().empty()) return {};
  EVEIL_TRY(const auto codes, run.texts("zones", "id"));
  EVEIL_TRY(const auto zone_of_trip, run.integers("trips", "origin_zone"));
  std::vector<ZoneRequests> zones(codes.size());
  for (const std::string& service : run.services()) {
    const std::string table = output::RunFile::service_group(service) + "/requests";
    EVEIL_CHECK(gather(run, table, zone_of_trip, zones));
  }
  for (std::size_t row = 0; row < zones.size(); ++row) {
    const ZoneRequests& zone = zones[row];
    const auto submitted = static_cast<double>(zone.submitted);
    list.scope = "zone:" + codes[row];
    list.add("service.requests", submitted, "1", zone.submitted);
    list.add("service.served", static_cast<double>(zone.served.count), "1", zone.submitted);
    list.add("service.refusal_rate",
             ratio(static_cast<double>(zone.refused), submitted),
             "1",
             zone.submitted);
    list.add("service.wait.mean", mean(zone.served.wait_s), "s", zone.served.count);
    list.add("service.wait.p95", quantile(zone.served.wait_s, 0.95), "s", zone.served.count);
  }
  return {};
}

}  // namespace eveil::analysis
