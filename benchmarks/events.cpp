// SPDX-License-Identifier: Apache-2.0
// What does recording every event cost? At least half the speed without must remain, on two cores.
//
// Case A of benchmark_traffic, without and with all events recorded to HDF5 (a file that is removed
// at the end), on one thread of simulation and on two; the writer is a thread of its own. The
// answers are checked: the same hash over all arrivals, and one event an entry and two a trip. Exit
// code 1 for a wrong answer, 3 where the ratio isn't reached; it is judged only where other
// programs left the processors alone.
//
//   benchmark_events [trips]
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "benchmarks/event_recorder.hpp"
#include "benchmarks/support/cases.hpp"
#include "benchmarks/support/drive.hpp"
#include "benchmarks/support/machine.hpp"
#include "geo/base/text.hpp"

namespace {

using namespace eveil;
using namespace eveil::benchmarks;

constexpr double wanted = 0.5;
const char* const path = "benchmark_events.h5";

/// The engine, and a recorder where there is one.
class RecordedRoad : public EngineRoad {
 public:
  RecordedRoad(sim::Traffic& traffic, EventRecorder* recorder)
      : EngineRoad(traffic), traffic_(traffic), recorder_(recorder) {
    traffic.record_events(recorder != nullptr);
  }
  void run_window() {
    EngineRoad::run_window();
    if (recorder_ != nullptr) recorder_->window(traffic_);
  }

 private:
  const sim::Traffic& traffic_;
  EventRecorder* recorder_;
};

struct Run {
  Spent spent;  // until everything is on the disk
  double writer_s = 0.0;
  std::uint64_t entries = 0;
  std::uint64_t events = 0;
  std::uint64_t answer = 0;
  double others = 0.0;

  double rate() const { return static_cast<double>(entries) / 1e6 / spent.clock_s; }
};

Expected<Run> run(const Case& made,
                  const geo::Adjacency& adjacency,
                  std::size_t threads,
                  bool record) {
  const parallel::ThreadLimit limit(threads);
  const OthersLoad others;
  sim::Traffic traffic(made.tiles->network(), adjacency, {});
  std::unique_ptr<EventRecorder> recorder;
  if (record) {
    EVEIL_TRY(recorder, EventRecorder::create(path));
  }
  RecordedRoad road(traffic, recorder.get());
  Run run;
  run.spent = drive(*made.demand, road).spent;
  if (record) {
    const Watch watch;
    EVEIL_TRY(run.events, recorder->finish());
    run.spent += watch.read();
    run.writer_s = recorder->writer_s();
  }
  run.entries = traffic.quality().link_entries;
  run.answer = road.answer();
  run.others = others.processors();
  return run;
}

void tell(const Run& run, const std::string& what) {
  const auto entries = static_cast<double>(run.entries);
  fmt::print(
      "  {:28} {:6.2f} million entries/s; ns an entry: {:5.1f} clock, {:5.1f} simulation's thread, "
      "{:5.1f} writer's; others {:.2f}\n",
      what,
      run.rate(),
      run.spent.clock_s * 1e9 / entries,
      run.spent.thread_s * 1e9 / entries,
      run.writer_s * 1e9 / entries,
      run.others);
  std::fflush(stdout);
}

Expected<int> compare(const Case& made) {
  const geo::Adjacency adjacency = geo::adjacency_of(made.tiles->network());
  int code = EXIT_SUCCESS;
  for (const std::size_t threads : {1, 2}) {
    EVEIL_TRY(const Run without, run(made, adjacency, threads, false));
    tell(without, fmt::format("without, {} thread(s)", threads));
    EVEIL_TRY(const Run with, run(made, adjacency, threads, true));
    tell(with, fmt::format("with, {} thread(s)", threads));
    if (with.answer != without.answer || with.events != with.entries + 2 * made.demand->trips()) {
      fmt::print("  WRONG ANSWER: {} events of {} entries\n", with.events, with.entries);
      return 1;
    }
    const double ratio = with.rate() / without.rate();
    const bool quiet = with.others < quiet_below && without.others < quiet_below;
    const char* verdict = ratio >= wanted ? "reached"
                          : quiet         ? "MISSED"
                                          : "not judged, others use the processors";
    fmt::print(
        "  with to without, by the clock: {:.2f}   wanted {:.2f}: {}\n", ratio, wanted, verdict);
    if (ratio < wanted && quiet) code = 3;
    fmt::print(
        "  {:.2f} bytes an event\n",
        static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(with.events));
    std::filesystem::remove(path);
  }
  return code;
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> asked(words + 1, words + count);
  const auto trips = asked.empty() ? parse_int("1000000") : parse_int(asked[0]);
  const char* place = std::getenv("EVEIL_SHARED");
  const std::filesystem::path shared = place != nullptr ? place : EVEIL_SOURCE_DIR "/../shared";
  if (!trips || *trips <= 0) {
    fmt::print("benchmark_events [trips]\n");
    return 2;
  }
  const auto made =
      make_case(case_a, {static_cast<std::uint64_t>(*trips), usual_filling, shared, {}});
  const auto code = made ? compare(*made) : Expected<int>(Unexpected(made.error()));
  if (code) return *code;
  fmt::print("{}\n", describe(code.error()));
  return 1;
}
