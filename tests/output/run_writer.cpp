// SPDX-License-Identifier: Apache-2.0
#include "output/run_writer.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

#include "geo/store/file.hpp"
#include "output/digest.hpp"
#include "output/parts_folder.hpp"
#include "output/reader.hpp"
#include "tests/output/small_run.hpp"

using namespace eveil;
using namespace eveil::output;
using eveil::tests::only_averaged;
using eveil::tests::Scratch;
using eveil::tests::SmallRun;

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

/// Three days, the last two of them averaged and the last one recorded, each with one indicator:
/// the trips of the segment.
Expected<void> write_run(const SmallRun& run, const fs::path& path, const std::string& started) {
  RunWriterOptions options = run.options(path);
  options.facts.provenance.started = started;
  options.indicators = [](const std::string& segment,
                          std::uint32_t day) -> Expected<std::vector<IndicatorRow>> {
    EVEIL_TRY(const RunFile file, open_run(segment, true));
    EVEIL_TRY(const std::uint64_t trips, file.rows("trips"));
    return std::vector<IndicatorRow>{
        {"trips", "territory", "trips", static_cast<double>(trips), "1", trips, day}};
  };
  EVEIL_TRY(const std::unique_ptr<RunWriter> writer, RunWriter::create(*run.world, options));
  writer->convergence(run.convergence(1));
  run.hand_over_day(*writer, 2, only_averaged);
  run.hand_over_day(*writer, 3);
  return writer->finish();
}

}  // namespace

TEST_CASE("a run written twice has the same digest, whenever it was written", "[output][writer]") {
  const Scratch scratch("twice");
  const SmallRun run;
  REQUIRE(write_run(run, scratch / "a.h5", "2026-01-01T00:00:00Z"));
  REQUIRE(write_run(run, scratch / "b.h5", "2030-12-31T23:59:59Z"));
  const auto first = digest_of(scratch / "a.h5");
  const auto second = digest_of(scratch / "b.h5");
  REQUIRE(first);
  REQUIRE(second);
  CHECK(*first == *second);
  CHECK(scratch.names() == Names{"a.h5", "b.h5"});

  SmallRun other;
  other.small.scenario.simulation.seed = 2;
  REQUIRE(write_run(other, scratch / "c.h5", "2026-01-01T00:00:00Z"));
  CHECK(*digest_of(scratch / "c.h5") != *first);
}

TEST_CASE(
    "a finished run holds its last day, the indicators of each recorded day and all days' "
    "convergence",
    "[output][writer]") {
  const Scratch scratch("days");
  const SmallRun run;
  REQUIRE(write_run(run, scratch / "run.h5", ""));
  const auto file = open_run(scratch / "run.h5");
  REQUIRE(file);
  CHECK_FALSE(file->is_segment());
  CHECK(file->day() == 3);
  CHECK(file->services() == Names{"navette"});
  CHECK(file->modes() ==
        Names{"car_driver", "walk", "bicycle", "car_passenger", "transit", "navette"});

  const auto indicators = file->indicators();
  REQUIRE(indicators);
  REQUIRE(indicators->size() == 2);
  CHECK(indicators->at(0).day == 2);
  CHECK(indicators->at(1).day == 3);
  CHECK(indicators->at(1).value == 6.0);

  CHECK(*file->integers("convergence", "day") == std::vector<std::int64_t>{1, 2, 3});
  CHECK(*file->numbers("convergence", "mode_share_navette") == std::vector<double>{0.2, 0.2, 0.2});
  CHECK(*file->text_attribute("", "scenario") == "drawn");
  CHECK(*file->number_attribute("", "sample") == 1.0);
  CHECK(file->has_attribute("", "ended"));
}

