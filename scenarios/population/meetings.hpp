// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "scenarios/population/places.hpp"

namespace eveil::scenarios {

/// A time at which a child of the household can be brought to school or fetched there.
struct Meeting {
  std::uint32_t child = 0;  ///< number in the household
  double minute = 0.0;      ///< school begins (bring) or ends
  bool bring = false;
  bool taken = false;
  Spot school;
};

/// What somebody is about to do when they might meet a child.
struct Approach {
  std::string_view day;
  std::size_t at = 0;     ///< letter of the escort
  Spot from;              ///< where they are
  double earliest = 0.0;  ///< they can leave there
  double arrival = 0.0;   ///< they would be there by their own plan
};

/// The free meeting nearest to their own plan that they can reach, at most `escort_shift_min` off;
/// none: `meetings.size()`. Children are brought from home and fetched on a way home, or one after
/// the other.
std::size_t meeting_for(const std::vector<Meeting>& meetings, const Approach& approach);

}  // namespace eveil::scenarios
