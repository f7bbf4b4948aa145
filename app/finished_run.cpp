// SPDX-License-Identifier: Apache-2.0
#include "app/finished_run.hpp"

#include "app/apart.hpp"
#include "output/build_facts.hpp"
#include "output/reader.hpp"

namespace eveil::app {

Expected<bool> is_result_of(const std::string& path, const RunIdentity& run, StopFlag stop) {
  const auto harmless = survives(path, stop);
  if (!harmless && harmless.error().kind != ErrorKind::bad_input) {
    return Unexpected(harmless.error());  // an interruption says nothing about the file
  }
  if (!harmless) return false;
  const auto result = output::open_run(path);
  if (!result) return false;
  const auto text = [&](const char* name) { return result->text_attribute("", name).value_or(""); };
  return text("program_version") == output::program_version() &&
         text("learnt_from") == run.learnt_from &&
         text("territory_digest") == run.world.territory.digest &&
         text("scenario_digest") == scenarios::digest_of(run.world.scenario) &&
         result->integer_attribute("", "replication").value_or(-1) ==
             static_cast<std::int64_t>(run.replication);
}

}  // namespace eveil::app