TEST_CASE("trips, legs and links say what was handed over", "[output][writer]") {
  const Scratch scratch("tables");
  const SmallRun run;
  REQUIRE(write_run(run, scratch / "run.h5", ""));
  const auto file = open_run(scratch / "run.h5");
  REQUIRE(file);
  CHECK(*file->integers("trips", "person") == std::vector<std::int64_t>{0, 0, 1, 1, 2, 2});
  CHECK(*file->integers("trips", "number") == std::vector<std::int64_t>{0, 1, 0, 1, 0, 1});
  const auto travel = file->numbers("trips", "travel_time_s");
  CHECK(travel->at(0) == 180.0);
  CHECK(std::isnan(travel->at(3)));  // not made
  CHECK(std::isnan(file->numbers("trips", "departure_s")->at(3)));
  CHECK(file->numbers("trips", "departure_s")->at(2) == 8 * 3600.0 + 60.0);
  const auto status = file->words("trips", "status");
  CHECK((*status)[0] == "done");
  CHECK((*status)[3] == "not_made");
  const auto mode = file->words("trips", "mode");
  CHECK((*mode)[2] == "navette");
  CHECK((*file->words("trips", "wanted_mode"))[4] == "navette");
  CHECK(*file->integers("trips", "generator") == std::vector<std::int64_t>{-1, -1, -1, -1, 0, -1});
  CHECK(*file->integers("legs", "trip") == std::vector<std::int64_t>{0, 1, 2, 4, 5});
  CHECK(*file->integers("legs", "service") == std::vector<std::int64_t>{-1, -1, 0, -1, -1});
  CHECK(file->numbers("links", "free_speed")->at(0) == Approx(10.0));
  CHECK(file->numbers("links", "capacity_veh_h")->at(0) == Approx(1800.0));
  CHECK((*file->words("links", "road_class"))[2] == "residential");
  // 08:00, 1000 m in 125 s: 8 m/s
  CHECK(file->numbers("links/by_time", "time_s")->at(0) == 8 * 3600.0);
  CHECK(file->numbers("links/by_time", "speed")->at(0) == Approx(8.0));
  CHECK((*file->words("links/by_time", "vehicle_class"))[1] == "service");
  CHECK(file->numbers("persons", "utility")->at(0) == -1.5);
  CHECK(std::isnan(file->numbers("persons", "utility")->at(1)));
  CHECK(*file->flags("persons", "car") == std::vector<std::uint8_t>{1, 0, 0});
  CHECK(std::isnan(file->numbers("zones", "jobs")->at(0)));
}

TEST_CASE("requests have an outcome, a cause, and times only where something happened",
          "[output][writer]") {
  const Scratch scratch("requests");
  const SmallRun run;
  REQUIRE(write_run(run, scratch / "run.h5", ""));
  const auto file = open_run(scratch / "run.h5");
  REQUIRE(file);
  const std::string requests = RunFile::service_group("navette") + "/requests";
  const std::string vehicles = RunFile::service_group("navette") + "/vehicles";
  CHECK((*file->words(requests, "outcome"))[0] == "served");
  CHECK((*file->words(requests, "outcome"))[1] == "refused");
  CHECK((*file->words(requests, "cause_of_refusal"))[0] == "none");
  CHECK((*file->words(requests, "cause_of_refusal"))[1] == "wait_too_long");
  // 08:02 to 08:04, alone 100 s: detour 1.2
  CHECK(file->numbers(requests, "ride_time_s")->at(0) == 120.0);
  CHECK(file->numbers(requests, "detour")->at(0) == Approx(1.2));
  for (const char* column : {"pickup_s", "dropoff_s", "ride_time_s", "direct_time_s", "fare_eur"}) {
    CHECK(std::isnan(file->numbers(requests, column)->at(1)));
  }
  CHECK(file->numbers(vehicles, "km_empty")->at(0) == 0.5);
  CHECK(file->numbers(vehicles, "hours_idle")->at(0) == Approx(56.0 / 60.0));
  const std::string group = RunFile::service_group("navette");
  CHECK(*file->integer_attribute(group, "vehicles") == 1);
  CHECK(*file->number_attribute(group, "hours_open") == 27.0);
  // Byte order, type 6, one part: the head of a MultiPolygon of one.
  const auto area = file->bytes_attribute(requests, "area");
  REQUIRE(area);
  REQUIRE(area->size() > 9);
  CHECK(area->at(1) == std::byte{6});
  CHECK(area->at(5) == std::byte{1});
}

TEST_CASE("a generator has a row a mode, also where nobody came", "[output][writer]") {
  const Scratch scratch("generators");
  const SmallRun run;
  REQUIRE(write_run(run, scratch / "run.h5", ""));
  const auto file = open_run(scratch / "run.h5");
  REQUIRE(file);
  CHECK(*file->integers("generators", "arrivals") == std::vector<std::int64_t>{0, 1, 0, 0, 0, 0});
  CHECK(file->texts("generators", "name")->at(0) == "Hôpital");
  CHECK((*file->words("generators", "kind"))[0] == "hospital");
}

TEST_CASE("stops, lines and patterns say where public transport runs and who took it",
          "[output][writer]") {
  const Scratch scratch("transit");
  const SmallRun run;
  REQUIRE(write_run(run, scratch / "run.h5", ""));
  const auto file = open_run(scratch / "run.h5");
  REQUIRE(file);
  CHECK(*file->texts("stops", "code") == Names{"s0", "s1"});
  CHECK(*file->numbers("stops", "x") == std::vector<double>{1.0, 3.0});
  CHECK(*file->integers("stops", "boardings") == std::vector<std::int64_t>{0, 0});
  CHECK(*file->integers("stops", "alightings") == std::vector<std::int64_t>{0, 2});
  CHECK((*file->words("lines", "kind"))[0] == "bus");
  CHECK(*file->integers("lines", "places") == std::vector<std::int64_t>{80});
  CHECK(*file->numbers("lines/by_time", "time_s") == std::vector<double>{7 * 3600.0});
  CHECK(*file->integers("lines/by_time", "boardings") == std::vector<std::int64_t>{2});
  CHECK(*file->integers("patterns", "vehicles") == std::vector<std::int64_t>{1});
  CHECK(*file->integers("patterns/stops", "stop") == std::vector<std::int64_t>{0, 1});
}

