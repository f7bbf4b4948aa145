// SPDX-License-Identifier: Apache-2.0
#include "app/help.hpp"

#include <array>

#include "geo/base/error.hpp"
#include "output/provenance.hpp"

namespace eveil::app {

std::string version_line() {
  return fmt::format("eveil {} ({})\n", output::program_version(), output::git_commit());
}

namespace {

struct Help {
  std::string_view command;
  std::string_view text;
};

constexpr std::array<Help, 9> helps = {{
    {"demo",
     "eveil demo [-o DIR] [--quick]\n\n"
     "The main job on the embedded territory, Coquimbo-La Serena (Chile): learns a base, "
     "runs it with and\n"
     "without an on-demand service in pairs of replications, and leaves DIR/report.html,\n"
     "DIR/comparison.json and the run files.\n\n"
     "Example: eveil demo -o demo\n\n"},
    {"territory",
     "eveil territory check|build|info FILE\n\n"
     "check  reads all sources and says what is there, what is missing, what was dropped and "
     "why\n"
     "build  compiles the sources of a territory.toml to one checked, fast-loading file\n"
     "info   sizes, extent and licence lines of a compiled territory\n\n"
     "Example: eveil territory check territory.toml\n\n"},
    {"run",
     "eveil run SCENARIO [-o run.h5]\n\n"
     "Simulates one scenario. Without --replication it learns simulation.days days and "
     "leaves the result\n"
     "and the learnt state; with --replication K --from STATE it forks from that state.\n\n"
     "An interrupted or killed run goes on with the same words and --resume; its result is "
     "that "
     "of an unbroken one.\n\n"
     "Examples: eveil run base.toml -o base.h5\n"
     "          eveil run variant.toml --from base.state --replication 1 -o variant-1.h5\n\n"},
    {"compare",
     "eveil compare BASE --variant V [--replications R] [--need N] [-o DIR]\n\n"
     "Learns the base once, forks base and variants from it R times with the same random "
     "numbers, and\n"
     "compares in pairs: DIR/report.html, comparison.json, CSV tables and the run files. "
     "Runs that are\n"
     "already in DIR and fit are used again. Takes finished run files as well. With --need "
     "the answer to\n"
     "a need comes first: met, not met or undecided, criterion by criterion, also in "
     "DIR/need.csv.\n\n"
     "Examples: eveil compare base.toml --variant variant.toml --replications 5 -o out\n"
     "          eveil compare b1.h5 b2.h5 --variant v1.h5 v2.h5 -o out\n"
     "          eveil compare base.toml --variant variant.toml --need need.toml "
     "--fail-if-unmet\n"
     "          eveil compare base.toml --variant variant.toml --need need.toml --looks "
     "5,10,20\n"
     "          eveil compare base.toml --variant variant.toml --looks 5,10,20,40 --precision "
     "\"mode_share.car_driver=0.3 points\"\n\n"},
    {"need",
     "eveil need NEED DIR… [--report FILE]\n\n"
     "Puts together what comparisons on several territories answered to one need: met where "
     "at least\n"
     "minimum_territories of its territories meet it, not met where that can't be any more, "
     "else\n"
     "undecided, with what would decide. DIR is a folder of eveil compare --need NEED.\n\n"
     "Examples: eveil need need.toml north south coast --fail-if-unmet\n"
     "          eveil need need.toml north south coast --report need.html\n\n"},
    {"import",
     "eveil import matsim --network FILE --plans FILE -o DIR\n\n"
     "Makes a territory and a scenario of a network and plans of MATSim: DIR/territory.toml "
     "and "
     "DIR/scenario.toml,\n"
     "which eveil run takes as they are. Ids, lengths, speeds, capacities, modes and routes "
     "are "
     "kept; what can't be\n"
     "kept is counted by cause, with its share.\n\n"
     "Example: eveil import matsim --network network.xml.gz --plans plans.xml.gz -o here\n\n"},
    {"export",
     "eveil export RUN --to matsim -o DIR\n\n"
     "Writes a run as MATSim has it: DIR/network.xml.gz, DIR/plans.xml.gz (the day as it was "
     "lived) and\n"
     "DIR/events.xml.gz. The run needs its events: --set output.events=true.\n\n"
     "Example: eveil export run.h5 --to matsim -o matsim\n\n"},
    {"info",
     "eveil info FILE\n\nWhat a result, state or territory file holds; of a run that isn't "
     "finished,\nwhat is kept of it.\n\nExample: eveil "
     "info run.h5\n\n"},
    {"digest",
     "eveil digest FILE\n\nA hash of the content that ignores wall-clock facts; the last "
     "word printed.\n\n"
     "Example: eveil digest run.h5\n\n"},
}};

constexpr std::string_view overview =
    "eveil: try a mobility service on a modelled territory before trying it on its "
    "inhabitants\n\n"
    "  eveil demo [-o DIR]                          the main job on the embedded territory, "
    "in minutes\n"
    "  eveil territory check|build|info FILE        look at a territory's data; compile it\n"
    "  eveil run SCENARIO [-o run.h5]               one scenario, one replication\n"
    "  eveil compare BASE --variant V [-o DIR]      what changes, for whom, how sure\n"
    "  eveil need NEED DIR…                         the answer of several territories to one "
    "need\n"
    "  eveil import matsim … -o DIR                 MATSim's network and plans as a scenario\n"
    "  eveil export RUN --to matsim -o DIR          network, plans and events for MATSim's "
    "tools\n"
    "  eveil info FILE, eveil digest FILE           what a file holds; a hash of its "
    "content\n\n"
    "Every command takes --help, --quiet, --json and --threads N. Exit codes: 0 done, 1 "
    "failed,\n"
    "2 wrong usage, 3 bad input, 4 interrupted, 5 a need is not met (--fail-if-unmet).\n\n"
    "Example: eveil demo -o demo\n";

}  // namespace

std::string help_for(std::string_view command) {
  for (const Help& help : helps) {
    if (help.command == command) return std::string(help.text);
  }
  return std::string(overview);
}

}  // namespace eveil::app
