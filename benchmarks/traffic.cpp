// SPDX-License-Identifier: Apache-2.0
// How fast is the traffic engine, against the least that a queue simulation can do?
//
// A: Montpellier's roads 2 × 1 times, a million keyed car trips of 25 links; B: 6 × 5 times, ten
// million of 40. Fixed routes; making them isn't timed. Each case: the bare queues (the limit),
// the engine with volumes and times recorded on one thread and on two, and two replications side
// by side. The answers are checked: all arrive, entries are those of the routes, nobody is pushed,
// one hash over all arrivals at any number of threads, and of the whole of A the known one. Exit
// code 1 for a wrong answer, 3 where a ratio isn't reached. Ratios by the clock are judged only
// where other programs left the processors alone.
//
//   benchmark_traffic [all | A | B | idle] [trips]
//   benchmark_traffic drive|make|bare A|B [trips] [threads] [file to keep the routes in]
//     the engine, no roads, the bare queues, alone: for profiles
#include "sim/traffic/traffic.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "benchmarks/support/cases.hpp"
#include "benchmarks/support/drive.hpp"
#include "benchmarks/support/machine.hpp"
#include "geo/base/parallel.hpp"
#include "geo/base/text.hpp"

namespace {

using namespace eveil;
using namespace eveil::benchmarks;

constexpr std::uint64_t answer_a = 0x2b132932d0802c77ULL;

struct Asked {
  std::string what = "all";
  std::string name = "A";
  std::int64_t trips = 0;  // 0: the case's own
  std::int64_t threads = 1;
  std::filesystem::path shared;
  std::filesystem::path routes;
};

/// What didn't hold, over the whole program.
class Verdict {
 public:
  void must(bool holds, const std::string& what) {
    if (!holds) fmt::print("  WRONG ANSWER: {}\n", what);
    wrong_ = wrong_ || !holds;
  }
  /// `quiet`: whether the measure can be trusted.
  void ratio(const std::string& what, double found, double wanted, bool quiet = true) {
    const bool reached = found >= wanted;
    fmt::print("  {:44} {:6.2f}   wanted {:.2f}: {}\n",
               what,
               found,
               wanted,
               reached  ? "reached"
               : !quiet ? "not judged, others use the processors"
                        : "MISSED");
    missed_ = missed_ || (quiet && !reached);
    std::fflush(stdout);
  }
  void at_most(const std::string& what, double found, double wanted) {
    fmt::print("  {:44} {:6.1f}   at most {:.0f}: {}\n",
               what,
               found,
               wanted,
               found <= wanted ? "reached" : "MISSED");
    missed_ = missed_ || found > wanted;
  }
  int exit_code() const { return wrong_ ? 1 : missed_ ? 3 : 0; }

 private:
  bool wrong_ = false;
  bool missed_ = false;
};

/// One day of the engine.
struct EngineRun {
  DayDriven day;
  sim::TrafficQuality quality;
  std::uint64_t arrived = 0;
  std::uint64_t answer = 0;
  sim::TrafficMemory memory;  // as reserved at the end of the day
  EngineRoad::UnderWay most;
  double delay_s = 0.0;  // of a trip, against free flow
  double others = 0.0;   // processors that other programs used meanwhile

