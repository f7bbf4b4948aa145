// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/detail.hpp"

#include <utility>

#include "output/reader.hpp"

namespace eveil::analysis {

namespace {

RunRecord record_of(const output::RunFile& run) {
  const auto text = [&](const char* name) { return run.text_attribute("", name).value_or(""); };
  RunRecord record{text("scenario_digest"), text("git_commit"), text("crs_name"), {}, {}};
  if (run.has("provenance")) {
    const std::vector<std::string> none;
    record.libraries = run.texts_attribute("provenance", "libraries").value_or(none);
    record.command_line = run.texts_attribute("provenance", "command_line").value_or(none);
  }
  return record;
}

}  // namespace

Expected<Detail> read_detail(const Source& source) {
  Detail detail;
  const PairedFiles files{source.base_runs, source.variant_runs};
  if (files.variant.empty() || files.base.size() != files.variant.size()) return detail;
  EVEIL_TRY(const output::RunFile base, output::open_run(files.base.front()));
  EVEIL_TRY(const output::RunFile variant, output::open_run(files.variant.front()));
  detail.base = record_of(base);
  detail.variant = record_of(variant);
  EVEIL_TRY(detail.places, read_geography(variant));
  EVEIL_TRY(detail.flows, read_flows(files, detail.places));
  for (const std::string& service : variant.services()) {
    EVEIL_TRY(ServiceDetail one, read_service(files, service, detail.places.zones.size()));
    detail.services.push_back(std::move(one));
  }
  EVEIL_TRY(detail.learning, read_learning(files));
  EVEIL_TRY(detail.winners, read_winners(files));
  EVEIL_TRY(detail.distributions, read_distributions(files, variant.services()));
  EVEIL_TRY(detail.sites, read_sites(files));
  for (const std::string& service : variant.services()) {
    EVEIL_TRY(Replay replay, read_replay(files.variant.front(), service, detail.places));
    if (!replay.vehicles.empty()) detail.replays.push_back(std::move(replay));
  }
  return detail;
}

Expected<std::vector<Detail>> read_details(const std::vector<Comparison>& comparisons) {
  std::vector<Detail> details;
  for (const Comparison& comparison : comparisons) {
    EVEIL_TRY(Detail detail, read_detail(comparison.source));
    details.push_back(std::move(detail));
  }
  return details;
}

}  // namespace eveil::analysis
