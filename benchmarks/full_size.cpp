// SPDX-License-Identifier: Apache-2.0
// What does the demo's base cost at full size, and where does the time go?
//
// Builds Coquimbo-La Serena from its sources, makes its people (452,000 at a sample of 1) and
// learns for some days, everything written as `eveil run` does. Prints the time of each part, peak
// memory after it, and bytes a person. The answer is checked: everybody is in the file with all
// trips, each trip ended in one way, and what departed on the roads arrived or is still there; the
// digest is printed, to be held against another run's or machine's.
//
//   benchmark_full_size [days = 1] [sample = 1.0] [threads = all] [folder of the result = .]
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "app/library.hpp"
#include "app/session.hpp"
#include "app/simulate.hpp"
#include "geo/base/parallel.hpp"
#include "geo/base/text.hpp"
#include "geo/territory_build.hpp"
#include "output/digest.hpp"
#include "output/reader.hpp"
#include "sim/world.hpp"

namespace {

using namespace eveil;
namespace fs = std::filesystem;

struct Asked {
  std::int64_t days = 1;
  double sample = 1.0;
  std::int64_t threads = 0;
  std::string folder = ".";
};

double peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024.0;
}

// One line a part: what, how long, how much memory at most until its end.
class Parts {
 public:
  void done(const std::string& part) {
    const auto now = std::chrono::steady_clock::now();
    tell(part, std::chrono::duration<double>(now - last_).count());
    last_ = now;
  }
  static void tell(const std::string& part, double seconds) {
    fmt::print("{:34} {:10.2f} s   peak {:8.1f} MB\n", part, seconds, peak_bytes() / 1e6);
    std::fflush(stdout);
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

// People and trips are those that were made; every trip ended in one known way.
Expected<bool> conserved(const std::string& file,
                         const scenarios::Population& people,
                         const sim::ConvergenceRow& last) {
  EVEIL_TRY(const output::RunFile run, output::open_run(file));
  EVEIL_TRY(const std::uint64_t persons, run.rows("persons"));
  EVEIL_TRY(const std::uint64_t trips, run.rows("trips"));
  EVEIL_TRY(const output::EnumColumn status, run.words("trips", "status"));
  std::vector<std::uint64_t> ends(status.names.size(), 0);
  for (const std::uint8_t code : status.codes) ++ends.at(code);
  std::uint64_t ended = 0;
  for (std::size_t code = 0; code < ends.size(); ++code) {
    fmt::print("trips {:10} {:10}\n", status.names[code], ends[code]);
    ended += ends[code];
  }
  fmt::print("persons {}  trips {}  entries {}  departed {}  arrived {}  pushed {}\n",
             persons,
             trips,
             last.quality.link_entries,
             last.quality.departed,
             last.quality.arrived,
             last.quality.forced_moves);
  return persons == people.person_count() && trips == people.trip_count() && ended == trips &&
         last.quality.arrived <= last.quality.departed &&
         last.quality.departed - last.quality.arrived <= last.unfinished;
}

void tell_run(const app::RunReport& report, const scenarios::Population& people) {
  const sim::RunTimings& timings = report.timings;
  Parts::tell("  routes by road", timings.routing_s);
  Parts::tell("  choices", timings.choice_s);
  Parts::tell("  the day itself", timings.traffic_s);
  Parts::tell("  gaps", timings.checking_s);
  Parts::tell("  checkpoints", timings.checkpoint_s);
  Parts::tell("  writing, beside the rest", report.write_s);
  fmt::print("{:.0f} bytes a person at the peak; {:.2f} million link entries a second of the day\n",
             peak_bytes() / static_cast<double>(people.person_count()),
             static_cast<double>(report.link_entries) / 1e6 / timings.traffic_s);
}

Expected<bool> run(const Asked& asked) {
  Parts parts;
  app::Progress progress(true);
  EVEIL_TRY(const std::string library, app::library_folder());
  app::ScenarioRequest request;
  request.file = (fs::path(library) / "coquimbo" / "base.toml").string();
  request.settings = {fmt::format("simulation.sample={}", asked.sample),
                      fmt::format("simulation.days={}", asked.days),
                      fmt::format("simulation.fork_days={}", asked.days),
                      "simulation.average_days=1"};
  EVEIL_TRY(auto sources, app::read_request(request));
  EVEIL_TRY(const auto from, scenarios::read_territory(sources.scenario.territory_file));
  app::Ground ground;
  EVEIL_TRY(geo::Territory built, geo::build_territory(from, nullptr));
  ground.territory = std::make_unique<geo::Territory>(std::move(built));
  parts.done("territory from its sources");
  ground.graph = std::make_unique<geo::RoadGraph>(ground.territory->network, geo::access_car);
  parts.done("landmarks");
  EVEIL_TRY(const auto scenario, app::open_scenario(std::move(sources), ground, progress));
  EVEIL_TRY(const auto people, app::open_population(scenario, ground, progress, nullptr));
  parts.done("people");
  EVEIL_TRY(const app::Scene scene, app::open_scene(scenario, ground, people, progress));
  parts.done("world");

  app::RunJob job;
  job.output = (fs::path(asked.folder) / "full_size.h5").string();
  job.replace = true;
  EVEIL_TRY(const app::RunReport report, app::simulate(*scene.world, job, {}));
  parts.done(fmt::format("{} days, written", asked.days));
  tell_run(report, people);
  EVEIL_TRY(const bool right, conserved(job.output, people, report.state.convergence.back()));
  EVEIL_TRY(const std::string digest, output::digest_of(job.output));
  fmt::print(
      "file {:.1f} MB  digest {}\n", static_cast<double>(fs::file_size(job.output)) / 1e6, digest);
  fs::remove(job.output);
  return right;
}

Asked asked_of(int count, char** words) {
  Asked asked;
  if (count > 1) asked.days = parse_int(words[1]).value_or(0);
  if (count > 2) asked.sample = parse_double(words[2]).value_or(0.0);
  if (count > 3) asked.threads = parse_int(words[3]).value_or(0);
  if (count > 4) asked.folder = words[4];
  if (asked.threads < 1) asked.threads = std::thread::hardware_concurrency();
  return asked;
}

}  // namespace

int main(int count, char** words) {
  const Asked asked = asked_of(count, words);
  const parallel::ThreadLimit limit(static_cast<std::size_t>(asked.threads));
  fmt::print("days {}  sample {}  threads {}\n", asked.days, asked.sample, asked.threads);
  const auto right = run(asked);
  if (!right) fmt::print("{}\n", describe(right.error()));
  fmt::print("{}\n", right && *right ? "answer as expected" : "WRONG ANSWER");
  return right && *right ? 0 : 1;
}