  double millions() const { return static_cast<double>(quality.link_entries) / 1e6; }
  double by_clock() const { return millions() / day.spent.clock_s; }
  double by_processor() const { return millions() / day.spent.processors_s; }
};

EngineRun run_engine(const Case& made, const geo::Adjacency& adjacency, std::size_t threads) {
  const parallel::ThreadLimit limit(threads);
  const OthersLoad others;
  sim::Traffic traffic(made.tiles->network(), adjacency, {});
  EngineRoad road(traffic);
  EngineRun run;
  run.day = drive(*made.demand, road);
  run.quality = traffic.quality();
  run.arrived = road.arrived();
  run.answer = road.answer();
  run.memory = traffic.memory();
  run.most = road.most();
  run.delay_s = static_cast<double>(road.arrival_ms() - run.day.free_arrivals) / 1000.0 /
                static_cast<double>(made.demand->trips());
  run.others = others.processors();
  return run;
}

void check(const EngineRun& run, const Case& made, Verdict& verdict) {
  verdict.must(run.arrived == made.demand->trips(), "not everybody arrived");
  verdict.must(run.quality.link_entries == run.day.links_asked, "entries aren't those of routes");
  verdict.must(run.quality.forced_moves == 0, "vehicles were pushed: the demand gridlocks");
}

void tell(const EngineRun& run, const std::string& what) {
  fmt::print(
      "  {:28} {:7.2f} million entries/s of clock, {:6.2f} of processor; {:.2f} s, others {:.2f}\n",
      what,
      run.by_clock(),
      run.by_processor(),
      run.day.spent.clock_s,
      run.others);
  std::fflush(stdout);
}

/// What the roads reserved, by what was on them at most.
void judge_memory(const EngineRun& run, std::size_t links, Verdict& verdict) {
  const auto each = [](std::size_t bytes, std::uint64_t count) {
    return static_cast<double>(bytes) / static_cast<double>(count);
  };
  fmt::print("  at most {} vehicles with {} links on the road; counts {:.1f} MB\n",
             run.most.vehicles,
             run.most.links,
             static_cast<double>(run.memory.counts) / 1e6);
  verdict.at_most("bytes a vehicle", each(run.memory.vehicles, run.most.vehicles), 64.0);
  verdict.at_most("bytes of routes a link entry", each(run.memory.routes, run.most.links), 3.0);
  verdict.at_most("bytes a link", each(run.memory.links, links), 200.0);
}

/// Entries a second of one processor, in millions.
double run_bare(const Case& made, Verdict& verdict) {
  // Room for more than an hour of the busiest: nobody is under way for so long.
  const std::size_t room = made.demand->trips() * made.demand->longest_route() / 16;
  BareQueues queues(made.tiles->network(), room);
  BareRoad road(queues);
  const DayDriven day = drive(*made.demand, road);
  verdict.must(queues.answer() == day.free_answer, "bare queues: not all arrived at free flow");
  verdict.must(queues.entries() == day.links_asked, "bare queues: entries aren't those of routes");
  const double rate = static_cast<double>(queues.entries()) / 1e6 / day.spent.thread_s;
  fmt::print("  {:28} {:7.2f} million entries/s of processor: the limit\n", "bare queues", rate);
  std::fflush(stdout);
  return rate;
}

/// Two days side by side on a thread each: how much more is done than by one alone.
void run_side_by_side(const Case& made,
                      const geo::Adjacency& adjacency,
                      const EngineRun& alone,
                      Verdict& verdict) {
  const OthersLoad others;
  std::vector<EngineRun> runs(2);
  {
    std::vector<std::thread> threads;
    threads.reserve(runs.size());
    for (EngineRun& run : runs) {
      threads.emplace_back([&] { run = run_engine(made, adjacency, 1); });
    }
    for (std::thread& thread : threads) thread.join();
  }
  double by_clock = 0.0;
  double by_thread = 0.0;
  for (const EngineRun& run : runs) {
    verdict.must(run.answer == alone.answer, "a replication differs");
    by_clock += run.by_clock() / alone.by_clock();
    by_thread += run.millions() / run.day.spent.thread_s / alone.by_processor();
  }
  const double free = others.processors();
  fmt::print("  {:28} {:7.2f} by the clock, {:.2f} by processor time; others {:.2f}\n",
             "two replications",
             by_clock,
             by_thread,
             free);
  verdict.ratio("two replications to one, by the clock", by_clock, 1.8, free < quiet_below);
}

/// Nanoseconds of a processor a link entry.
double run_case(const CaseFacts& facts, const Asked& asked, Verdict& verdict) {
  const std::uint64_t trips =
      asked.trips > 0 ? static_cast<std::uint64_t>(asked.trips) : facts.trips;
  const auto made = make_case(facts, {trips, usual_filling, asked.shared, asked.routes});
  if (!made) {
    fmt::print("{}\n", describe(made.error()));
    verdict.must(false, "no case");
    return 0.0;
  }
  const geo::Adjacency adjacency = geo::adjacency_of(made->tiles->network());
  fmt::print("{}: {} x {} tiles, {} links, {} trips; {:.0f} MB\n",
             facts.name,
             facts.tiles.columns,
             facts.tiles.rows,
             made->tiles->network().link_count(),
             trips,
             peak_megabytes());
  // Before and after: others' load on caches and memory changes while a day runs.
  const double before = run_bare(*made, verdict);
  const EngineRun one = run_engine(*made, adjacency, 1);
  const double limit = (before + run_bare(*made, verdict)) / 2.0;
  tell(one, "engine, one thread");
  check(one, *made, verdict);
  fmt::print(
      "  arrived {}  entries {}  links a trip {:.2f}  delay {:.2f} s  answer {:#x}; {:.0f} MB\n",
      one.arrived,
      one.quality.link_entries,
      static_cast<double>(one.day.links_asked) / static_cast<double>(trips),
      one.delay_s,
      one.answer,
      peak_megabytes());
  const bool is_a = facts.trips == case_a.trips;
  verdict.must(!is_a || trips != facts.trips || one.answer == answer_a,
               "not the known hash of this case");
  verdict.ratio("engine to bare queues, by processor", one.by_processor() / limit, 0.5);
  judge_memory(one, made->tiles->network().link_count(), verdict);
  const EngineRun two = run_engine(*made, adjacency, 2);
  tell(two, "engine, two threads");
  verdict.must(two.answer == one.answer, "two threads give another answer than one");
  verdict.ratio("two threads to one, by the clock",
                two.by_clock() / one.by_clock(),
                is_a ? 1.0 : 1.5,
                one.others < quiet_below && two.others < quiet_below);
  run_side_by_side(*made, adjacency, one, verdict);
  fmt::print("  peak {:.0f} MB\n", peak_megabytes());
  return 1000.0 / one.by_processor();
}

/// A day with a thousand trips on the roads of B, by windows in which something can happen.
void run_idle(const Asked& asked, Verdict& verdict) {
  constexpr std::uint64_t trips = 1000;
  const auto made = make_case(case_b, {trips, usual_filling, asked.shared, {}});
  if (!made) {
    fmt::print("{}\n", describe(made.error()));
    return verdict.must(false, "no case");
  }
  const geo::Adjacency adjacency = geo::adjacency_of(made->tiles->network());
  const EngineRun run = run_engine(*made, adjacency, 1);
  check(run, *made, verdict);
  fmt::print("idle: {} trips on {} links, {} entries: {:.3f} s of clock, {:.3f} of processor\n",
             trips,
             made->tiles->network().link_count(),
             run.quality.link_entries,
             run.day.spent.clock_s,
             run.day.spent.processors_s);
}

/// One thing alone, for profilers and cache counts.
void run_alone(const Asked& asked, Verdict& verdict) {
  const CaseFacts& facts = asked.name == "B" ? case_b : case_a;
  const std::uint64_t trips =
      asked.trips > 0 ? static_cast<std::uint64_t>(asked.trips) : facts.trips;
  const auto made = make_case(facts, {trips, usual_filling, asked.shared, asked.routes});
  if (!made) {
    fmt::print("{}\n", describe(made.error()));
    return verdict.must(false, "no case");
  }
  if (asked.what == "bare") {
    run_bare(*made, verdict);
  } else if (asked.what == "make") {
    NoRoad road;
    const DayDriven day = drive(*made->demand, road);
    fmt::print("entries {}\n", day.links_asked);
  } else {
    const geo::Adjacency adjacency = geo::adjacency_of(made->tiles->network());
    const EngineRun run = run_engine(
        *made, adjacency, static_cast<std::size_t>(std::max<std::int64_t>(1, asked.threads)));
    check(run, *made, verdict);
    tell(run, "engine");
    fmt::print("entries {}  answer {:#x}  peak {:.0f} MB\n",
               run.quality.link_entries,
               run.answer,
               peak_megabytes());
  }
}

}  // namespace

