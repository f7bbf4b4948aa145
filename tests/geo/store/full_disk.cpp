// SPDX-License-Identifier: Apache-2.0
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "geo/store/file.hpp"
#include "geo/store/table.hpp"
#include "tests/geo/store/scratch.hpp"

using namespace eveil;
namespace fs = std::filesystem;

namespace {

/// Writes noise, which does not pack, until an error comes.
Expected<void> fill(const fs::path& path, std::size_t rows) {
  EVEIL_TRY(auto file, store::File::create(path));
  EVEIL_TRY(auto table,
            store::TableWriter::create(
                file.root(), "t", {{"a", store::ValueType::uint64, "1", "noise", {}}}));
  std::uint64_t noise = 1;
  for (std::size_t row = 0; row < rows; row += 1000) {
    std::vector<std::uint64_t> batch(1000);
    for (auto& value : batch) {
      noise ^= noise << 13U, noise ^= noise >> 7U, noise ^= noise << 17U;  // xorshift64
      value = noise;
    }
    EVEIL_CHECK(table.append({batch}));
  }
  EVEIL_TRY([[maybe_unused]] const auto stored, table.close());
  return file.commit();
}

}  // namespace

TEST_CASE("a full disk is said with the file and a remedy, and leaves nothing behind",
          "[geo/store][full]") {
  const test::Scratch scratch;
  const fs::path small = scratch / "small";
  fs::create_directory(small);
  if (::mount("tmpfs", small.c_str(), "tmpfs", 0, "size=1m") != 0) {
    WARN("SKIPPED: only root can mount a small file system");
    return;
  }
  // 1 MB holds 20 000 rows and not 400 000; 131 000 fill it in the last writes of close.
  const auto fits = fill(small / "fits.h5", 20000);
  if (fits) fs::remove(small / "fits.h5");
  std::vector<Expected<void>> results;
  for (std::size_t rows : {400000, 131000, 132000}) results.push_back(fill(small / "a.h5", rows));
  const bool empty = fs::is_empty(small);
  ::umount(small.c_str());
  CHECK(fits);
  CHECK(empty);
  for (const auto& result : results) {
    REQUIRE(!result);
    CHECK(result.error().kind == ErrorKind::failed);
    CHECK(result.error().where == (small / "a.h5").string());
    CHECK_THAT(result.error().message, Catch::Contains("No space left on device"));
    CHECK_THAT(result.error().message, Catch::Contains("free some space"));
  }
}

TEST_CASE("a file that may not grow fails as a full disk does, at every length",
          "[geo/store][full]") {
  const test::Scratch scratch;
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  std::vector<std::pair<bool, bool>> outcomes;  // failed, left something
  // The sample of 20 000 rows takes about 160 kB.
  for (rlim_t limit : {0, 100, 2000, 5000, 50000, 150000, 160000}) {
    const rlimit small{limit, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto result = fill(scratch / "a.h5", 20000);
    ::setrlimit(RLIMIT_FSIZE, &before);
    outcomes.emplace_back(!result && result.error().kind == ErrorKind::failed,
                          !fs::is_empty(scratch.place()));
  }
  std::signal(SIGXFSZ, handler);
  for (const auto& [failed, left] : outcomes) {
    CHECK(failed);
    CHECK(!left);
  }
}
