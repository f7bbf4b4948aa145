// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/tables.hpp"
#include "geo/base/json.hpp"
#include "geo/store/file.hpp"
#include "output/columns.hpp"
#include "output/schema.hpp"
#include "tests/output/small_run.hpp"

namespace eveil::tests {

/// What is written as comparison.json.
inline std::string json_text(const std::vector<analysis::Comparison>& comparisons) {
  std::string text;
  analysis::write_json(comparisons, [&](std::string_view piece) { text += piece; });
  return text;
}

/// The same, read.
inline Json json_of(const std::vector<analysis::Comparison>& comparisons) {
  const auto read = parse_json(json_text(comparisons), "comparison.json");
  INFO((read ? "" : describe(read.error())));
  REQUIRE(read);
  return *read;
}

/// One number of the drawn runs: an indicator's value on each observed day.
struct DrawnIndicator {
  std::string scope;
  std::string indicator;
  std::string units;
  std::vector<double> days;
  std::string definition;  ///< empty: the indicator's key
};

/// A finished run that holds nothing but what a comparison reads.
struct DrawnRun {
  std::string territory = "drawn";
  std::string territory_digest = "t1";
  std::string scenario = "base";
  std::string scenario_digest = "s1";
  std::string learnt_from = "0123456789abcdef0123456789abcdef";
  double sample = 1.0;
  std::int64_t seed = 1;
  std::int64_t replication = 1;
  std::int64_t fork_days = 10;
  std::uint32_t first_day = 6;
  std::vector<std::string> services;
  std::vector<DrawnIndicator> indicators;
  std::string fleet_not_scaled;
  double flow_factor = 0.0;
  std::vector<std::string> changes;

  /// Writes it with the root's attributes of output/run_facts.cpp.
  std::string write(const std::filesystem::path& path) const {
    auto file = store::File::create(path, store::Existing::replace);
    REQUIRE(file);
    const store::Group root = file->root();
    std::vector<std::string> modes = {"car_driver", "walk"};
    modes.insert(modes.end(), services.begin(), services.end());
    const std::vector<std::pair<const char*, store::AttributeValue>> facts = {
        {"format", std::string(output::run_format)},
        {"format_version", output::run_format_version},
        {"program_version", std::string("1.0")},
        {"scenario", scenario},
        {"scenario_digest", scenario_digest},
        {"territory", territory},
        {"territory_digest", territory_digest},
        {"data_years", std::vector<std::string>{"feed.zip: 2015-12-29 to 2019-12-29"}},
        {"licences", std::vector<std::string>{"roads: ODbL 1.0"}},
        {"seed", seed},
        {"replication", replication},
        {"learnt_from", learnt_from},
        {"sample", sample},
        {"days", std::int64_t{10}},
        {"fork_days", fork_days},
        {"average_days", std::int64_t{2}},
        {"day", std::int64_t{first_day} + 1},
        {"flow_factor", flow_factor},
        {"changes", changes},
        {"modes", modes}};
    for (const auto& [name, value] : facts) REQUIRE(root.set(name, value));
    if (!fleet_not_scaled.empty()) REQUIRE(root.set("fleet_not_scaled", fleet_not_scaled));
    for (const char* table : {"persons", "trips", "legs", "links", "services"}) {
      REQUIRE(root.create(table));
    }
    REQUIRE(root.open("services")->set("names", services));
    write_indicators(root);
    REQUIRE(file->commit());
    return path.string();
  }