int main(int count, char** words) {
  Asked asked;
  const char* place = std::getenv("EVEIL_SHARED");
  asked.shared = place != nullptr ? place : EVEIL_SOURCE_DIR "/../shared";
  int next = 1;
  if (count > next) asked.what = words[next++];
  const bool alone = asked.what == "drive" || asked.what == "make" || asked.what == "bare";
  if (alone && count > next) asked.name = words[next++];
  if (count > next) asked.trips = parse_int(words[next++]).value_or(0);
  if (count > next) asked.threads = parse_int(words[next++]).value_or(1);
  if (count > next) asked.routes = words[next++];

  Verdict verdict;
  if (alone) {
    run_alone(asked, verdict);
    return verdict.exit_code();
  }
  const bool all = asked.what == "all";
  const double a = all || asked.what == "A" ? run_case(case_a, asked, verdict) : 0.0;
  const double b = all || asked.what == "B" ? run_case(case_b, asked, verdict) : 0.0;
  if (all) {
    fmt::print("{:.1f} ns a link entry on A, {:.1f} on B\n", a, b);
    verdict.ratio("A's cost an entry to B's, above 1/2.5", a / b, 1.0 / 2.5);
  }
  if (all || asked.what == "idle") run_idle(asked, verdict);
  fmt::print("{}\n", verdict.exit_code() == 0 ? "all as wanted" : "NOT all as wanted");
  return verdict.exit_code();
}