TEST_CASE("a writer that isn't finished leaves nothing", "[output][writer]") {
  const Scratch scratch("unfinished");
  const SmallRun run;
  {
    auto writer = RunWriter::create(*run.world, run.options(scratch / "run.h5"));
    REQUIRE(writer);
    run.hand_over_day(**writer, 1);
    (*writer)->begin_day(2);
    (*writer)->take(run.trips());
  }
  CHECK(scratch.names().empty());
}

TEST_CASE("an existing result is refused, and replaced where asked", "[output][writer]") {
  const Scratch scratch("existing");
  const SmallRun run;
  std::ofstream(scratch / "run.h5") << "precious";
  const auto refused = RunWriter::create(*run.world, run.options(scratch / "run.h5"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::bad_input);
  CHECK(describe(refused.error()).find("--force") != std::string::npos);
  CHECK(scratch.names() == Names{"run.h5"});

  RunWriterOptions options = run.options(scratch / "run.h5");
  options.existing = store::Existing::replace;
  auto writer = RunWriter::create(*run.world, options);
  REQUIRE(writer);
  run.hand_over_day(**writer, 1);
  REQUIRE((*writer)->finish());
  CHECK(open_run(scratch / "run.h5"));
}

TEST_CASE("a result needs a folder that exists", "[output][writer]") {
  const Scratch scratch("folder");
  const auto missing = check_output(scratch / "nowhere/run.h5", false);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::bad_input);
  CHECK(describe(missing.error()).find("nowhere does not exist") != std::string::npos);
  CHECK_FALSE(check_output(scratch / "", true));  // the folder itself
  CHECK(check_output(scratch / "run.h5", false));
}

TEST_CASE("what a killed run left is removed, what others left is not", "[output][writer]") {
  const Scratch scratch("stale");
  const SmallRun run;
  fs::create_directory(scratch / "run.h5.parts");
  std::ofstream(scratch / "run.h5.parts/day-009.h5.part") << "half";
  REQUIRE(write_run(run, scratch / "run.h5", ""));
  CHECK(scratch.names() == Names{"run.h5"});

  fs::create_directory(scratch / "other.h5.parts");
  std::ofstream(scratch / "other.h5.parts/thesis.txt") << "precious";
  const auto refused = RunWriter::create(*run.world, run.options(scratch / "other.h5"));
  REQUIRE_FALSE(refused);
  CHECK(describe(refused.error()).find("thesis.txt") != std::string::npos);
  CHECK(fs::exists(scratch / "other.h5.parts/thesis.txt"));
}

TEST_CASE("two runs don't write the same result at once", "[output][writer]") {
  const Scratch scratch("both");
  const SmallRun run;
  auto first = RunWriter::create(*run.world, run.options(scratch / "run.h5"));
  REQUIRE(first);
  const auto second = RunWriter::create(*run.world, run.options(scratch / "run.h5"));
  REQUIRE_FALSE(second);
  CHECK(describe(second.error()).find("another run") != std::string::npos);
  run.hand_over_day(**first, 1);
  CHECK((*first)->finish());
}

TEST_CASE("an error of the day's indicators stops the writer, and finish tells it",
          "[output][writer]") {
  const Scratch scratch("callback");
  const SmallRun run;
  RunWriterOptions options = run.options(scratch / "run.h5");
  options.indicators = [](const std::string&,
                          std::uint32_t) -> Expected<std::vector<IndicatorRow>> {
    return failed("indicators", "cannot be taken");
  };
  auto writer = RunWriter::create(*run.world, options);
  REQUIRE(writer);
  // More messages than the queue holds: a writer that has failed must not block.
  for (std::uint32_t day = 1; day <= 20; ++day) run.hand_over_day(**writer, day);
  const auto finished = (*writer)->finish();
  REQUIRE_FALSE(finished);
  CHECK((*writer)->failed());
  CHECK(describe(finished.error()) == "indicators: cannot be taken");
  CHECK(scratch.names().empty());
}

