// SPDX-License-Identifier: Apache-2.0
#include "app/comparison_files.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string_view>
#include <utility>

#include "analysis/detail/winners_table.hpp"
#include "analysis/report/report.hpp"
#include "analysis/scope_tables.hpp"
#include "analysis/sensitivity.hpp"
#include "analysis/shared_need.hpp"
#include "analysis/tables.hpp"
#include "geo/base/file.hpp"

namespace eveil::app {

namespace fs = std::filesystem;

namespace {

// The last one to be named: without it a set is none.
constexpr const char* last_name = "comparison.json";
constexpr const char* names[] = {"report.html",
                                 "comparison.csv",
                                 "by_zone.csv",
                                 "by_generator.csv",
                                 "winners.csv",
                                 "sensitivity.csv",
                                 "need.csv",
                                 "need.json",
                                 last_name};

struct NewFile {
  const char* name;
  std::function<void(const TextSink&)> make;
};

NewFile ready(const char* name, std::string text) {
  return {name, [text = std::move(text)](const TextSink& sink) { sink(text); }};
}

fs::path staged(const fs::path& place, const char* name) {
  return place / (std::string(name) + ".new");
}

Expected<void> remove_file(const fs::path& path) {
  std::error_code error;
  fs::remove(path, error);
  if (error) return failed(path.string(), fmt::format("cannot be removed: {}", error.message()));
  return {};
}

// Writes all before it names any, so that a full disk leaves the old set whole; `last_name` goes
// first and comes last, so that a set broken off between two names isn't taken for one.
Expected<void> write_set(const fs::path& place, const std::vector<NewFile>& files) {
  for (const NewFile& file : files) {
    if (auto written = write_whole_file(staged(place, file.name), file.make); !written) {
      std::error_code ignored;
      for (const NewFile& one : files) fs::remove(staged(place, one.name), ignored);
      return written;
    }
  }
  EVEIL_CHECK(remove_file(place / last_name));
  for (const char* name : names) {
    const auto made = std::find_if(files.begin(), files.end(), [&](const NewFile& file) {
      return std::string_view(file.name) == name;
    });
    // An answer of an earlier comparison must not stand beside this one.
    EVEIL_CHECK(made == files.end() ? remove_file(place / name)
                                    : rename_whole_file(staged(place, name), place / name));
  }
  return {};
}

}  // namespace

Expected<void> check_outputs(const std::string& folder, bool replace) {
  const fs::path place(folder);
  // What a set that was broken off between two names leaves may be replaced.
  const bool broken_off = fs::exists(staged(place, last_name)) && !fs::exists(place / last_name);
  if (replace || broken_off) return {};
  for (const char* name : names) {
    if (!fs::exists(place / name)) continue;
    return bad_input((place / name).string(),
                     "exists; give another folder with -o, or --force to replace it");
  }
  return {};
}

Expected<void> write_comparison(const Compared& compared, const std::string& folder) {
  const auto& comparisons = compared.comparisons;
  EVEIL_TRY(const auto details, analysis::read_details(comparisons));
  std::vector<NewFile> files = {
      {"comparison.csv", [&](const TextSink& sink) { analysis::write_csv(comparisons, sink); }},
      ready("by_zone.csv", analysis::csv_by_scope(comparisons, analysis::in_zones)),
      ready("by_generator.csv", analysis::csv_by_scope(comparisons, analysis::in_generators)),
      ready("winners.csv", analysis::winners_csv(comparisons, details)),
      ready("report.html", analysis::report_html(comparisons, details, compared.verdicts)),
      {last_name, [&](const TextSink& sink) { analysis::write_json(comparisons, sink); }}};
  const bool moved = std::any_of(comparisons.begin(), comparisons.end(), [](const auto& one) {
    return !one.sensitivity.empty();
  });
  if (moved) files.push_back(ready("sensitivity.csv", analysis::sensitivity_csv(comparisons)));
  if (!compared.verdicts.empty()) {
    files.push_back(ready("need.csv", analysis::need_csv(compared.verdicts)));
    files.push_back(
        ready("need.json", to_text(analysis::answers_json(*compared.need, compared.verdicts))));
  }
  return write_set(folder, files);
}

void tell_comparison(const Compared& compared, const std::string& folder, bool as_json) {
  if (as_json) {
    analysis::write_json(compared.comparisons,
                         [](std::string_view piece) { fmt::print("{}", piece); });
    return;
  }
  for (const analysis::Verdict& verdict : compared.verdicts) {
    const std::vector<std::string> sentences = analysis::sentences_of(verdict);
    for (std::size_t row = 0; row < sentences.size(); ++row)
      fmt::print("{}{}\n", row == 0 ? "" : "  ", sentences[row]);
  }
  for (const analysis::Comparison& comparison : compared.comparisons) {
    for (const std::string& sentence : analysis::findings(comparison)) fmt::print("{}\n", sentence);
    for (const analysis::Precision& precision : comparison.precisions)
      fmt::print("{}.\n", analysis::in_words(precision, comparison));
    for (const std::string& line : analysis::sensitivity_lines(comparison))
      fmt::print("{}\n", line);
    const std::string chance = analysis::chance_note(comparison, analysis::in_zones);
    if (!chance.empty()) fmt::print("{}\n", chance);
  }
  fmt::print("The report is {}.\n", (fs::path(folder) / "report.html").string());
}

}  // namespace eveil::app
