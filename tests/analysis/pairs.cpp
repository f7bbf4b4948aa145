// SPDX-License-Identifier: Apache-2.0
#include "analysis/pairs.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <functional>

#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using eveil::tests::DrawnPairs;
using eveil::tests::DrawnRun;
using eveil::tests::three_pairs;

namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

DrawnRun drawn(std::int64_t replication) {
  DrawnRun run;
  run.replication = replication;
  run.indicators = {{"territory", "vehicle_km", "km", {1.0, 2.0}, ""}};
  return run;
}

/// The refusal of one pair whose variant was changed.
std::string refusal_of(const std::function<void(DrawnRun&)>& change) {
  DrawnPairs pairs("changed");
  DrawnRun variant = drawn(1);
  variant.scenario_digest = "s2";
  change(variant);
  pairs.add(drawn(1), variant);
  const std::string message = pairs.refusal();
  CHECK(holds(message, "variant-1.h5"));
  CHECK(holds(message, "base-1.h5"));
  return message;
}

}  // namespace

TEST_CASE(
    "runs of other territories, seeds, samples or learning don't pair, and the files are named",
    "[analysis][pairs]") {
  CHECK(holds(refusal_of([](DrawnRun& run) { run.territory_digest = "t2"; }),
              "territory_digest is t2, but t1"));
  CHECK(holds(refusal_of([](DrawnRun& run) { run.seed = 7; }), "seed is 7, but 1"));
  CHECK(holds(refusal_of([](DrawnRun& run) { run.sample = 0.1; }), "sample is 0.1, but 1"));
  CHECK(holds(refusal_of([](DrawnRun& run) { run.learnt_from = ""; }),
              "learnt_from is (none), but 0123456789abcdef"));
  CHECK(holds(refusal_of([](DrawnRun& run) { run.fork_days = 3; }), "fork_days is 3, but 10"));
  CHECK(holds(refusal_of([](DrawnRun& run) { run.first_day = 7; }),
              "observes 2 days from 7 to 8, but"));
}

TEST_CASE("everything that keeps runs from pairing is told at once", "[analysis][pairs]") {
  const std::string message = refusal_of([](DrawnRun& run) {
    run.seed = 7;
    run.fork_days = 3;
  });
  CHECK(holds(message, "seed is 7"));
  CHECK(holds(message, "fork_days is 3"));
}

TEST_CASE("a replication without its pair is named, on either side", "[analysis][pairs]") {
  DrawnPairs pairs("lonely");
  pairs.add_base(drawn(1));
  pairs.add_base(drawn(2));
  pairs.add_variant(drawn(1));
  pairs.add_variant(drawn(3));
  const std::string message = pairs.refusal();
  CHECK(holds(message, "base-2.h5: replication 2 has no run of the variant"));
  CHECK(holds(message, "variant-2.h5: replication 3 has no run of the base"));
}

TEST_CASE("a replication that comes twice is refused", "[analysis][pairs]") {
  DrawnPairs pairs("twice");
  pairs.add(drawn(1), drawn(1));
  pairs.add_variant(drawn(1));
  const std::string message = pairs.refusal();
  CHECK(holds(message, "is replication 1, as"));
  CHECK(holds(message, "each may come once"));
}

TEST_CASE("runs of two scenarios on one side are refused", "[analysis][pairs]") {
  DrawnPairs pairs("mixed");
  pairs.add(drawn(1), drawn(1));
  DrawnRun other = drawn(2);
  other.scenario = "another";
  other.scenario_digest = "s9";
  pairs.add(drawn(2), other);
  CHECK(holds(pairs.refusal(), "is of the scenario another, but"));
}

TEST_CASE("what is no finished run is refused by its name", "[analysis][pairs]") {
  DrawnPairs pairs("foreign");
  pairs.add(drawn(1), drawn(1));
  const std::string variant = pairs.variant.front();

  pairs.variant = {(pairs / "missing.h5").string()};
  CHECK(holds(pairs.refusal(), "missing.h5"));

  std::ofstream(pairs / "text.h5") << "not a run";
  pairs.variant = {(pairs / "text.h5").string()};
  CHECK(holds(pairs.refusal(), "not an HDF5 file"));

  {
    std::ifstream whole(variant, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(whole)), {});
    std::ofstream(pairs / "cut.h5", std::ios::binary) << bytes.substr(0, bytes.size() / 2);
  }
  pairs.variant = {(pairs / "cut.h5").string()};
  CHECK(holds(pairs.refusal(), "cut.h5"));
}

TEST_CASE("a run that was never finished, or observed nothing, is refused", "[analysis][pairs]") {
  DrawnPairs pairs("unfinished");
  pairs.add_base(drawn(1));
  DrawnRun hollow = drawn(1);
  hollow.indicators.clear();
  pairs.add_variant(hollow);
  CHECK(holds(pairs.refusal(), "/indicators: has no rows"));

  // As it stands before `commit`: the part of a run that was killed.
  auto file = store::File::create(pairs / "killed.h5");
  REQUIRE(file);
  REQUIRE(file->root().set("format", std::string(output::run_format)));
  REQUIRE(file->root().set("format_version", output::run_format_version));
  std::filesystem::copy_file(pairs / "killed.h5.part", pairs / "copied.h5");
  pairs.variant = {(pairs / "copied.h5").string()};
  CHECK(holds(pairs.refusal(), "copied.h5"));
}

TEST_CASE("a side without any run is wrong usage", "[analysis][pairs]") {
  const DrawnPairs pairs = three_pairs("empty");
  const auto none = analysis::compare_runs(pairs.base, {});
  REQUIRE_FALSE(none);
  CHECK(none.error().kind == ErrorKind::usage);
}
