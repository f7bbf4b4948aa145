// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <exception>
#include <thread>

#include "app/commands.hpp"
#include "app/signals.hpp"
#include "geo/base/parallel.hpp"

namespace eveil::app {

namespace {

struct Dispatch {
  const Context& context;

  Expected<void> operator()(const HelpCommand& command) const {
    fmt::print("{}", command.text);
    return {};
  }
  Expected<void> operator()(const TerritoryCommand& c) const {
    return territory_command(c, context);
  }
  Expected<void> operator()(const RunCommand& c) const { return run_command(c, context); }
  Expected<void> operator()(const CompareCommand& c) const { return compare_command(c, context); }
  Expected<void> operator()(const DemoCommand& c) const { return demo_command(c, context); }
  Expected<void> operator()(const ImportMatsimCommand& c) const {
    return import_matsim_command(c, context);
  }
  Expected<void> operator()(const ExportCommand& c) const { return export_command(c, context); }
  Expected<void> operator()(const NeedCommand& c) const { return need_command(c, context); }
  Expected<void> operator()(const InfoCommand& c) const { return info_command(c, context); }
  Expected<void> operator()(const DigestCommand& c) const { return digest_command(c, context); }
};

int report(const Error& error) {
  fmt::print(stderr, "eveil: {}\n", describe(error));
  return exit_code(error.kind);
}

std::string quoted(const std::string& word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// What to type after an interruption.
Error with_remedy(Error error, const Command& command, const std::vector<std::string>& words) {
  if (error.kind != ErrorKind::interrupted) return error;
  const bool resumes = std::holds_alternative<RunCommand>(command) ||
                       std::holds_alternative<CompareCommand>(command) ||
                       std::holds_alternative<DemoCommand>(command);
  std::string line = "eveil";
  for (const std::string& word : words) line += " " + quoted(word);
  const bool asked = std::find(words.begin(), words.end(), "--resume") != words.end();
  if (resumes && !asked) line += " --resume";
  error.message += fmt::format("; {} with: {}", resumes ? "continue" : "begin again", line);
  return error;
}

int run_options(Options& options, const std::vector<std::string>& words) {
  if (options.common.threads == 0) {
    options.common.threads = std::max(1U, std::thread::hardware_concurrency());
  }
  const SignalListener signals;
  const parallel::ThreadLimit limit(options.common.threads);
  const Context context{options.common, words, signals.stop()};
  const Expected<void> done = std::visit(Dispatch{context}, options.command);
  if (!done) return report(with_remedy(done.error(), options.command, words));
  // A full disk behind standard output must not look like success.
  if (std::fflush(stdout) != 0)
    return report({ErrorKind::failed, "standard output", "cannot be written", {}});
  return 0;
}

}  // namespace

int run_program(const std::vector<std::string>& words) {
  try {
    Expected<Options> options = parse_options(words);
    if (!options) return report(options.error());
    return run_options(*options, words);
  } catch (const std::bad_alloc&) {
    return report(
        {ErrorKind::failed, "", "out of memory; a smaller simulation.sample needs less", {}});
  } catch (const std::exception& error) {
    return report({ErrorKind::failed, "", error.what(), {}});
  }
}

}  // namespace eveil::app
