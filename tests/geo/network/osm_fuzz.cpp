// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cstddef>
#include <filesystem>
#include <set>
#include <string>

#include "geo/network/roads.hpp"

using namespace eveil;
using namespace eveil::geo;
using Catch::Matchers::Contains;

namespace {

/// What becomes of a file of ../shared/data/fuzz/osm when its roads are read.
struct Outcome {
  const char* file;
  const char* outcome;  ///< refused, repaired or loaded
  const char* place;    ///< where in the file a refusal points to
  const char* text;     ///< of the refusal; the reason of a repair; the number of ways loaded
};

constexpr Outcome outcomes[] = {
    {"64bit_ids.osm.gz", "loaded", "", "138"},
    {"corrupt_data_gzip.osm.gz",
     "refused",
     "",
     "is damaged or cut short: 9 bytes could be unpacked"},
    {"data-n5w0r3.osm", "refused", "", "holds no way with `highway`"},
    {"data_101-missing_version_data.osm",
     "refused",
     ":line 2",
     "the version of the format is ``, expected 0.6"},
    {"data_103-old_version_data.osm",
     "refused",
     ":line 2",
     "the version of the format is `0.5`, expected 0.6"},
    {"data_106-invalid_xml_file_data.osm", "refused", "", "holds no way with `highway`"},
    {"data_107-wrongly_nested_xml_file_data.osm",
     "refused",
     ":line 3",
     "the `lon` of node 1 is ``"},
    {"data_109-unknown_data_level_data.osm", "refused", ":line 4", "the `lon` of node 1 is ``"},
    {"data_110-entity_declaration_data.osm", "refused", ":line 2", "declares a document type"},
    {"data_121-truncated_gzip_file_data.osm.gz",
     "refused",
     "",
     "is damaged or cut short: 97 bytes could be unpacked"},
    {"data_127-missing_member_type_data.osm", "refused", "", "holds no way with `highway`"},
    {"data_128-missing_member_ref_data.osm", "refused", "", "holds no way with `highway`"},
    {"data_142-whitespace_data.osm", "refused", "", "holds no way with `highway`"},
    {"data_142-whitespace_osmosis-out.osm", "refused", "", "holds no way with `highway`"},
    {"data_142-whitespace_out.osm", "refused", "", "holds no way with `highway`"},
    {"data_200-nodes_data.osm", "refused", "", "holds no way with `highway`"},
    {"data_300-change-file_data.osc", "refused", ":line 2", "is a file of changes (osmChange)"},
    {"deleted_nodes.osh.pbf", "refused", "", "is a file of history"},
    {"dupl_member.osm", "refused", "", "holds no way with `highway`"},
    {"empty.osm.pbf", "refused", "", "is empty (0 bytes)"},
    {"missing_members.osm", "refused", "", "holds no way with `highway`"},
    {"reversed_oneway.osm.pbf", "loaded", "", "45"},
};

std::string folder() { return std::string(EVEIL_SOURCE_DIR) + "/../shared/data/fuzz/osm/"; }

// `refused FILE…: why`, `repaired reason … count`, `loaded count`.
std::string found(const std::string& file) {
  const auto roads = read_roads({folder() + file, "", {}, true});
  if (!roads) return "refused " + describe(roads.error());
  std::string repairs;
  for (const RoadTally& tally : roads->tallies) {
    if (tally.reason == "nodes_missing" || tally.reason == "ids_out_of_order")
      repairs += tally.reason + " ";
  }
  const std::set<std::int64_t> ways(roads->id.begin(), roads->id.end());
  return (repairs.empty() ? "loaded " : "repaired " + repairs) + std::to_string(ways.size());
}

}  // namespace

TEST_CASE("every odd OpenStreetMap file is refused with its fault, repaired or loaded, as listed",
          "[network][osm][refused]") {
  if (!std::filesystem::exists(folder())) {
    WARN("skipped: ../shared isn't there");
    return;
  }
  std::set<std::string> listed;
  for (const Outcome& row : outcomes) {
    CAPTURE(row.file);
    listed.insert(row.file);
    const std::string outcome = found(row.file);
    CHECK(outcome.rfind(std::string(row.outcome) + " ", 0) == 0);
    if (std::string(row.outcome) == "loaded") {
      CHECK(outcome == "loaded " + std::string(row.text));
    } else {
      CHECK_THAT(outcome, Contains(std::string(row.file) + row.place + ": "));
      CHECK_THAT(outcome, Contains(row.text));
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder()))
    CHECK(listed.count(entry.path().filename().string()) == 1);
}
