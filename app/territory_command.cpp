// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>

#include "app/commands.hpp"
#include "app/session.hpp"
#include "geo/findings.hpp"
#include "geo/territory_build.hpp"
#include "scenarios/read/read.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

void print(const geo::Territory& territory, const Context& context) {
  fmt::print("{}",
             context.common.json ? to_text(geo::to_json(territory)) : geo::describe(territory));
}

Expected<void> build(const TerritoryCommand& command, const Context& context, Progress& progress) {
  const std::string output = command.output.empty() ? compiled_path(command.file) : command.output;
  CompileRequest request{command.file, output, true, command.force, &context.stop};
  EVEIL_TRY(const Compiled compiled, compile_territory(request, progress));
  const geo::Territory& territory = compiled.territory;
  if (!compiled.built) progress.say(fmt::format("{} is up to date", output));
  if (context.common.json) {
    print(territory, context);
  } else {
    fmt::print("{}: {} nodes, {} links, {} zones\n",
               output,
               territory.network.node_count(),
               territory.network.link_count(),
               territory.zones.size());
  }
  return {};
}

Expected<void> check(const TerritoryCommand& command, const Context& context, Progress& progress) {
  EVEIL_TRY(const geo::TerritorySources sources, scenarios::read_territory(command.file));
  progress.start(fmt::format("reading the sources of {}", sources.name), 0);
  EVEIL_TRY(const geo::Territory territory, geo::build_territory(sources, &context.stop));
  progress.finish();
  print(territory, context);
  if (!context.common.json) fmt::print("\n{}", geo::describe_findings(territory));
  return {};
}

}  // namespace

Expected<void> territory_command(const TerritoryCommand& command, const Context& context) {
  Progress progress(context.common.quiet);
  switch (command.verb) {
    case TerritoryCommand::Verb::build:
      return build(command, context, progress);
    case TerritoryCommand::Verb::check:
      return check(command, context, progress);
    case TerritoryCommand::Verb::info:
      break;
  }
  EVEIL_TRY(const Ground ground,
            open_ground({command.file, compiled_path(command.file), false, false, &context.stop},
                        progress));
  print(*ground.territory, context);
  return {};
}

}  // namespace eveil::app