TEST_CASE("trips that are missing or out of order are a fault that is told", "[output][writer]") {
  const Scratch scratch("order");
  const SmallRun run;
  std::vector<sim::TripRow> rows = run.trips();
  SECTION("out of order") { std::swap(rows[0], rows[1]); }
  SECTION("one missing") { rows.pop_back(); }
  auto writer = RunWriter::create(*run.world, run.options(scratch / "run.h5"));
  REQUIRE(writer);
  (*writer)->begin_day(1);
  (*writer)->take(rows);
  (*writer)->end_day({});
  const auto finished = (*writer)->finish();
  REQUIRE_FALSE(finished);
  CHECK(describe(finished.error()).find("/trips") != std::string::npos);
  CHECK(scratch.names().empty());
}

TEST_CASE("a run without a recorded day leaves no result", "[output][writer]") {
  const Scratch scratch("none");
  const SmallRun run;
  auto writer = RunWriter::create(*run.world, run.options(scratch / "run.h5"));
  REQUIRE(writer);
  (*writer)->convergence(run.convergence(1));
  CHECK_FALSE((*writer)->finish());
  CHECK(scratch.names().empty());
}

TEST_CASE("events stand in the file if they were asked for, and of a day that was kept",
          "[output][writer][events]") {
  const Scratch scratch("events");
  SmallRun run;
  run.small.scenario.output.events = GENERATE(true, false);
  auto writer = RunWriter::create(*run.world, run.options(scratch / "run.h5"));
  REQUIRE(writer);
  (*writer)->begin_day(1);
  if (run.small.scenario.output.events) (*writer)->take(run.events());
  (*writer)->drop_day();
  run.event_times = 20'000;  // 80,000 rows: a chunk and a part of one
  run.hand_over_day(**writer, 2);
  REQUIRE((*writer)->finish());
  CHECK(scratch.names() == std::vector<std::string>{"run.h5"});
  const auto file = store::File::open(scratch / "run.h5");
  REQUIRE(file);
  CHECK(file->root().has("events") == run.small.scenario.output.events);
  if (!run.small.scenario.output.events) return;
  const auto events = file->root().open("events");
  REQUIRE(events);
  CHECK(events->table_rows().value() == 80'000);
  const auto ms = events->read<std::int32_t>("time_ms").value();
  CHECK(ms[79'999] - ms[0] == 100'000);
  const auto type = events->read_enumeration("type").value();
  CHECK(type.words[type.values[79'999]] == "leaves_traffic");
  const auto mode = events->read_enumeration("mode").value();
  CHECK(mode.words[mode.values[0]] == "car_driver");
  CHECK(mode.words[mode.values[1]] == "none");
  // Three cars, one fleet of its vehicles, no background vehicles, one run of one pattern.
  const auto vehicles = events->open("vehicles");
  REQUIRE(vehicles);
  const auto fleet = static_cast<std::int32_t>(
      run.small.scenario.services[scenarios::ServiceId(std::size_t{0})].vehicles);
  CHECK(vehicles->read<std::int32_t>("first").value() ==
        std::vector<std::int32_t>{0, 3, 3 + fleet, 3 + fleet});
  CHECK(vehicles->read<std::int32_t>("count").value() == std::vector<std::int32_t>{3, fleet, 0, 1});
}

TEST_CASE("a service whose name cannot name a table is refused before anything is written",
          "[output][writer]") {
  const Scratch scratch("names");
  SmallRun run;
  run.small.scenario.services[scenarios::ServiceId(std::size_t{0})].name = "a/b";
  const auto refused = RunWriter::create(*run.world, run.options(scratch / "run.h5"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::bad_input);
  CHECK(describe(refused.error()).find("'a/b'") != std::string::npos);
  CHECK(scratch.names().empty());
}

TEST_CASE("a run without services, sites, stops and records is whole and can be read",
          "[output][writer]") {
  const Scratch scratch("bare");
  SmallRun run;
  run.small.territory.sites = {};
  run.small.territory.timetable = {};
  run.small.scenario.services = {};
  run.small.people = {};
  run.small.people.first_trip.push_back(0);
  const sim::World world = run.small.world();
  auto writer = RunWriter::create(world, run.options(scratch / "run.h5"));
  REQUIRE(writer);
  (*writer)->begin_day(1);
  (*writer)->end_day({});
  const auto finished = (*writer)->finish();
  INFO((finished ? "" : describe(finished.error())));
  REQUIRE(finished);
  const auto file = open_run(scratch / "run.h5");
  REQUIRE(file);
  CHECK(file->services().empty());
  CHECK(file->modes() == Names{"car_driver", "walk", "bicycle", "car_passenger", "transit"});
  for (const char* table : {"persons", "trips", "legs", "stops", "generators", "indicators"}) {
    CAPTURE(table);
    CHECK(file->rows(table).value_or(99) == 0);
  }
  CHECK(file->words("trips", "mode")->codes.empty());
  CHECK(file->texts("generators", "name")->empty());
  CHECK(file->indicators()->empty());
}
