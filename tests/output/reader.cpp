// SPDX-License-Identifier: Apache-2.0
#include "output/reader.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "geo/base/file.hpp"
#include "geo/store/file.hpp"
#include "output/run_writer.hpp"
#include "output/schema.hpp"
#include "tests/output/small_run.hpp"

using namespace eveil;
using namespace eveil::output;
using eveil::tests::Scratch;
using eveil::tests::SmallRun;

namespace {

namespace fs = std::filesystem;

void write_run(const fs::path& path) {
  const SmallRun run;
  auto writer = RunWriter::create(*run.world, run.options(path));
  REQUIRE(writer);
  run.hand_over_day(**writer, 1);
  REQUIRE((*writer)->finish());
}

/// The refusal of a file, which must be bad input that names the file.
std::string refusal(const fs::path& path) {
  const auto opened = open_run(path);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().kind == ErrorKind::bad_input);
  const std::string message = describe(opened.error());
  CHECK(message.find(path.filename().string()) != std::string::npos);
  return message;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what is no result is refused with what it is", "[output][reader]") {
  const Scratch scratch("foreign");
  CHECK(holds(refusal(scratch / "missing.h5"), "cannot be opened"));
  std::ofstream(scratch / "text.h5") << "not a result";
  CHECK(holds(refusal(scratch / "text.h5"), "not an HDF5 file"));

  auto foreign = store::File::create(scratch / "foreign.h5");
  REQUIRE(foreign);
  REQUIRE(foreign->commit());
  CHECK(holds(refusal(scratch / "foreign.h5"), "not a result of eveil"));

  auto other = store::File::create(scratch / "other.h5");
  REQUIRE(other);
  REQUIRE(other->root().set("format", std::string("eveil-state")));
  REQUIRE(other->commit());
  CHECK(holds(refusal(scratch / "other.h5"), "'eveil-state'"));

  auto later = store::File::create(scratch / "later.h5");
  REQUIRE(later);
  REQUIRE(later->root().set("format", std::string(run_format)));
  REQUIRE(later->root().set("format_version", std::int64_t{99}));
  REQUIRE(later->commit());
  CHECK(holds(refusal(scratch / "later.h5"), "version 99"));

  auto hollow = store::File::create(scratch / "hollow.h5");
  REQUIRE(hollow);
  REQUIRE(hollow->root().set("format", std::string(run_format)));
  REQUIRE(hollow->root().set("format_version", run_format_version));
  REQUIRE(hollow->commit());
  CHECK(holds(refusal(scratch / "hollow.h5"), "is missing"));
}

TEST_CASE("a result that is cut short anywhere is refused or reads to an error, never crashes",
          "[output][reader]") {
  const Scratch scratch("cut");
  write_run(scratch / "run.h5");
  const auto whole = read_text_file(scratch / "run.h5", 100'000'000);
  REQUIRE(whole);
  for (std::size_t tenth = 0; tenth < 10; ++tenth) {
    std::ofstream(scratch / "cut.h5", std::ios::binary | std::ios::trunc)
        << whole->substr(0, whole->size() * tenth / 10);
    refusal(scratch / "cut.h5");
  }
}

TEST_CASE("a column of another kind is refused by its name", "[output][reader]") {
  const Scratch scratch("kinds");
  write_run(scratch / "run.h5");
  const auto file = open_run(scratch / "run.h5");
  REQUIRE(file);
  for (const auto& wrong : {file->numbers("trips", "mode"), file->numbers("zones", "id")}) {
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == ErrorKind::bad_input);
  }
  CHECK(holds(describe(file->numbers("trips", "speed").error()), "/trips/speed"));
  CHECK_FALSE(file->integers("trips", "distance_m"));
  CHECK_FALSE(file->words("trips", "distance_m"));
  CHECK_FALSE(file->flags("trips", "distance_m"));
  CHECK_FALSE(file->rows("nothing"));
  CHECK(file->identifiers("persons", "id")->size() == 3);
  CHECK(*file->units("links", "free_speed") == "m s-1");
  const auto modes = file->words("trips", "mode");
  CHECK(modes->code_of("walk") == 1);
  CHECK(modes->code_of("rocket") == modes->names.size());
}

TEST_CASE("coefficients are read by their key in the scenario", "[output][reader]") {
  const Scratch scratch("parameters");
  write_run(scratch / "run.h5");
  const auto file = open_run(scratch / "run.h5");
  REQUIRE(file);
  CHECK(*file->parameter("emissions.car_co2_g_per_km") ==
        scenarios::EmissionParameters().car_co2_g_per_km);
  CHECK_FALSE(file->parameter("emissions.unicorns"));
}

TEST_CASE("what vehicles emit by speed stands in the run file, standstill first",
          "[output][reader]") {
  const Scratch scratch("emission-curves");
  write_run(scratch / "run.h5");
  const auto file = open_run(scratch / "run.h5");
  REQUIRE(file);
  const auto vehicle = file->texts("emission_curves", "vehicle");
  const auto emission = file->texts("emission_curves", "emission");
  const auto speed = file->numbers("emission_curves", "speed_km_h");
  const auto value = file->numbers("emission_curves", "value");
  const auto units = file->texts("emission_curves", "units");
  REQUIRE(vehicle);
  REQUIRE(value);
  // Sixteen curves of 13 speeds; but for the cars' NOx all have a standstill.
  REQUIRE(vehicle->size() == 16 * 13 + 14);
  CHECK(vehicle->front() == "petrol_car");
  CHECK(emission->front() == "co2");
  CHECK((*speed)[0] == 0.0);
  CHECK((*value)[0] == 5007.6);
  CHECK((*units)[0] == "g h-1");
  CHECK((*speed)[3] == 30.0);
  CHECK((*value)[3] == 191.68);
  CHECK((*units)[3] == "g km-1");
}
