// SPDX-License-Identifier: Apache-2.0
#include "app/compare_options.hpp"

#include <sstream>

#include "app/command_words.hpp"
#include "geo/base/text.hpp"

namespace eveil::app {

namespace {

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

}  // namespace

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

}  // namespace eveil::app
