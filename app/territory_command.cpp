// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>

#include "app/commands.hpp"
#include "app/session.hpp"
#include "geo/findings.hpp"
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
  EVEIL_TRY(const geo::TerritorySources sources, scenarios::read_territory(command.file));
  EVEIL_TRY(const std::string digest, geo::digest_of_sources(sources));
  if (fs::exists(output)) {
    const auto known = geo::load_territory(output);
    if (known && known->sources_digest == digest && !command.force) {
      progress.say(fmt::format("{} is up to date", output));
      return {};
    }
    if (!known && !command.force) {
      return bad_input(
          output, "exists and is no compiled territory; give another name with -o, or --force");
    }
  }
  progress.start(fmt::format("building the territory {}", sources.name), 0);
  EVEIL_TRY(const geo::Territory territory, geo::build_territory(sources));
  EVEIL_CHECK(geo::save_territory(territory, output));
  progress.finish();
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
  EVEIL_TRY(const geo::Territory territory, geo::build_territory(sources));
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
  EVEIL_TRY(const Ground ground, open_ground(command.file, compiled_path(command.file), progress));
  print(*ground.territory, context);
  return {};
}

}  // namespace eveil::app
