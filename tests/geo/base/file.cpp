// SPDX-License-Identifier: Apache-2.0
#include "geo/base/file.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

using namespace eveil;
namespace fs = std::filesystem;

namespace {

// A folder of its own for each test, gone afterwards.
struct Folder {
  fs::path path;

  explicit Folder(const std::string& name)
      : path(fs::temp_directory_path() / ("eveil-" + name + "-" + std::to_string(::getpid()))) {
    fs::create_directories(path);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

}  // namespace

TEST_CASE("a written file is whole, replaces the older one and leaves no part behind",
          "[base][file]") {
  const Folder folder("write");
  const fs::path path = folder.path / "report.html";
  REQUIRE(write_whole_file(path, std::string(3'000'000, 'x')));
  CHECK(fs::file_size(path) == 3'000'000);
  REQUIRE(write_whole_file(path, "short"));
  CHECK(read_text_file(path, 5).value() == "short");
  CHECK_FALSE(fs::exists(folder.path / "report.html.part"));
}

TEST_CASE("a file that cannot be written is refused with its name, the reason and a remedy",
          "[base][file]") {
  const Folder folder("refused");
  const auto nowhere = write_whole_file(folder.path / "absent" / "a.csv", "x");
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().kind == ErrorKind::failed);
  CHECK(nowhere.error().where == (folder.path / "absent" / "a.csv").string());
  CHECK(nowhere.error().message.find("make the folder") != std::string::npos);
  fs::create_directories(folder.path / "taken");
  REQUIRE_FALSE(write_whole_file(folder.path / "taken", "x"));
  CHECK_FALSE(fs::exists(folder.path / "taken.part"));
}

TEST_CASE("a full disk is named, and the older file stays as it was", "[base][file]") {
  if (!fs::exists("/dev/full")) return;
  const Folder folder("full");
  const fs::path path = folder.path / "a.csv";
  REQUIRE(write_whole_file(path, "older"));
  fs::create_symlink("/dev/full", folder.path / "a.csv.part");
  const auto written = write_whole_file(path, "newer");
  REQUIRE_FALSE(written);
  CHECK(written.error().message.find("free some space") != std::string::npos);
  CHECK(read_text_file(path, 100).value() == "older");
  CHECK_FALSE(fs::is_symlink(folder.path / "a.csv.part"));
}

TEST_CASE("a file longer than expected, a folder and a missing file are refused when read",
          "[base][file]") {
  const Folder folder("read");
  const fs::path path = folder.path / "a.txt";
  REQUIRE(write_whole_file(path, "123456"));
  CHECK(read_text_file(path, 6).value() == "123456");
  const auto longer = read_text_file(path, 5);
  REQUIRE_FALSE(longer);
  CHECK(longer.error().message.find("5 bytes") != std::string::npos);
  CHECK_FALSE(read_text_file(folder.path, 5));
  CHECK_FALSE(read_text_file(folder.path / "absent", 5));
  CHECK_FALSE(read_text_file("/dev/zero", 1'000'000));
  REQUIRE(write_whole_file(path, ""));
  CHECK(read_text_file(path, 0).value().empty());
}
