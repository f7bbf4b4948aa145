// SPDX-License-Identifier: Apache-2.0
#include "app/options.hpp"

#include <algorithm>
#include <sstream>

#include "app/command_words.hpp"
#include "app/compare_options.hpp"
#include "app/help.hpp"
#include "geo/base/text.hpp"

namespace eveil::app {

namespace {

const std::vector<std::string_view> later_commands = {"experiment", "bundle"};
const std::vector<std::string_view> commands = {"demo",
                                                "territory",
                                                "run",
                                                "compare",
                                                "need",
                                                "import",
                                                "export",
                                                "info",
                                                "digest",
                                                "check",
                                                "build"};

Expected<Options> parse_territory(const Words& words) {
  po::options_description own("Options");
  own.add_options()("output,o",
                    po::value<std::string>()->value_name("FILE"),
                    "build: the compiled territory (default: beside the file, .territory)")(
      "force", "replace an existing output");
  EVEIL_TRY(const Parsed parsed, parse(words, own));
  if (parsed.help) return with_help(parsed, "territory", own);
  if (parsed.positional.size() != 2)
    return usage("expected: eveil territory check|build|info FILE");
  TerritoryCommand command;
  const std::string& verb = parsed.positional[0];
  if (verb == "check") {
    command.verb = TerritoryCommand::Verb::check;
  } else if (verb == "build") {
    command.verb = TerritoryCommand::Verb::build;
  } else if (verb == "info") {
    command.verb = TerritoryCommand::Verb::info;
  } else {
    return usage(fmt::format("territory {}: expected check, build or info", verb));
  }
  command.file = parsed.positional[1];
  take(parsed, "output", command.output);
  command.force = parsed.values.count("force") != 0;
  return Options{parsed.common, command};
}

Expected<Options> parse_run(const Words& words) {
  po::options_description own("Options");
  own.add_options()("output,o",
                    po::value<std::string>()->value_name("FILE"),
                    "the result file (default: run.h5); the learnt state goes beside it as .state")(
      "replication",
      po::value<std::int64_t>()->value_name("K"),
      "0 learns; K from 1 forks from a learnt state")(
      "from", po::value<std::string>()->value_name("STATE"), "the learnt state to fork from")(
      "seed", po::value<std::int64_t>()->value_name("N"), "instead of simulation.seed")(
      "set",
      po::value<Words>()->value_name("KEY=VALUE")->composing(),
      "overrides a key of the scenario, such as simulation.sample=0.1")(
      "resume", "go on where an interrupted run of the same name stopped")(
      "force", "replace an existing output");
  add_checkpoints(own);
  EVEIL_TRY(const Parsed parsed, parse(words, own));
  if (parsed.help) return with_help(parsed, "run", own);
  RunCommand command;
  EVEIL_TRY(command.scenario, only_word(parsed, "scenario file"));
  take(parsed, "output", command.output);
  take(parsed, "from", command.from);
  take(parsed, "set", command.settings);
  command.force = parsed.values.count("force") != 0;
  command.resume = parsed.values.count("resume") != 0;
  EVEIL_CHECK(take_checkpoints(parsed, command.checkpoint_every));
  EVEIL_CHECK(take_count(parsed, "replication", command.replication, 0, 1'000'000));
  if (parsed.values.count("seed") != 0) {
    command.seed = 0;
    EVEIL_CHECK(take_count(parsed, "seed", *command.seed, 0, INT64_MAX));
  }
  if (command.replication == 0 && !command.from.empty()) {
    return usage(
        "--from needs --replication K with K from 1: replication 0 is the one that learns");
  }
  return Options{parsed.common, command};
}

Expected<Options> parse_demo(const Words& words) {
  po::options_description own("Options");
  own.add_options()("output,o",
                    po::value<std::string>()->value_name("DIR"),
                    "folder of the results (default: demo)")(
      "quick", "fewer days and replications: for a first look")(
      "resume", "go on where interrupted runs stopped, instead of beginning those anew")(
      "force", "replace existing outputs");
  add_checkpoints(own);
  EVEIL_TRY(const Parsed parsed, parse(words, own));
  if (parsed.help) return with_help(parsed, "demo", own);
  if (!parsed.positional.empty()) {
    return usage(
        fmt::format("demo takes no file: {}; the folder is given by -o", parsed.positional[0]));
  }
  DemoCommand command;
  take(parsed, "output", command.output);
  EVEIL_CHECK(check_folder(command.output));
  command.quick = parsed.values.count("quick") != 0;
  command.force = parsed.values.count("force") != 0;
  command.resume = parsed.values.count("resume") != 0;
  EVEIL_CHECK(take_checkpoints(parsed, command.checkpoint_every));
  return Options{parsed.common, command};
}

Expected<Options> parse_import(const Words& words) {
  po::options_description own("Options");
  own.add_options()(
      "network", po::value<std::string>()->value_name("FILE"), "the network, .xml or .xml.gz")(
      "plans", po::value<std::string>()->value_name("FILE"), "plans or population, likewise")(
      "crs",
      po::value<std::string>()->value_name("EPSG:CODE"),
      "coordinate system of all places (default: what the files state)")(
      "sample",
      po::value<double>()->value_name("SHARE"),
      "share of the population that the plans stand for (default: 1)")(
      "transit-schedule",
      po::value<std::string>()->value_name("FILE"),
      "transitSchedule, which becomes a GTFS feed")(
      "transit-vehicles",
      po::value<std::string>()->value_name("FILE"),
      "its vehicles: their places are not kept in this version")(
      "output,o", po::value<std::string>()->value_name("DIR"), "the new folder")(
      "force", "replace files of an earlier import");
  EVEIL_TRY(const Parsed parsed, parse(words, own));
  if (parsed.help) return with_help(parsed, "import", own);
  EVEIL_TRY(const std::string from, only_word(parsed, "kind of scenario (matsim)"));
  if (from == "eqasim") return usage("import eqasim: not in this version");
  if (from != "matsim") return usage(fmt::format("import {}: expected matsim", from));
  ImportMatsimCommand command;
  take(parsed, "network", command.network);
  take(parsed, "plans", command.plans);
  take(parsed, "transit-schedule", command.schedule);
  take(parsed, "transit-vehicles", command.vehicles);
  take(parsed, "crs", command.crs);
  take(parsed, "output", command.output);
  take(parsed, "sample", command.sample);
  command.force = parsed.values.count("force") != 0;
  if (command.network.empty()) return usage("missing --network FILE; see eveil import --help");
  if (command.plans.empty()) return usage("missing --plans FILE; see eveil import --help");
  if (command.output.empty()) return usage("missing -o DIR: the folder that is made");
  if (command.schedule.empty() && !command.vehicles.empty()) {
    return usage("--transit-vehicles needs --transit-schedule: the vehicles of which timetable?");
  }
  if (!(command.sample >= 1e-6 && command.sample <= 1.0)) {
    return usage(fmt::format("--sample {}: expected above 0 to 1", command.sample));
  }
  if (!command.crs.empty() && command.crs.rfind("EPSG:", 0) != 0) {
    return usage(fmt::format("--crs {}: expected a code, as EPSG:2154", command.crs));
  }
  return Options{parsed.common, command};
}

Expected<Options> parse_export(const Words& words) {
  po::options_description own("Options");
  own.add_options()(
      "to", po::value<std::string>()->value_name("FORM"), "matsim: network, plans and events")(
      "output,o", po::value<std::string>()->value_name("DIR"), "the folder of the files")(
      "force", "replace files of an earlier export");
  EVEIL_TRY(const Parsed parsed, parse(words, own));
  if (parsed.help) return with_help(parsed, "export", own);
  ExportCommand command;
  EVEIL_TRY(command.run, only_word(parsed, "run file"));
  std::string to;
  take(parsed, "to", to);
  if (to.empty()) return usage("missing --to FORM, as --to matsim");
  std::istringstream forms(to);
  for (std::string form; std::getline(forms, form, ',');) {
    if (form == "matsim") continue;
    const bool later =
        form == "csv" || form == "geopackage" || form == "simwrapper" || form == "omx";
    return usage(fmt::format(
        "--to {}: {}", form, later ? "not in this version; matsim is" : "expected matsim"));
  }
  take(parsed, "output", command.output);
  if (command.output.empty()) return usage("missing -o DIR: the folder of the files");
  command.force = parsed.values.count("force") != 0;
  return Options{parsed.common, command};
}

Expected<Options> parse_need(const Words& words) {
  po::options_description own("Options");
  own.add_options()("fail-if-unmet", "exit code 5 unless the need is shown to be met")(
      "report",
      po::value<std::string>()->value_name("FILE"),
      "the answer as a page of HTML, territory by territory")("force", "replace an existing page");
  EVEIL_TRY(const Parsed parsed, parse(words, own));
  if (parsed.help) return with_help(parsed, "need", own);
  if (parsed.positional.size() < 2)
    return usage("expected: eveil need NEED.toml DIR…, folders of eveil compare --need");
  NeedCommand command;
  command.need = parsed.positional.front();
  command.folders.assign(parsed.positional.begin() + 1, parsed.positional.end());
  command.fail_if_unmet = parsed.values.count("fail-if-unmet") != 0;
  take(parsed, "report", command.report);
  if (parsed.values.count("report") != 0 && command.report.empty())
    return usage("--report without a name; give the page's file, as --report need.html");
  command.force = parsed.values.count("force") != 0;
  if (command.force && command.report.empty())
    return usage("--force: there is nothing to replace; give a page's file with --report");
  return Options{parsed.common, command};
}

template <class FileCommand>
Expected<Options> parse_file_command(const Words& words, std::string_view name) {
  const po::options_description own("Options");
  EVEIL_TRY(const Parsed parsed, parse(words, own));
  if (parsed.help) return with_help(parsed, name, own);
  FileCommand command;
  EVEIL_TRY(command.file, only_word(parsed, "file"));
  return Options{parsed.common, command};
}

Expected<Options> unknown_command(const std::string& word) {
  if (std::find(later_commands.begin(), later_commands.end(), word) != later_commands.end()) {
    return usage(fmt::format("{}: not in this version", word));
  }
  if (word.starts_with("-")) return usage(fmt::format("unknown option {}; see eveil --help", word));
  const std::string_view near = nearest(word, commands);
  return usage(near.empty() ? fmt::format("unknown command {}; see eveil --help", word)
                            : fmt::format("unknown command {}; did you mean {}?", word, near));
}

}  // namespace

Expected<Options> parse_options(const Words& words) {
  if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    return Options{{}, HelpCommand{help_for("")}};
  }
  if (words[0] == "--version") return Options{{}, HelpCommand{version_line()}};
  const Words rest(words.begin() + 1, words.end());
  if (words[0] == "demo") return parse_demo(rest);
  if (words[0] == "territory") return parse_territory(rest);
  if (words[0] == "run") return parse_run(rest);
  if (words[0] == "compare") return parse_compare(rest);
  if (words[0] == "need") return parse_need(rest);
  if (words[0] == "import") return parse_import(rest);
  if (words[0] == "export") return parse_export(rest);
  if (words[0] == "info") return parse_file_command<InfoCommand>(rest, "info");
  if (words[0] == "digest") return parse_file_command<DigestCommand>(rest, "digest");
  return unknown_command(words[0]);
}

}  // namespace eveil::app
