// SPDX-License-Identifier: Apache-2.0
#include "geo/base/hash.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <utility>

#include "geo/base/file.hpp"

using namespace eveil;

namespace {

constexpr const char* empty_hash =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr const char* abc_hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

}  // namespace

// Vectors of FIPS 180-4's example pages: "", "abc", a million times "a".
TEST_CASE("SHA-256 gives the published hashes, however the bytes are cut", "[base][hash]") {
  Sha256 hash;
  CHECK(hash.hex() == empty_hash);
  hash.update("a");
  hash.update("");
  hash.update(std::as_bytes(std::span("bc", 2)));
  CHECK(hash.hex() == abc_hash);
  CHECK(hash.hex() == abc_hash);  // asking changes nothing
  Sha256 moved = std::move(hash);
  CHECK(moved.hex() == abc_hash);
  Sha256 million;
  const std::string thousand(1000, 'a');
  for (int i = 0; i < 1000; ++i) million.update(thousand);
  CHECK(million.hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a file's hash is that of its bytes; a missing file is refused by name", "[base][hash]") {
  const auto path =
      std::filesystem::temp_directory_path() / ("eveil-hash-" + std::to_string(::getpid()));
  REQUIRE(write_whole_file(path, "abc"));
  CHECK(sha256_of_file(path).value() == abc_hash);
  std::filesystem::remove(path);
  const auto missing = sha256_of_file(path);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::bad_input);
  CHECK(missing.error().where == path.string());
}