 private:
  void write_indicators(const store::Group& root) const {
    std::vector<std::pair<const DrawnIndicator*, std::size_t>> rows;
    for (const DrawnIndicator& one : indicators) {
      for (std::size_t day = 0; day < one.days.size(); ++day) rows.emplace_back(&one, day);
    }
    const output::TableSpec table = output::indicators_table();
    output::Columns columns(table, rows.size());
    columns.add("indicator", [&](auto i) { return rows[i].first->indicator; });
    columns.add("scope", [&](auto i) { return rows[i].first->scope; });
    columns.add("definition", [&](auto i) {
      const DrawnIndicator& one = *rows[i].first;
      return one.definition.empty() ? one.indicator : one.definition;
    });
    columns.add("value", [&](auto i) { return rows[i].first->days[rows[i].second]; });
    columns.add("units", [&](auto i) { return rows[i].first->units; });
    columns.add("count", [&](auto) { return std::int64_t{1}; });
    columns.add("day",
                [&](auto i) { return static_cast<std::int32_t>(first_day + rows[i].second); });
    REQUIRE(columns.write(root));
  }
};

/// Base and variant runs in a folder, one of each a replication.
class DrawnPairs {
 public:
  explicit DrawnPairs(const std::string& name)
      : scratch_(std::make_unique<Scratch>("analysis-" + name)) {}

  void add(const DrawnRun& without, const DrawnRun& with) {
    add_base(without);
    add_variant(with);
  }
  std::string add_base(const DrawnRun& run) {
    base.push_back(run.write(*scratch_ / ("base-" + std::to_string(base.size() + 1) + ".h5")));
    return base.back();
  }
  std::string add_variant(const DrawnRun& run) {
    variant.push_back(
        run.write(*scratch_ / ("variant-" + std::to_string(variant.size() + 1) + ".h5")));
    return variant.back();
  }
  std::filesystem::path operator/(const std::string& name) const { return *scratch_ / name; }

  analysis::Comparison compared() const {
    const auto comparison = analysis::compare_runs(base, variant);
    INFO((comparison ? "" : describe(comparison.error())));
    REQUIRE(comparison);
    return *comparison;
  }
  /// The message with which the comparison is refused, as bad input.
  std::string refusal() const {
    const auto comparison = analysis::compare_runs(base, variant);
    REQUIRE_FALSE(comparison);
    CHECK(comparison.error().kind == ErrorKind::bad_input);
    return describe(comparison.error());
  }

  std::vector<std::string> base;
  std::vector<std::string> variant;

 private:
  std::unique_ptr<Scratch> scratch_;
};

/// Three pairs on two days. Vehicle-km fall by 10, 20 and 30 from 1000; waits are known in the
/// variant alone, 300, 360 and 420 s; 20 requests, of which the base has no service to take any.
inline DrawnPairs three_pairs(const std::string& name, const std::string& service = "navette") {
  DrawnPairs pairs(name);
  for (std::int64_t replication = 1; replication <= 3; ++replication) {
    const auto k = static_cast<double>(replication);
    DrawnRun base;
    base.replication = replication;
    base.indicators = {
        {"territory", "mode_share.car_driver", "1", {0.6, 0.6}, "mode_share"},
        {"territory", "vehicle_km", "km", {1000.0 + k, 1000.0 + k}, ""},
        {"territory", "co2e", "kg", {150.0, 150.0}, ""},
        {"generator:Campus", "arrivals", "1", {80.0, 80.0}, ""},
    };
    DrawnRun variant = base;
    variant.scenario = "with " + service;
    variant.scenario_digest = "s2";
    variant.services = {service};
    variant.indicators[0].days = {0.58, 0.58};
    variant.indicators[1].days = {1000.0 + k - 10.0 * k - 1.0, 1000.0 + k - 10.0 * k + 1.0};
    const std::string scope = "service:" + service;
    variant.indicators.push_back(
        {"territory", "mode_share." + service, "1", {0.02, 0.02}, "mode_share"});
    variant.indicators.push_back({scope, "service.requests", "1", {20.0, 20.0}, ""});
    variant.indicators.push_back(
        {scope, "service.wait.mean", "s", {240.0 + 60.0 * k, 240.0 + 60.0 * k}, ""});
    variant.indicators.push_back({scope, "service.cost", "EUR", {100.0, 100.0}, ""});
    pairs.add(base, variant);
  }
  return pairs;
}

}  // namespace eveil::tests
