// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "geo/store/file.hpp"
#include "geo/store/ragged.hpp"
#include "output/digest.hpp"
#include "output/info.hpp"
#include "output/provenance.hpp"

using namespace eveil;
using store::ValueType;

namespace {

/// A file's path that goes away with the test.
struct Place {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               ("eveil-facts-" + std::to_string(::getpid()) + ".h5");
  ~Place() { std::filesystem::remove(path); }
};

/// Two stops, an outline of three points in two rows, and how it came about.
void write(const std::filesystem::path& path,
           const output::Provenance& facts,
           double second_x = 2.0) {
  auto file = store::File::create(path, store::Existing::replace).value();
  const auto root = file.root();
  REQUIRE(root.set("format", "eveil-run"));
  REQUIRE(root.set("format_version", 1));
  REQUIRE(root.set("crs_wkt", std::string(500, 'W')));
  const auto stops = root.create("stops").value();
  REQUIRE(
      stops.write({"x", ValueType::float64, "m", "east", {}}, std::vector<double>{1.0, second_x}));
  REQUIRE(stops.write({"name", ValueType::text, "1", "what people call it", {}},
                      std::vector<std::string>{"Écusson", "Gare"}));
  REQUIRE(store::write_ragged(root,
                              "outline",
                              {"", ValueType::float32, "m", "east", {}},
                              std::vector<std::uint64_t>{0, 1, 3},
                              std::vector<float>{1, 2, 3}));
  REQUIRE(output::write_provenance(root.create("provenance").value(), facts));
  REQUIRE(file.commit());
}

}  // namespace

TEST_CASE("the digest leaves out when, how and on how many threads a file came about",
          "[output][digest]") {
  const Place a;
  write(a.path, {{"eveil", "run", "s.toml"}, "2026-11-23T08:00:00Z", 1});
  const auto first = output::digest_of(a.path).value();
  write(a.path, {{"eveil", "run", "s.toml", "--threads", "2"}, "2026-11-24T09:00:00Z", 2});
  CHECK(output::digest_of(a.path).value() == first);
  write(a.path, {{"eveil", "run", "s.toml"}, "2026-11-23T08:00:00Z", 1}, 2.5);
  CHECK(output::digest_of(a.path).value() != first);
}

TEST_CASE("only a file that can be read has a digest", "[output][digest]") {
  const Place a;
  {
    auto file = store::File::create(a.path).value();
    REQUIRE(file.root().set("format", "eveil-run"));
    REQUIRE(file.commit());
  }
  CHECK(output::digest_of(a.path));
  CHECK(!output::digest_of(a.path.string() + "-absent"));
  CHECK(output::digest_of("/dev/null").error().kind == ErrorKind::bad_input);
}

TEST_CASE("provenance names the version, the commit and the libraries, and no machine",
          "[output][provenance]") {
  const Place a;
  write(a.path, {{"eveil", "run", "s.toml"}, "2026-11-23T08:00:00Z", 3});
  const auto root = store::File::open(a.path)->root();
  const auto provenance = root.open("provenance").value();
  CHECK(provenance.text("program_version").value() == output::program_version());
  CHECK(!provenance.text("git_commit").value().empty());
  CHECK(provenance.texts("command_line").value() ==
        std::vector<std::string>{"eveil", "run", "s.toml"});
  CHECK(provenance.integer("threads").value() == 3);
  CHECK(root.text("started").value() == "2026-11-23T08:00:00Z");
  CHECK(root.text("ended").value().size() == std::string("2026-11-23T08:00:00Z").size());
  CHECK(root.text("ended").value() > "2020");
  bool hdf5 = false;
  for (const auto& [name, version] : output::library_versions()) {
    INFO(name);
    CHECK(!version.empty());
    hdf5 = hdf5 || name == "HDF5";
  }
  CHECK(hdf5);
  CHECK(provenance.attribute_names().value() ==
        std::vector<std::string>{
            "command_line", "git_commit", "libraries", "program_version", "threads"});
}

TEST_CASE("info tells the format, the attributes and the rows of every table", "[output][info]") {
  const Place a;
  write(a.path, {{"eveil"}, "2026-11-23T08:00:00Z", 1});
  const Json info = output::info_of(a.path).value();
  CHECK(info["format"] == "eveil-run");
  CHECK(info["format_version"] == 1);
  CHECK(info["complete"] == true);
  CHECK(info["bytes"] == std::filesystem::file_size(a.path));
  CHECK(info["attributes"]["crs_wkt"] == std::string(500, 'W'));
  REQUIRE(info["tables"].size() == 3);
  CHECK(info["tables"][0]["path"] == "/outline");
  CHECK(info["tables"][0]["rows"] == 2);  // two rows of three points in all
  CHECK(info["tables"][1]["path"] == "/provenance");
  CHECK(info["tables"][2]["path"] == "/stops");
  CHECK(info["tables"][2]["rows"] == 2);
  CHECK(info["tables"][2]["columns"][1]["name"] == "x");
  CHECK(info["tables"][2]["columns"][1]["type"] == "float64");
  CHECK(info["tables"][2]["columns"][1]["units"] == "m");

  const std::string text = output::listing(info);
  CHECK_THAT(text, Catch::Contains("eveil-run, version 1, while 3 is written now, complete"));
  CHECK_THAT(text, Catch::Contains("2  /stops: name x\n"));
  CHECK_THAT(text, !Catch::Contains(std::string(100, 'W')));  // long texts are cut
}

TEST_CASE("info refuses what is not HDF5 and says so", "[output][info]") {
  const auto refused = output::info_of("/dev/null");
  REQUIRE(!refused);
  CHECK(refused.error().kind == ErrorKind::bad_input);
  CHECK(refused.error().where == "/dev/null");
}
