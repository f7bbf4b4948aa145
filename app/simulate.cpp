// SPDX-License-Identifier: Apache-2.0
#include "app/simulate.hpp"

#include <sys/resource.h>

#include <chrono>
#include <filesystem>

#include "analysis/indicators.hpp"
#include "app/days.hpp"
#include "geo/base/text.hpp"
#include "output/provenance.hpp"
#include "output/run_writer.hpp"
#include "output/state_file.hpp"

namespace eveil::app {

namespace {

Expected<std::unique_ptr<output::RunWriter>> writer_for(const sim::World& world,
                                                        const RunJob& job,
                                                        const RunSetting& setting,
                                                        RunStart& start) {
  output::RunWriterOptions options;
  options.path = job.output;
  options.existing = job.replace ? store::Existing::replace : store::Existing::refuse;
  options.facts = {job.replication, job.learnt_from, provenance_of(setting)};
  options.indicators = analysis::indicators_of;
  output::ClosedDays closed;
  if (start.kept) closed = std::move(start.kept->closed);
  return output::RunWriter::create(
      world, std::move(options), std::move(start.parts), std::move(closed));
}

Expected<void> keep_state(const sim::LearntState& state,
                          const RunJob& job,
                          const RunSetting& setting,
                          bool resumed) {
  if (job.state_output.empty()) return {};
  // A run that was broken off just before its end has left its state already.
  const bool replace = job.replace || resumed;
  return output::save_state(state,
                            job.state_output,
                            replace ? store::Existing::replace : store::Existing::refuse,
                            provenance_of(setting));
}

}  // namespace

RunSetting setting_of(const Context& context, Progress& progress) {
  return {context.command_line,
          context.common.threads,
          &context.stop,
          [&progress] { progress.step(); },
          [&progress](std::uint32_t days) { progress.skip(days); },
          [&progress](const std::string& line) { progress.say(line); }};
}

output::Provenance provenance_of(const RunSetting& setting) {
  return {setting.command_line, output::now_utc(), setting.threads};
}

Expected<RunReport> simulate(const sim::World& world,
                             const RunJob& job,
                             const RunSetting& setting) {
  const auto start = std::chrono::steady_clock::now();
  EVEIL_CHECK(output::check_output(job.output, job.replace));
  EVEIL_TRY(RunStart from, open_start(world, job, setting));
  const std::uint32_t before = from.days();
  const std::optional<output::CheckpointTime> begun = from.time();
  EVEIL_TRY(const auto writer, writer_for(world, job, setting, from));
  RunReport report;
  sim::RunControl control;
  control.replication = job.replication;
  control.average_days = world.scenario.simulation.average_days;
  control.record_days = world.scenario.output.record_days;
  control.stop = setting.stop;
  control.timings = &report.timings;
  control.progress = [&](std::uint32_t, std::uint32_t) {
    if (setting.day_done) setting.day_done();
  };
  const Recording recording{writer.get(), [&](output::CloseCheckpoint close) -> Expected<void> {
                              writer->close_checkpoint(std::move(close));
                              if (writer->failed()) return failed(job.output, "isn't written");
                              return {};
                            }};
  auto state = run_days(world, job, control, from, recording);
  if (!state && !writer->failed()) return Unexpected(std::move(state).error());
  if (state && !writer->failed()) EVEIL_CHECK(keep_state(*state, job, setting, begun.has_value()));
  if (auto finished = writer->finish(); !finished) {
    // A state without its result would stand in the way of the next try.
    std::error_code ignored;
    if (!job.state_output.empty()) std::filesystem::remove(job.state_output, ignored);
    return Unexpected(std::move(finished).error());
  }
  report.state = std::move(*state);
  report.write_s = writer->busy_s();
  report.resumed_after = before;
  if (begun && begun->second >= 0) report.resumed_at = TimeOfDay{begun->second * 1000};
  const std::size_t first = (job.from == nullptr ? 0 : job.from->convergence.size()) + before;
  for (std::size_t day = first; day < report.state.convergence.size(); ++day) {
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
  json["routing_s"] = report.timings.routing_s;
  json["choice_s"] = report.timings.choice_s;
  json["checking_s"] = report.timings.checking_s;
  json["checkpoint_s"] = report.timings.checkpoint_s;
  json["load_s"] = load_s;
  json["write_s"] = report.write_s;
  json["total_s"] = report.total_s;
  json["link_entries"] = report.link_entries;
  json["peak_rss_bytes"] = static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
  json["days"] = report.state.days;
  json["resumed_after_days"] = report.resumed_after;
  json["resumed_at"] = report.resumed_at ? Json(to_text(*report.resumed_at)) : Json();
  if (!report.state.convergence.empty()) {
    const sim::TransitQuality& transit = report.state.convergence.back().transit;
    if (transit.bus_stops > 0) {
      json["buses"] = transit.buses;
      json["bus_late_s"] = transit.mean_late_s();
    }
  }
  json["digest"] = digest;
  return json;
}

}  // namespace eveil::app
