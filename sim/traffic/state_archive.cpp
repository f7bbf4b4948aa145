// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/state_check.hpp"

namespace eveil::sim {

void RoadState::visit(Archive& archive) {
  // A field more: of the network, of the day so far, or only of a window (as due to workspaces)?
  static_assert(sizeof(RoadState) == 1240, "a field came or went: see visit, then renew the size");
  const RoadsAsMade made = archive.reading() ? RoadsAsMade(*this) : RoadsAsMade();
  archive.part("roads");
  archive(now, behind, exits, entries, rest, push, gaps, marks);
  archive.part("vehicles");
  archive(vehicles, records, route_of, free_vehicle, free_count, off_road, beside);
  archive.part("ways");
  archive(routes);
  archive.part("calendar");
  archive(calendar);
  archive.part("counts");
  archive(counts, quality);
  if (archive.reading() && archive.good()) check_roads(archive, *this, made);
}

}  // namespace eveil::sim
