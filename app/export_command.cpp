// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "analysis/export/matsim.hpp"
#include "app/apart.hpp"
#include "app/commands.hpp"
#include "app/part_folder.hpp"
#include "app/progress.hpp"
#include "geo/base/json.hpp"
#include "geo/base/stop.hpp"

namespace eveil::app {

namespace fs = std::filesystem;

Expected<void> export_command(const ExportCommand& command, const Context& context) {
  const std::vector<std::string> names = {"network.xml.gz", "plans.xml.gz", "events.xml.gz"};
  EVEIL_CHECK(check_folder_free(command.output, names, command.force));
  EVEIL_CHECK(survives(command.run, &context.stop));
  EVEIL_TRY(const output::RunFile run, output::open_run(command.run));
  Progress progress(context.common.quiet);
  progress.start("writing network, plans and events", 0);
  EVEIL_TRY(PartFolder part, PartFolder::create(command.output));
  EVEIL_TRY(const analysis::MatsimExport done, analysis::export_matsim(run, part.path().string()));
  EVEIL_CHECK(go_on(&context.stop));
  EVEIL_CHECK(part.move_to(command.output, names));
  progress.finish();
  if (context.common.json) {
    Json json;
    json["output"] = command.output;
    json["nodes"] = done.nodes;
    json["links"] = done.links;
    json["persons"] = done.persons;
    json["events"] = done.events;
    json["events_left_out"] = done.events_left_out;
    fmt::print("{}", to_text(json));
    return {};
  }
  fmt::print("{}: {} nodes, {} links, {} persons, {} events\n",
             command.output,
             done.nodes,
             done.links,
             done.persons,
             done.events);
  if (done.events_left_out > 0) {
    fmt::print(
        "  {} events are left out, for which MATSim has none: rides asked for, offered and "
        "refused, waits at stops\n",
        done.events_left_out);
  }
  return {};
}

}  // namespace eveil::app
