// SPDX-License-Identifier: Apache-2.0
#include "output/column_specs.hpp"
#include "output/schema.hpp"
#include "output/words.hpp"

namespace eveil::output {

using store::ValueType;

TableSpec stops_table() {
  return {
      "stops",
      "One row a public transport stop where some vehicle of the day calls; people as simulated.",
      {
          row("id", "number of the stop"),
          text("code", "the feed's id; the feed's number before it where feeds clash"),
          text("name", "name in the feed"),
          number("x", "m", "easting in the root's CRS"),
          number("y", "m", "northing in the root's CRS"),
          whole("boardings", ValueType::int32, "1", "people who boarded here"),
          whole("alightings", ValueType::int32, "1", "people who alighted here"),
          whole(
              "left_behind", ValueType::int32, "1", "times that a full vehicle left somebody here"),
      }};
}

TableSpec lines_table() {
  return {"lines",
          "One row a public transport line with trips on the day.",
          {
              text("code", "the feed's id; the feed's number before it where feeds clash"),
              text("name", "short name, else the long one"),
              words("kind", line_kind_words(), "what runs on it"),
              whole("places", ValueType::uint16, "1", "places of one vehicle, before the sample"),
              whole("trips", ValueType::uint32, "1", "trips of the day, 03:00 to 30:00"),
          }};
}

TableSpec line_shapes_table() {
  return {
      "lines/shape",
      "Stops of each line's pattern with most trips, straight from stop to stop: line i has those "
      "from offsets[i] to before offsets[i + 1].",
      {
          number("x", "m", "easting in the root's CRS"),
          number("y", "m", "northing in the root's CRS"),
      }};
}

TableSpec line_hours_table() {
  return {"lines/by_time",
          "One row a line and hour in which its vehicles set out, as simulated.",
          {
              row("line", "row of /lines"),
              number("time_s", "s", "start of the hour"),
              whole("vehicles", ValueType::int32, "1", "vehicles that set out"),
              whole("places",
                    ValueType::int32,
                    "1",
                    "places of one vehicle in this run: those of /lines times the sample"),
              whole("boardings", ValueType::int32, "1", "people who boarded them"),
              whole("left_behind", ValueType::int32, "1", "times that one left somebody at a stop"),
              whole("greatest_load", ValueType::int32, "1", "most people at once in one of them"),
          }};
}

TableSpec patterns_table() {
  return {"patterns",
          "One row a sequence of stops that vehicles of a line run through.",
          {
              row("line", "row of /lines"),
              whole("vehicles", ValueType::int32, "1", "vehicles of the day"),
          }};
}

TableSpec pattern_stops_table() {
  return {"patterns/stops",
          "Stops along the patterns: pattern i has those from offsets[i] to before offsets[i + 1].",
          {
              row("stop", "row of /stops"),
          }};
}

}  // namespace eveil::output
