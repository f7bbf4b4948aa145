// SPDX-License-Identifier: Apache-2.0
#include "app/command_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <sstream>

#include "app/help.hpp"
#include "geo/base/text.hpp"

namespace eveil::app {

namespace {

const std::vector<std::string_view> later_options = {"--jobs", "--slurm"};

std::string option_word(const po::error_with_option_name& error) { return error.get_option_name(); }

tl::unexpected<Error> unknown_option(const std::string& word,
                                     const po::options_description& description) {
  const std::string bare = word.substr(0, word.find('='));
  if (std::find(later_options.begin(), later_options.end(), bare) != later_options.end()) {
    return usage(fmt::format("{}: not in this version", bare));
  }
  std::vector<std::string> names;
  for (const auto& option : description.options()) names.push_back("--" + option->long_name());
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string_view near = nearest(bare, known);
  return usage(near.empty() ? fmt::format("unknown option {}; see --help", bare)
                            : fmt::format("unknown option {}; did you mean {}?", bare, near));
}

}  // namespace

Expected<Options> with_help(const Parsed& parsed,
                            std::string_view command,
                            const po::options_description& description) {
  po::options_description all = description;
  add_common(all);
  std::ostringstream options;
  options << all;
  return Options{parsed.common, HelpCommand{help_for(command) + options.str()}};
}

void add_common(po::options_description& description) {
  description.add_options()("help,h", "show this help")("quiet,q", "no progress, errors only")(
      "json", "machine-readable standard output")(
      "threads", po::value<int>()->value_name("N"), "threads to use (default: all cores)");
}

Expected<Parsed> parse(const Words& words, po::options_description description) {
  add_common(description);
  po::options_description hidden;
  hidden.add(description);
  hidden.add_options()("positional", po::value<Words>());
  po::positional_options_description positional;
  positional.add("positional", -1);
  Parsed parsed;
  const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  try {
    po::store(
        po::command_line_parser(words).options(hidden).positional(positional).style(style).run(),
        parsed.values);
    po::notify(parsed.values);
  } catch (const po::unknown_option& error) {
    return unknown_option(option_word(error), description);
  } catch (const po::error& error) {
    return usage(fmt::format("{}; see --help", error.what()));
  }
  if (parsed.values.count("positional") != 0) {
    parsed.positional = parsed.values["positional"].as<Words>();
  }
  parsed.help = parsed.values.count("help") != 0;
  parsed.common.quiet = parsed.values.count("quiet") != 0;
  parsed.common.json = parsed.values.count("json") != 0;
  if (parsed.values.count("threads") != 0) {
    const int threads = parsed.values["threads"].as<int>();
    if (threads < 1 || threads > 4096) {
      return usage(fmt::format("--threads {}: expected 1 to 4096", threads));
    }
    parsed.common.threads = static_cast<std::uint32_t>(threads);
  }
  return parsed;
}

Expected<void> take_count(const Parsed& parsed,
                          const char* name,
                          std::uint64_t& target,
                          std::int64_t lowest,
                          std::int64_t highest) {
  if (parsed.values.count(name) == 0) return {};
  const auto value = parsed.values[name].as<std::int64_t>();
  if (value < lowest || value > highest) {
    return usage(fmt::format("--{} {}: expected {} to {}", name, value, lowest, highest));
  }
  target = static_cast<std::uint64_t>(value);
  return {};
}

void add_checkpoints(po::options_description& description) {
  description.add_options()(
      "checkpoint-every",
      po::value<std::string>()->value_name("TIME"),
      "how much work a kill may lose, such as \"90 s\" (default: 10 min); 0 s: a day at most");
}

Expected<void> take_checkpoints(const Parsed& parsed, Duration& target) {
  if (parsed.values.count("checkpoint-every") == 0) return {};
  const auto text = parsed.values["checkpoint-every"].as<std::string>();
  const auto interval = parse_duration(text);
  if (!interval) return usage(fmt::format("--checkpoint-every: {}", interval.error()));
  if (*interval < Duration{}) {
    return usage(fmt::format("--checkpoint-every {}: expected 0 s or more", text));
  }
  target = *interval;
  return {};
}

Expected<std::string> only_word(const Parsed& parsed, std::string_view what) {
  if (parsed.positional.size() == 1) return parsed.positional.front();
  if (parsed.positional.empty()) return usage(fmt::format("missing {}; see --help", what));
  return usage(fmt::format("one {} expected, {} given: {}",
                           what,
                           parsed.positional.size(),
                           fmt::join(parsed.positional, " ")));
}

Expected<void> check_folder(const std::string& folder) {
  if (!folder.empty()) return {};
  return usage("-o without a name; give the folder of the results, . for this one");
}

}  // namespace eveil::app
