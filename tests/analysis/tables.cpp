// SPDX-License-Identifier: Apache-2.0
#include "analysis/tables.hpp"

#include <catch2/catch.hpp>
#include <charconv>
#include <cmath>
#include <sstream>

#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::json_of;
using eveil::tests::json_text;
using eveil::tests::three_pairs;

namespace {

using Cells = std::vector<std::string>;

/// One line of RFC 4180 without line ends inside cells.
Cells cells_of(const std::string& line) {
  Cells cells(1);
  bool quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '"') {
      if (quoted && at + 1 < line.size() && line[at + 1] == '"') {
        cells.back() += '"';
        ++at;
      } else {
        quoted = !quoted;
      }
    } else if (line[at] == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += line[at];
    }
  }
  return cells;
}

}  // namespace

TEST_CASE("comparison.json is a list of entries with the promised keys", "[analysis][tables]") {
  const Comparison comparison = three_pairs("json").compared();
  const Json read = json_of({comparison});
  REQUIRE(read.is_array());
  REQUIRE(read.size() == comparison.entries.size());
  for (const Json& entry : read) {
    for (const char* key : {"indicator",
                            "scope",
                            "units",
                            "base",
                            "variant",
                            "difference",
                            "low",
                            "high",
                            "replications",
                            "finding"}) {
      CHECK(entry.contains(key));
    }
    CHECK(entry["replications"].is_number_integer());
  }
  const Json& km = read.at(1);
  CHECK(km["indicator"] == "vehicle_km");
  CHECK(km["scope"] == "territory");
  CHECK(km["difference"].get<double>() == Approx(-20.0));
  CHECK(km["finding"] == "undecided");
  CHECK(km["variant_name"] == "with navette");
}

TEST_CASE("what is not a number is null in JSON and empty in CSV", "[analysis][tables]") {
  const Comparison comparison = three_pairs("nulls").compared();
  bool seen = false;
  for (const Json& entry : json_of({comparison})) {
    if (entry["indicator"] != "service.wait.mean") continue;
    seen = true;
    CHECK(entry["base"].is_null());
    CHECK(entry["difference"].is_null());
    CHECK(entry["variant"].is_number());
  }
  CHECK(seen);
  const std::string csv = to_csv({comparison});
  CHECK(csv.find("nan") == std::string::npos);
  CHECK(csv.find("service.wait.mean,s,,360,") != std::string::npos);
}

TEST_CASE("CSV and JSON hold the same rows and numbers, to the last digit", "[analysis][tables]") {
  // Names that CSV has to quote.
  const std::vector<Comparison> comparisons = {three_pairs("csv", "a \"b\", c").compared()};
  const Json json = json_of(comparisons);
  std::istringstream lines(to_csv(comparisons));
  std::string line;
  REQUIRE(std::getline(lines, line));
  const Cells header = cells_of(line);
  for (const Json& entry : json) {
    REQUIRE(std::getline(lines, line));
    const Cells row = cells_of(line);
    REQUIRE(row.size() == header.size());
    for (std::size_t column = 0; column < row.size(); ++column) {
      CAPTURE(header[column], row[column]);
      REQUIRE(entry.contains(header[column]));
      const Json& value = entry[header[column]];
      if (value.is_string()) {
        CHECK(row[column] == value.get<std::string>());
      } else if (value.is_null()) {
        CHECK(row[column].empty());
      } else {
        double number = std::nan("");
        std::from_chars(row[column].data(), row[column].data() + row[column].size(), number);
        CHECK(number == value.get<double>());
      }
    }
  }
  CHECK_FALSE(std::getline(lines, line));
}

TEST_CASE("comparison.json is written as the library writes its own reading of it",
          "[analysis][tables]") {
  Comparison comparison = three_pairs("pieces", "na\"vette\\ d'été\n").compared();
  CHECK(json_text({comparison}) == to_text(json_of({comparison})));
  // Numbers of all sizes, objects and lists within, what only some entries have.
  Entry& first = comparison.entries.front();
  first.base = 1e300;
  first.variant = -1.5e-7;
  first.difference = 123456789012345680.0;
  first.low = -0.0;
  first.high = 0.1 + 0.2;
  first.drift = 1e15;
  first.p_value = 5e-324;
  first.verdict = "not met";
  comparison.precisions.push_back({first.indicator, first.scope, 0.3, "points", "1", 0.003});
  comparison.sensitivity.push_back({-1.0, -2.2, comparison.entries, "met"});
  comparison.source.changes = {"fare ÷ 2", "a, \"b\""};
  const Json read = json_of({comparison});
  CHECK(read[0]["precision"]["asked"] == 0.003);
  CHECK(read[0]["sensitivity"][0]["need"] == "met");
  CHECK(read[0]["changes"][1] == "a, \"b\"");
  CHECK(read[0]["high"].get<double>() == 0.1 + 0.2);
  CHECK(json_text({comparison}) == to_text(read));
  CHECK(json_text({comparison, comparison}) == to_text(json_of({comparison, comparison})));
  CHECK(json_text({}) == "[]\n");
}
