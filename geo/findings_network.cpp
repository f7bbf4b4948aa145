// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "geo/findings.hpp"
#include "geo/network/strong_parts.hpp"

namespace eveil::geo {

namespace {

constexpr auto note = Finding::Severity::note;
constexpr auto warning = Finding::Severity::warning;

Finding links_of(const Network& network) {
  double metres = 0.0;
  for (const Metres length : network.length) metres += length.value;
  return {note,
          "roads",
          "as_it_stands",
          network.link_count(),
          metres / 1000.0,
          fmt::format("{} links ({:.1f} km) are kept as the network states them: lengths, speeds, "
                      "capacities, lanes and ids.",
                      network.link_count(),
                      metres / 1000.0)};
}

}  // namespace

std::vector<Finding> findings_of_network(const MatsimNetwork& read) {
  std::vector<Finding> findings{links_of(read.network)};
  const Column<LinkId, std::uint8_t> main = main_part(read.network, access_car);
  std::uint64_t apart = 0;
  double metres = 0.0;
  for (const LinkId link : read.network.from.ids()) {
    if (main[link] != 0 || (read.network.access[link] & access_car) == 0) continue;
    ++apart;
    metres += read.network.length[link].value;
  }
  if (apart > 0) {
    findings.push_back(
        {warning,
         "roads",
         "not_strongly_connected",
         apart,
         metres / 1000.0,
         fmt::format("{} links for cars ({:.1f} km) can't be reached from the rest, or have no way "
                     "back: trips between them and the rest may find no way.",
                     apart,
                     metres / 1000.0)});
  }
  for (const RoadTally& tally : read.tallies) {
    const bool modes = tally.reason == "modes_dropped";
    findings.push_back(
        {modes ? note : warning,
         "roads",
         tally.reason,
         tally.count,
         -1.0,
         modes ? fmt::format("The mode `{}` of {} links isn't known here and is left out.",
                             tally.detail,
                             tally.count)
               : fmt::format("{} turns that the network forbids are left out, the first at link "
                             "`{}`: only bans of one next link for cars are kept.",
                             tally.count,
                             tally.detail)});
  }
  return findings;
}

}  // namespace eveil::geo
