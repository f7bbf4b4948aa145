// SPDX-License-Identifier: Apache-2.0
#include "output/by_day.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "geo/base/hash.hpp"
#include "geo/store/file.hpp"
#include "output/digest.hpp"
#include "output/info.hpp"
#include "output/reader.hpp"
#include "output/run_writer.hpp"
#include "tests/output/small_run.hpp"

using namespace eveil;
using namespace eveil::output;
using eveil::tests::only_averaged;
using eveil::tests::Scratch;
using eveil::tests::SmallRun;

namespace {

namespace fs = std::filesystem;
using Whole = std::vector<std::int64_t>;

/// Hands the drawn day on with what tells one day from another: person 0's utility is the day's
/// number, and the last leg isn't made on an even day.
class OfADay : public sim::Sink {
 public:
  explicit OfADay(sim::Sink& to) : to_(to) {}
  void begin_day(std::uint32_t day) override {
    day_ = day;
    to_.begin_day(day);
  }
  void take(sim::Batch batch) override {
    if (auto* people = std::get_if<std::vector<sim::PersonDayRow>>(&batch)) {
      people->front().utility = day_;
    }
    auto* legs = std::get_if<std::vector<sim::LegRow>>(&batch);
    if (legs != nullptr && day_ % 2 == 0) legs->pop_back();
    to_.take(std::move(batch));
  }
  void end_day(sim::DayUse use) override { to_.end_day(use); }
  void convergence(const sim::ConvergenceRow& row) override { to_.convergence(row); }

 private:
  sim::Sink& to_;
  std::uint32_t day_ = 0;
};

void hand_over(const SmallRun& run, sim::Sink& sink, std::uint32_t day, sim::DayUse use = {}) {
  OfADay changed(sink);
  run.hand_over_day(changed, day, use);
}

/// Day 4 averaged, days 5 to 7 averaged and recorded.
void write_days(const SmallRun& run, const fs::path& path) {
  auto writer = RunWriter::create(*run.world, run.options(path));
  REQUIRE(writer);
  hand_over(run, **writer, 4, only_averaged);
  for (const std::uint32_t day : {5U, 6U, 7U}) hand_over(run, **writer, day);
  const auto finished = (*writer)->finish();
  INFO((finished ? "" : describe(finished.error())));
  REQUIRE(finished);
}

/// The drawn run, which records so many days and their events.
class Recording : public SmallRun {
 public:
  explicit Recording(std::uint32_t days) {
    small.scenario.output.record_days = days;
    small.scenario.output.events = true;
  }
};

Whole attribute(const store::Group& group, const char* name) {
  const auto value = group.attribute(name);
  REQUIRE(value);
  REQUIRE(std::holds_alternative<Whole>(*value));
  return std::get<Whole>(*value);
}

}  // namespace

TEST_CASE("each recorded day is a slice of its tables by day, and the last one stands above",
          "[output][by_day]") {
  const Scratch scratch("by-day");
  const Recording run(3);
  write_days(run, scratch / "run.h5");
  CHECK(scratch.names() == std::vector<std::string>{"run.h5"});
  const auto file = store::File::open(scratch / "run.h5");
  REQUIRE(file);
  const store::Group root = file->root();
  CHECK(attribute(root, "recorded_days") == Whole{5, 6, 7});
  // Three persons a day; five legs on day 5, four on day 6, five on day 7.
  const store::Group persons = root.open("persons/by_day").value();
  CHECK(attribute(persons, "recorded_days") == Whole{5, 6, 7});
  CHECK(attribute(persons, "day_offsets") == Whole{0, 3, 6, 9});
  CHECK(persons.read<std::int32_t>("day").value() ==
        std::vector<std::int32_t>{5, 5, 5, 6, 6, 6, 7, 7, 7});
  const auto utility = persons.read<double>("utility").value();
  CHECK(utility[0] == 5.0);
  CHECK(utility[3] == 6.0);
  CHECK(utility[6] == 7.0);
  CHECK(persons.read<std::uint64_t>("id").value().size() == 9);
  CHECK(attribute(root.open("legs/by_day").value(), "day_offsets") == Whole{0, 5, 9, 14});
  const auto mode = root.read_enumeration("trips/by_day/mode").value();
  CHECK(mode.words[mode.values[6 + 2]] == "navette");
  const store::Group requests = root.open("services/navette/requests/by_day").value();
  CHECK(attribute(requests, "day_offsets") == Whole{0, 2, 4, 6});
  CHECK_FALSE(root.has("stops/by_day/name"));  // texts are the same on every day

  const auto reader = open_run(scratch / "run.h5");
  REQUIRE(reader);
  CHECK(reader->day() == 7);
  CHECK(reader->numbers("persons", "utility")->at(0) == 7.0);
  CHECK(reader->rows("legs").value() == 5);
}

