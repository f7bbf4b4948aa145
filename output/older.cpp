// SPDX-License-Identifier: Apache-2.0
#include "output/older.hpp"

#include <array>

namespace eveil::output {
namespace {

struct Added {
  std::int64_t since;  ///< the first version that has it
  std::string_view name;
  StandIn stand_in;
};

// Version 1 went through several sets of columns before it was counted; this is what the first of
// them lacks. Counts that are read whole, and flags, have no stand-in: 0 and "no" would be told as
// facts.
constexpr std::array<Added, 9> added = {{
    {2, "trips/walk_s", StandIn::not_a_number},
    {2, "trips/transit_co2e_g", StandIn::not_a_number},
    {2, "legs/line", StandIn::no_row},
    {2, "legs/from_stop", StandIn::no_row},
    {2, "legs/to_stop", StandIn::no_row},
    {2, "generators/parking_used", StandIn::not_a_number},
    {2, "generators/parking_refused", StandIn::not_a_number},
    {2, "generators/parking_to_street", StandIn::not_a_number},
    {2, "@changes", StandIn::nothing},
}};

}  // namespace

std::optional<StandIn> stand_in(std::int64_t version, std::string_view name) {
  for (const Added& one : added) {
    if (version < one.since && one.name == name) return one.stand_in;
  }
  return {};
}

}  // namespace eveil::output
