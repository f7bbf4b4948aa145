// SPDX-License-Identifier: Apache-2.0
#include "app/simulate.hpp"

#include <sys/resource.h>

#include <chrono>
#include <filesystem>

#include "analysis/indicators.hpp"
#include "output/provenance.hpp"
#include "output/run_writer.hpp"
#include "output/state_file.hpp"

namespace eveil::app {

namespace {

Expected<std::unique_ptr<output::RunWriter>> writer_for(const sim::World& world,
                                                        const RunJob& job,
                                                        const RunSetting& setting) {
  output::RunWriterOptions options;
  options.path = job.output;
  options.existing = job.replace ? store::Existing::replace : store::Existing::refuse;
  options.facts = {job.replication, job.learnt_from, provenance_of(setting)};
  options.indicators = analysis::indicators_of;
  return output::RunWriter::create(world, std::move(options));
}

}  // namespace

output::Provenance provenance_of(const RunSetting& setting) {
  return {setting.command_line, output::now_utc(), setting.threads};
}

Expected<RunReport> simulate(const sim::World& world,
                             const RunJob& job,
                             const RunSetting& setting) {
  const auto start = std::chrono::steady_clock::now();
  EVEIL_TRY(const auto writer, writer_for(world, job, setting));
  RunReport report;
  sim::RunControl control;
  control.replication = job.replication;
  control.record_days = world.scenario.simulation.average_days;
  control.stop = setting.stop;
  control.timings = &report.timings;
  control.progress = [&](std::uint32_t, std::uint32_t) {
    if (setting.day_done) setting.day_done();
  };
  control.checkpoint = [&](const sim::LearntState&, std::uint32_t) -> Expected<void> {
    if (writer->failed()) return failed(job.output, "cannot be written");
    return {};
  };
  auto state = job.from == nullptr ? sim::learn(world, control, writer.get())
                                   : sim::fork(world, *job.from, control, writer.get());
  if (!state && !writer->failed()) return Unexpected(std::move(state).error());
  if (state && !writer->failed() && !job.state_output.empty()) {
    const auto existing = job.replace ? store::Existing::replace : store::Existing::refuse;
    EVEIL_CHECK(output::save_state(*state, job.state_output, existing, provenance_of(setting)));
  }
  if (auto finished = writer->finish(); !finished) {
    // A state without its result would stand in the way of the next try.
    std::error_code ignored;
    if (!job.state_output.empty()) std::filesystem::remove(job.state_output, ignored);
    return Unexpected(std::move(finished).error());
  }
  report.state = std::move(*state);
  report.write_s = writer->busy_s();
  const std::size_t days = job.from == nullptr ? 0 : job.from->convergence.size();
  for (std::size_t day = days; day < report.state.convergence.size(); ++day) {
    report.link_entries += report.state.convergence[day].quality.link_entries;
  }
  report.total_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

Json to_json(const RunReport& report, double load_s, const std::string& digest) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  Json json;
  json["simulation_s"] = report.timings.traffic_s;
  json["planning_s"] = report.timings.planning_s;
  json["checking_s"] = report.timings.checking_s;
  json["load_s"] = load_s;
  json["write_s"] = report.write_s;
  json["total_s"] = report.total_s;
  json["link_entries"] = report.link_entries;
  json["peak_rss_bytes"] = static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
  json["days"] = report.state.days;
  json["digest"] = digest;
  return json;
}

}  // namespace eveil::app
