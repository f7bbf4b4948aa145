// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// The ids under which MATSim's files name what a run holds: the source's own where there are some,
/// else rows.
struct MatsimIds {
  std::vector<std::string> link;
  std::vector<std::string> from_node;  ///< of each link
  std::vector<std::string> to_node;
  std::vector<std::string> modes;  ///< of each link: "car,bike"
  std::vector<std::string> person;
  std::vector<std::string> vehicle;          ///< by the number in /events
  std::vector<std::string> vehicle_mode;     ///< MATSim's word
  std::vector<std::int64_t> service_driver;  ///< 1: nobody of /persons drives it

  const std::string& link_or_none(std::int64_t row) const {
    static const std::string none;
    return row < 0 ? none : link[static_cast<std::size_t>(row)];
  }
};

Expected<MatsimIds> matsim_ids(const output::RunFile& run);

/// MATSim's word for a mode of ours; a service keeps its name.
std::string matsim_mode(std::string_view mode);

/// Seconds with the milliseconds they have: "32400.0", "32400.25".
std::string matsim_seconds(std::int64_t ms);
/// "09:00:00"; parts of a second are kept as "09:00:00.25".
std::string matsim_clock(double seconds);

}  // namespace eveil::analysis
