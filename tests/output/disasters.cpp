// SPDX-License-Identifier: Apache-2.0
// Runs that are killed or find the disk full.
#include <fmt/format.h>
#include <sys/mount.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <iostream>
#include <thread>

#include "output/reader.hpp"
#include "output/run_writer.hpp"
#include "tests/output/child.hpp"
#include "tests/output/small_run.hpp"

using namespace eveil;
using namespace eveil::output;
using eveil::tests::Scratch;
using eveil::tests::SmallRun;

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

enum class End { kill, exit };

/// In a child process: one day whole, a second one half, then gone without a word.
[[noreturn]] void die_within_a_day(const SmallRun& run, const fs::path& path, End end) {
  auto writer = RunWriter::create(*run.world, run.options(path));
  if (!writer) ::_exit(2);
  run.hand_over_day(**writer, 1);
  (*writer)->begin_day(2);
  (*writer)->take(run.trips());
  const fs::path half = path.string() + ".parts/day-002.h5.part";
  while (!fs::exists(half)) {
    if ((*writer)->failed()) ::_exit(3);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  if (end == End::kill) tests::kill_myself();
  ::_exit(0);
}

/// A file system of its own, of a size in bytes; only root can make one.
class SmallDisk {
 public:
  SmallDisk(const fs::path& folder, std::uintmax_t bytes) : folder_(folder) {
    fs::create_directories(folder);
    mounted_ = ::mount("tmpfs",
                       folder.c_str(),
                       "tmpfs",
                       MS_NOSUID | MS_NODEV,
                       fmt::format("size={}", bytes).c_str()) == 0;
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (mounted_) ::umount(folder_.c_str());
  }
  bool mounted() const { return mounted_; }

 private:
  fs::path folder_;
  bool mounted_ = false;
};

Expected<void> one_day(const SmallRun& run, const fs::path& path) {
  EVEIL_TRY(const std::unique_ptr<RunWriter> writer,
            RunWriter::create(*run.world, run.options(path)));
  run.hand_over_day(*writer, 1);
  return writer->finish();
}

}  // namespace

TEST_CASE("a killed run leaves nothing under the result's name, and the next run tidies up",
          "[output][writer][kill]") {
  const End end = GENERATE(End::kill, End::exit);
  const Scratch scratch("killed");
  const SmallRun run;
  const fs::path path = scratch / "run.h5";
  const tests::ChildEnd ended = tests::in_child([&] { die_within_a_day(run, path, end); });
  CHECK(ended.code == 0);
  CHECK(ended.signal == (end == End::kill ? 9 : 0));
  CHECK(scratch.names() == Names{"run.h5.parts"});

  // The day that was closed can be read, but is no finished run.
  const fs::path day = path.string() + ".parts/day-001.h5";
  CHECK(open_run(day, true));
  const auto refused = open_run(day);
  REQUIRE_FALSE(refused);
  CHECK(describe(refused.error()).find("one day of a run that wasn't finished") !=
        std::string::npos);

  REQUIRE(one_day(run, path));
  CHECK(scratch.names() == Names{"run.h5"});
  CHECK(open_run(path));
}

TEST_CASE("a full disk is told with file and remedy, and nothing half-written stays",
          "[output][writer][disk]") {
  const Scratch scratch("full");
  SmallRun run;
  run.small.scenario.output.events = GENERATE(false, true);
  run.event_times = 200'000;
  REQUIRE(one_day(run, scratch / "enough.h5"));
  const std::uintmax_t size = fs::file_size(scratch / "enough.h5");
  // Half: full within the day. One and a half: the day fits, the finished file doesn't.
  const std::uintmax_t room = GENERATE_COPY(size / 2, size * 3 / 2);
  const SmallDisk disk(scratch / "disk", room);
  if (!disk.mounted()) {
    std::cout << "skipped: needs the right to mount a small tmpfs\n";
    return;
  }
  const auto written = one_day(run, scratch / "disk/run.h5");
  REQUIRE_FALSE(written);
  CHECK(written.error().kind == ErrorKind::failed);
  const std::string message = describe(written.error());
  CHECK(message.find("run.h5") != std::string::npos);
  CHECK(message.find("No space left on device") != std::string::npos);
  CHECK(message.find("free") != std::string::npos);
  CHECK(fs::is_empty(scratch / "disk"));
}
