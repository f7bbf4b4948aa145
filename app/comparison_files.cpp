// SPDX-License-Identifier: Apache-2.0
#include "app/comparison_files.hpp"

#include <cstdio>
#include <filesystem>

#include "analysis/report/report.hpp"
#include "analysis/scope_tables.hpp"
#include "geo/base/file.hpp"

namespace eveil::app {

namespace fs = std::filesystem;

Expected<void> check_outputs(const std::string& folder, bool force) {
  if (force) return {};
  for (const char* name : {"report.html",
                           "comparison.json",
                           "comparison.csv",
                           "by_zone.csv",
                           "by_generator.csv",
                           "need.csv"}) {
    const fs::path path = fs::path(folder) / name;
    if (fs::exists(path)) {
      return bad_input(path.string(),
                       "exists; give another folder with -o, or --force to replace it");
    }
  }
  return {};
}

Expected<void> write_comparison(const Compared& compared, const std::string& folder) {
  const fs::path place(folder);
  const auto& comparisons = compared.comparisons;
  EVEIL_CHECK(write_whole_file(place / "comparison.csv", analysis::to_csv(comparisons)));
  EVEIL_CHECK(write_whole_file(place / "by_zone.csv",
                               analysis::csv_by_scope(comparisons, analysis::in_zones)));
  EVEIL_CHECK(write_whole_file(place / "by_generator.csv",
                               analysis::csv_by_scope(comparisons, analysis::in_generators)));
  if (!compared.verdicts.empty()) {
    EVEIL_CHECK(write_whole_file(place / "need.csv", analysis::need_csv(compared.verdicts)));
  } else {
    // An answer of an earlier comparison must not stand beside this one.
    std::error_code error;
    fs::remove(place / "need.csv", error);
    if (error)
      return failed((place / "need.csv").string(),
                    fmt::format("cannot be removed: {}", error.message()));
  }
  EVEIL_CHECK(write_whole_file(place / "report.html", analysis::report_html(comparisons)));
  EVEIL_CHECK(write_whole_file(place / "comparison.json", to_text(analysis::to_json(comparisons))));
  return {};
}

void tell_comparison(const Compared& compared, const std::string& folder, bool as_json) {
  if (as_json) {
    fmt::print("{}", to_text(analysis::to_json(compared.comparisons)));
    return;
  }
  for (const analysis::Verdict& verdict : compared.verdicts) {
    const std::vector<std::string> sentences = analysis::sentences_of(verdict);
    for (std::size_t row = 0; row < sentences.size(); ++row)
      fmt::print("{}{}\n", row == 0 ? "" : "  ", sentences[row]);
  }
  for (const analysis::Comparison& comparison : compared.comparisons) {
    for (const std::string& sentence : analysis::findings(comparison)) fmt::print("{}\n", sentence);
    const std::string chance = analysis::chance_note(comparison, analysis::in_zones);
    if (!chance.empty()) fmt::print("{}\n", chance);
  }
  fmt::print("The report is {}.\n", (fs::path(folder) / "report.html").string());
}

}  // namespace eveil::app
