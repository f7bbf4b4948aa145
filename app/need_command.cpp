// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <utility>

#include "analysis/report/need_page.hpp"
#include "analysis/shared_need.hpp"
#include "app/commands.hpp"
#include "app/need.hpp"
#include "geo/base/file.hpp"
#include "geo/base/json.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

Expected<analysis::NeedAnswers> answers_in(const std::string& folder, const scenarios::Need& need) {
  const fs::path file = fs::path(folder) / "need.json";
  if (!fs::exists(file)) {
    return bad_input(
        folder,
        fmt::format("has no need.json; give the folder of an eveil compare --need {}", need.file));
  }
  constexpr std::size_t most_bytes = 64 << 20;
  EVEIL_TRY(const std::string text, read_text_file(file, most_bytes));
  return analysis::read_answers(text, file.string(), need);
}

void tell(const std::vector<analysis::SharedVerdict>& verdicts, bool as_json) {
  if (as_json) {
    fmt::print("{}", to_text(analysis::to_json(verdicts)));
    return;
  }
  for (const analysis::SharedVerdict& verdict : verdicts) {
    const std::vector<std::string> sentences = analysis::sentences_of(verdict);
    for (std::size_t row = 0; row < sentences.size(); ++row)
      fmt::print("{}{}\n", row == 0 ? "" : "  ", sentences[row]);
  }
}

Expected<void> check_page(const NeedCommand& command) {
  if (command.report.empty() || command.force || !fs::exists(command.report)) return {};
  return bad_input(command.report,
                   "exists; give another name with --report, or --force to replace it");
}

}  // namespace

Expected<void> need_command(const NeedCommand& command, const Context& context) {
  EVEIL_CHECK(check_page(command));
  EVEIL_TRY(const auto need, open_need(command.need));
  EVEIL_TRY(const std::vector<std::string> territories, territory_names(*need));
  std::vector<analysis::NeedAnswers> answers;
  std::vector<Error> errors;
  for (const std::string& folder : command.folders) {
    auto one = answers_in(folder, *need);
    if (!one) {
      errors.push_back(std::move(one).error());
    } else {
      answers.push_back(std::move(*one));
    }
  }
  if (!errors.empty()) return joined(std::move(errors));
  EVEIL_TRY(const auto verdicts, analysis::shared_verdicts(*need, territories, answers));
  if (!command.report.empty())
    EVEIL_CHECK(write_whole_file(command.report, analysis::shared_need_html(verdicts)));
  tell(verdicts, context.common.json);
  for (const analysis::SharedVerdict& verdict : verdicts) {
    if (!command.fail_if_unmet || verdict.answer == analysis::Answer::met) continue;
    return Unexpected(
        Error{ErrorKind::need_not_met,
              need->file,
              fmt::format(
                  "{}, and --fail-if-unmet was given",
                  verdict.answer == analysis::Answer::not_met ? "not met" : "not shown to be met"),
              {}});
  }
  return {};
}

}  // namespace eveil::app
