// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "geo/store/digest.hpp"
#include "geo/store/file.hpp"
#include "tests/geo/store/sample.hpp"
#include "tests/geo/store/scratch.hpp"

using namespace eveil;

namespace {

/// Reads all of a file in a child process with 10 s and, in ordinary builds, 2 GB. The child ends
/// with 0 if it could be read, 1 if it was refused; anything else is a crash.
int read_in_child(const std::filesystem::path& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::alarm(10);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const rlimit memory{std::uint64_t{2} << 30, std::uint64_t{2} << 30};
    ::setrlimit(RLIMIT_AS, &memory);
#endif
    const auto digest = store::digest_of(path, {});
    ::_exit(digest ? 0 : digest.error().kind == ErrorKind::bad_input ? 1 : 2);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

TEST_CASE("a truncated file is refused at any length", "[geo/store][hostile]") {
  const test::Scratch scratch;
  REQUIRE(test::write_sample(scratch / "a.h5"));
  const auto whole = test::bytes_of(scratch / "a.h5");
  REQUIRE(read_in_child(scratch / "a.h5") == 0);
  for (std::size_t length : {std::size_t{0},
                             std::size_t{7},
                             std::size_t{8},
                             std::size_t{47},
                             std::size_t{48},
                             std::size_t{100},
                             whole.size() / 4,
                             whole.size() / 2,
                             whole.size() - 1}) {
    test::write_bytes(scratch / "b.h5", {whole.begin(), whole.begin() + static_cast<long>(length)});
    INFO("length " << length << " of " << whole.size());
    CHECK(read_in_child(scratch / "b.h5") == 1);
  }
}

TEST_CASE("a file with a flipped bit is read or refused, never fatal",
          "[geo/store][hostile][slow]") {
  const test::Scratch scratch;
  REQUIRE(test::write_sample(scratch / "a.h5"));
  const auto whole = test::bytes_of(scratch / "a.h5");
  const auto right = store::digest_of(scratch / "a.h5", {}).value();
  std::uint64_t keyed = 88172645463325252U;
  int refused = 0;
  for (int flip = 0; flip < 200; ++flip) {
    keyed ^= keyed << 13U, keyed ^= keyed >> 7U, keyed ^= keyed << 17U;  // xorshift64
    auto bytes = whole;
    const std::size_t at = keyed % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1U << (keyed >> 40U) % 8U));
    test::write_bytes(scratch / "b.h5", bytes);
    const int end = read_in_child(scratch / "b.h5");
    INFO("bit flipped in byte " << at);
    CHECK((end == 0 || end == 1));
    refused += end;
  }
  // Most of the file is unused space, text of the heap or checksummed: a part must be noticed.
  CHECK(refused > 20);
}

TEST_CASE("text of an attribute whose stored length is damaged is refused",
          "[geo/store][hostile]") {
  const test::Scratch scratch;
  REQUIRE(test::write_sample(scratch / "a.h5"));
  auto bytes = test::bytes_of(scratch / "a.h5");
  // A block of the heap: "GCOL", version at 4, its size at 8; its first text's length at 24.
  const std::string mark = "GCOL";
  const auto found = std::search(bytes.begin(), bytes.end(), mark.begin(), mark.end());
  REQUIRE(found != bytes.end());
  const auto block = static_cast<std::size_t>(found - bytes.begin());
  const bool longer_block = GENERATE(false, true);
  if (longer_block) bytes[block + 8] = 8;  // 4096 + 8 bytes: HDF5 then reads it in two pieces
  SECTION("far beyond the file") { bytes[block + 30] = 0x40; }
  SECTION("beyond the block") { bytes[block + 26] = 1; }
  SECTION("beyond the text, into the next") { bytes[block + 25] = 4; }
  test::write_bytes(scratch / "b.h5", bytes);
  CHECK(read_in_child(scratch / "b.h5") == 1);
}

TEST_CASE("a column that claims more than its file can hold is refused before memory is taken",
          "[geo/store][hostile]") {
  const test::Scratch scratch;
  auto file = store::File::create(scratch / "a.h5").value();
  REQUIRE(file.root().write({"x", store::ValueType::float64, "m", "zeros", {}},
                            std::vector<double>(100000)));
  REQUIRE(file.commit());
  store::ReadLimits limits;
  limits.column_bytes = 799999;  // 100 000 doubles are 800 000 bytes
  const auto read = store::File::open(scratch / "a.h5", limits)->root().read<double>("x");
  REQUIRE(!read);
  CHECK(read.error().kind == ErrorKind::bad_input);
  CHECK_THAT(read.error().where, Catch::EndsWith("a.h5:/x"));
  CHECK_THAT(read.error().message, Catch::Contains("limit of 799999 bytes"));
}
