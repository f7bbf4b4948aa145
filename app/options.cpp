// SPDX-License-Identifier: Apache-2.0
#include "app/options.hpp"

#include <algorithm>
#include <sstream>

#include "app/command_words.hpp"
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

Expected<Options> with_help(const Parsed& parsed,
                            std::string_view command,
                            const po::options_description& description) {
  po::options_description all = description;
  add_common(all);
  std::ostringstream options;
  options << all;
  return Options{parsed.common, HelpCommand{help_for(command) + options.str()}};
}

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

// "5,10,20": rising whole numbers.
Expected<void> take_looks(const Parsed& parsed, analysis::Looks& looks) {
  std::string text;
  take(parsed, "looks", text);
  std::istringstream words(text);
  for (std::string word; std::getline(words, word, ',');) {
    const auto pairs = parse_int(word);
    const std::int64_t least = looks.at.empty() ? 2 : std::int64_t{looks.at.back()} + 1;
    if (!pairs || *pairs < least || *pairs > 60'000) {
      return usage(fmt::format(
          "--looks {}: expected rising numbers of pairs from 2 on, as 5,10,20; found \"{}\"",
          text,
          word));
    }
    looks.at.push_back(static_cast<std::uint32_t>(*pairs));
  }
  if (parsed.values.count("looks") != 0 && looks.at.empty())
    return usage("--looks without a number; expected numbers of pairs, as 5,10,20");
  std::string spending = "pocock";
  take(parsed, "spending", spending);
  if (spending != "pocock" && spending != "obrien-fleming")
    return usage(fmt::format("--spending {}: expected pocock or obrien-fleming", spending));
  if (parsed.values.count("spending") != 0 && looks.at.empty())
    return usage("--spending: there are no looks to spend on; give some with --looks");
  if (spending != "pocock") looks.spending = analysis::Spending::obrien_fleming;
  return {};
}

Expected<void> take_precision(const Parsed& parsed, std::vector<scenarios::Criterion>& targets) {
  Words texts;
  take(parsed, "precision", texts);
  for (const std::string& text : texts) {
    EVEIL_TRY(scenarios::Criterion target, analysis::read_precision(text));
    for (const scenarios::Criterion& other : targets) {
      if (other.indicator == target.indicator && other.scope == target.scope)
        return usage(fmt::format("--precision {}: {} says so too; keep one",
                                 text,
                                 other.where_indicator.substr(std::string("--precision ").size())));
    }
    targets.push_back(std::move(target));
  }
  return {};
}

Expected<void> take_method(const Parsed& parsed, CompareCommand& command) {
  EVEIL_CHECK(take_looks(parsed, command.method.looks));
  EVEIL_CHECK(take_precision(parsed, command.method.precision));
  if (parsed.values.count("equivalent-within") != 0) {
    double percent = 0.0;
    take(parsed, "equivalent-within", percent);
    if (!(percent > 0.0 && percent <= 100.0)) {
      return usage(fmt::format(
          "--equivalent-within {}: expected a change in % of the base, above 0 to 100", percent));
    }
    command.method.equivalent_within = percent / 100.0;
  }
  if (command.method.looks.at.empty()) return {};
  if (parsed.values.count("replications") != 0)
    return usage("--replications: the last of --looks says how many there are at most; remove it");
  if (command.need.empty() && command.method.precision.empty() &&
      !command.base.front().ends_with(".h5"))
    return usage(
        "--looks: nothing says when to stop; give a need with --need, or a --precision to reach");
  return {};
}

po::options_description compare_options() {
  po::options_description own("Options");
  own.add_options()("variant",
                    po::value<Words>()->value_name("FILE")->composing()->multitoken(),
                    "a variant's scenario, again for more; or its finished run files")(
      "replications", po::value<std::int64_t>()->value_name("R"), "pairs of runs (default: 5)")(
      "output,o",
      po::value<std::string>()->value_name("DIR"),
      "folder of the results (default: comparison)")(
      "set",
      po::value<Words>()->value_name("KEY=VALUE")->composing(),
      "overrides a key of base and variants")("need",
                                              po::value<std::string>()->value_name("NEED"),
                                              "a need.toml: is it met, not met or undecided?")(
      "fail-if-unmet", "exit code 5 unless every variant is shown to meet the need")(
      "looks",
      po::value<std::string>()->value_name("N,N,…"),
      "after so many pairs, end if the need is decided and the precision reached; intervals are "
      "corrected for it")(
      "precision",
      po::value<Words>()->value_name("KEY=HALFWIDTH")->composing(),
      "how narrow an interval is to be, as \"mode_share.car_driver=0.3 points\" or "
      "\"service.wait.mean@service:NAME=30 s\": says how many more replications it needs")(
      "spending",
      po::value<std::string>()->value_name("RULE"),
      "of the error over the looks: pocock (default) or obrien-fleming")(
      "equivalent-within",
      po::value<double>()->value_name("PERCENT"),
      "a change of the base's level too small to matter: tests for no effect")(
      "sensitivity",
      "the variants once more with the service's constant at -1 and +1: how much hangs on it")(
      "resume", "go on where interrupted runs stopped, instead of beginning those anew")(
      "force", "replace existing outputs");
  add_checkpoints(own);
  return own;
}

Expected<Options> parse_compare(const Words& words) {
  const po::options_description own = compare_options();
  EVEIL_TRY(const Parsed parsed, parse(words, own));
  if (parsed.help) return with_help(parsed, "compare", own);
  CompareCommand command;
  command.base = parsed.positional;
  take(parsed, "variant", command.variants);
  take(parsed, "output", command.output);
  take(parsed, "set", command.settings);
  take(parsed, "need", command.need);
  command.sensitivity = parsed.values.count("sensitivity") != 0;
  command.fail_if_unmet = parsed.values.count("fail-if-unmet") != 0;
  if (parsed.values.count("need") != 0 && command.need.empty())
    return usage("--need without a name; give the need's file");
  if (command.fail_if_unmet && command.need.empty())
    return usage("--fail-if-unmet: there is no need to meet; give one with --need");
  command.force = parsed.values.count("force") != 0;
  command.resume = parsed.values.count("resume") != 0;
  EVEIL_CHECK(take_checkpoints(parsed, command.checkpoint_every));
  std::uint64_t replications = command.replications;
  EVEIL_CHECK(take_count(parsed, "replications", replications, 1, 100'000));
  command.replications = static_cast<std::uint32_t>(replications);
  if (command.base.empty())
    return usage("missing the base's scenario file; see eveil compare --help");
  if (command.variants.empty()) return usage("missing --variant; see eveil compare --help");
  EVEIL_CHECK(take_method(parsed, command));
  EVEIL_CHECK(check_folder(command.output));
  for (const char* name : {"set", "replications", "sensitivity", "resume", "checkpoint-every"}) {
    if (command.base.front().ends_with(".h5") && parsed.values.count(name) != 0) {
      return usage(
          fmt::format("--{}: finished run files are compared as they are; remove it", name));
    }
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
  own.add_options()("fail-if-unmet", "exit code 5 unless the need is shown to be met");
  EVEIL_TRY(const Parsed parsed, parse(words, own));
  if (parsed.help) return with_help(parsed, "need", own);
  if (parsed.positional.size() < 2)
    return usage("expected: eveil need NEED.toml DIR…, folders of eveil compare --need");
  NeedCommand command;
  command.need = parsed.positional.front();
  command.folders.assign(parsed.positional.begin() + 1, parsed.positional.end());
  command.fail_if_unmet = parsed.values.count("fail-if-unmet") != 0;
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
