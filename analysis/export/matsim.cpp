// SPDX-License-Identifier: Apache-2.0
#include "analysis/export/matsim.hpp"

#include "analysis/export/matsim_files.hpp"

namespace eveil::analysis {

namespace {

Expected<RunEvents> events_of(const output::RunFile& run) {
  if (!run.has("events")) {
    return bad_input(run.path().string(),
                     "has no events, from which MATSim's files are made: run the scenario with "
                     "--set output.events=true");
  }
  RunEvents events;
  EVEIL_TRY(events.time_ms, run.integers("events", "time_ms"));
  EVEIL_TRY(events.type, run.words("events", "type"));
  EVEIL_TRY(events.person, run.integers("events", "person"));
  EVEIL_TRY(events.vehicle, run.integers("events", "vehicle"));
  EVEIL_TRY(events.link, run.integers("events", "link"));
  EVEIL_TRY(events.mode, run.words("events", "mode"));
  return events;
}

}  // namespace

Expected<MatsimExport> export_matsim(const output::RunFile& run, const std::string& folder) {
  MatsimExport done;
  EVEIL_TRY(const RunEvents events, events_of(run));
  EVEIL_TRY(const MatsimIds ids, matsim_ids(run));
  EVEIL_CHECK(write_matsim_network(run, ids, folder + "/network.xml.gz", done));
  EVEIL_CHECK(write_matsim_plans(run, ids, events, folder + "/plans.xml.gz", done));
  EVEIL_CHECK(write_matsim_events(run, ids, events, folder + "/events.xml.gz", done));
  return done;
}

}  // namespace eveil::analysis
