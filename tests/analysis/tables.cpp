// SPDX-License-Identifier: Apache-2.0
#include "analysis/tables.hpp"

#include <catch2/catch.hpp>
#include <charconv>
#include <cmath>
#include <sstream>

#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
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
  const auto read = parse_json(to_text(to_json({comparison})), "comparison.json");
  REQUIRE(read);
  REQUIRE(read->is_array());
  REQUIRE(read->size() == comparison.entries.size());
  for (const Json& entry : *read) {
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
  const Json& km = read->at(1);
  CHECK(km["indicator"] == "vehicle_km");
  CHECK(km["scope"] == "territory");
  CHECK(km["difference"].get<double>() == Approx(-20.0));
  CHECK(km["finding"] == "undecided");
  CHECK(km["variant_name"] == "with navette");
}

TEST_CASE("what is not a number is null in JSON and empty in CSV", "[analysis][tables]") {
  const Comparison comparison = three_pairs("nulls").compared();
  bool seen = false;
  for (const Json& entry : to_json({comparison})) {
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
  const Json json = to_json(comparisons);
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

TEST_CASE("written piece by piece the tables are the same text", "[analysis][tables]") {
  const Comparison comparison = three_pairs("pieces").compared();
  const auto written = [](const std::vector<Comparison>& comparisons) {
    std::string text;
    write_json(comparisons, [&](std::string_view piece) { text += piece; });
    return text;
  };
  CHECK(written({comparison}) == to_text(to_json({comparison})));
  CHECK(written({comparison, comparison}) == to_text(to_json({comparison, comparison})));
  CHECK(written({}) == to_text(to_json({})));
}
