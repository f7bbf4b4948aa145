// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include "output/column_specs.hpp"
#include "output/schema.hpp"
#include "output/words.hpp"

namespace eveil::output {

TableSpec events_table(const std::vector<std::string>& modes) {
  std::vector<std::string> modes_or_none = modes;
  modes_or_none.emplace_back("none");
  return {"events",
          "One row an event of the day, by time; within a millisecond by vehicle on the road or "
          "person, and each one's as they happened.",
          {
              whole("time_ms", store::ValueType::int32, "ms", "time after midnight"),
              words("type", event_type_words(), "what happened"),
              row("person", "row of /persons; -1: none"),
              row("vehicle", "number of the vehicle, see /events/vehicles; -1: none"),
              row("link",
                  "row of /links: the one entered, or at whose end it happened; -1: not at one"),
              row("stop", "row of /stops where it happened; -1: not at a stop"),
              words("mode", std::move(modes_or_none), "mode of the person's leg"),
          }};
}

TableSpec event_vehicles_table() {
  return {"events/vehicles",
          "One row a range of vehicle numbers in /events: number - first is the row of /persons "
          "whose car it is, the row of the service's vehicles, the number of the background "
          "vehicle or the run of the pattern.",
          {
              words("kind", vehicle_kind_words(), "kind of the vehicles"),
              row("first", "number of the first one"),
              row("count", "how many"),
              row("service", "place in /services@names; -1: none"),
              row("line", "row of /lines; -1: none"),
              row("pattern", "row of /patterns; -1: none"),
          }};
}

}  // namespace eveil::output