TEST_CASE("a table by day has the columns of its table but for texts, in the same types",
          "[output][by_day]") {
  const Scratch scratch("columns");
  const Recording run(3);
  write_days(run, scratch / "run.h5");
  const auto file = store::File::open(scratch / "run.h5");
  REQUIRE(file);
  const auto tables = by_day_tables(run.world->modes, true);
  CHECK(tables.size() == 10);  // eight, and two of the service
  for (const TableSpec& table : tables) {
    const store::Group by_day = file->root().open(table.path).value();
    const std::string above = table.path.substr(0, table.path.rfind('/'));
    CAPTURE(table.path);
    CHECK(by_day.table_rows().value() ==
          static_cast<std::uint64_t>(attribute(by_day, "day_offsets").back()));
    const std::vector<std::string> names = file->root().open(above)->names().value();
    for (const std::string& name : names) {
      const std::string column = fmt::format("{}/{}", above, name);
      if (file->root().kind(column).value() != store::ObjectKind::column) continue;
      const auto info = file->root().column(column).value();
      CHECK(by_day.has(name) == (info.type != store::ValueType::text));
      if (by_day.has(name)) CHECK(by_day.column(name)->type == info.type);
    }
  }
}

TEST_CASE("one recorded day leaves a file without tables by day", "[output][by_day]") {
  const Scratch scratch("one");
  const Recording run(1);
  auto writer = RunWriter::create(*run.world, run.options(scratch / "run.h5"));
  REQUIRE(writer);
  hand_over(run, **writer, 4, only_averaged);
  hand_over(run, **writer, 5);
  REQUIRE((*writer)->finish());
  const auto file = store::File::open(scratch / "run.h5");
  REQUIRE(file);
  CHECK_FALSE(file->root().has_attribute("recorded_days"));
  for (const TableSpec& table : by_day_tables(run.world->modes, true)) {
    CHECK_FALSE(file->root().has(table.path));
  }
  const Json info = info_of(scratch / "run.h5").value();
  CHECK(info["recorded_days"] == Json{5});
  CHECK_THAT(listing(info), Catch::Contains("  recorded_days            5\n"));
}

TEST_CASE("info says which days are recorded", "[output][by_day]") {
  const Scratch scratch("info");
  write_days(Recording(3), scratch / "run.h5");
  const Json info = info_of(scratch / "run.h5").value();
  CHECK(info["recorded_days"] == Json{5, 6, 7});
  CHECK_THAT(listing(info), Catch::Contains("  recorded_days            5 to 7 (3 days)\n"));
}

TEST_CASE("a writer that goes on from a checkpoint between recorded days makes the same result",
          "[output][by_day][checkpoints]") {
  const Scratch scratch("resumed");
  const Recording run(3);
  write_days(run, scratch / "whole.h5");
  const fs::path path = scratch / "broken.h5";
  ClosedDays kept;
  {
    auto writer = RunWriter::create(*run.world, run.options(path));
    REQUIRE(writer);
    hand_over(run, **writer, 4, only_averaged);
    hand_over(run, **writer, 5);
    (*writer)->close_checkpoint([&](const ClosedDays& closed) -> Expected<void> {
      kept = closed;
      return {};
    });
    hand_over(run, **writer, 6);  // after the checkpoint: it comes again
  }
  auto parts = PartsFolder::open(path);
  REQUIRE(parts);
  REQUIRE(kept.recorded.size() == 1);
  CHECK(kept.recorded[0].day == 5);
  CHECK(kept.recorded[0].sha256 == sha256_of_file(parts->segment(5)).value());
  parts->remove_segments_but({5});
  auto writer = RunWriter::create(*run.world, run.options(path), std::move(*parts), kept);
  REQUIRE(writer);
  (*writer)->convergence(run.convergence(4));
  (*writer)->convergence(run.convergence(5));
  hand_over(run, **writer, 6);
  hand_over(run, **writer, 7);
  REQUIRE((*writer)->finish());
  CHECK(digest_of(path).value() == digest_of(scratch / "whole.h5").value());
  CHECK(scratch.names() == std::vector<std::string>{"broken.h5", "whole.h5"});
}
