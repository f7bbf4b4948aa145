// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/sensitivity.hpp"
#include "analysis/verdict.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

// "−1.2", as far as it goes.
std::string constant(const Language& words, double value) {
  const std::string text = words.number(fmt::format("{:g}", std::fabs(value)));
  return value < 0.0 ? "−" + text : text;
}

// On a phone each cell tells its column itself.
std::string cell_of(const Language& words, const std::string& label, const Entry* entry) {
  std::string inside = "–";
  if (entry != nullptr)
    inside =
        std::isfinite(entry->difference) ? change_html(words, *entry) : level_html(words, *entry);
  return fmt::format("<td data-label='{}'>{}</td>", label, inside);
}

// The columns in the order of the constant; none as stated.
std::vector<const Shifted*> columns_of(const Comparison& comparison) {
  std::vector<const Shifted*> columns;
  bool stated = false;
  for (const Shifted& one : comparison.sensitivity) {
    if (one.shift > 0.0 && !stated) columns.push_back(nullptr);
    stated = stated || one.shift > 0.0;
    columns.push_back(&one);
  }
  if (!stated) columns.push_back(nullptr);
  return columns;
}

// A cause of refusal that is 0 wherever the constant stands tells a reader nothing.
bool never_came_up(const Entry& entry, const Comparison& comparison) {
  const auto nothing = [](const Entry* one) {
    return one == nullptr || (one->base == 0.0 && one->variant == 0.0);
  };
  const auto& all = comparison.sensitivity;
  return entry.definition == "service.refusals" && nothing(&entry) &&
         std::all_of(all.begin(), all.end(), [&](const Shifted& shifted) {
           return nothing(find(shifted, entry));
         });
}

std::string answers_html(const Part& part) {
  std::string html;
  for (const Shifted& one : part.comparison.sensitivity) {
    if (one.verdict.empty()) continue;
    const std::string key = one.verdict == name_of(Answer::not_met) ? "not_met" : one.verdict;
    html += fmt::format("<p class='small'>{}</p>\n",
                        part.words.html("sensitivity.need",
                                        {{"value", constant(part.words, one.service_constant)},
                                         {"answer", part.words.html("answer." + key)}}));
  }
  return html;
}

}  // namespace

std::string sensitivity_html(const Part& part) {
  const Comparison& comparison = part.comparison;
  if (comparison.sensitivity.empty()) return "";
  const Language& words = part.words;
  const Shifted& first = comparison.sensitivity.front();
  const std::vector<const Shifted*> columns = columns_of(comparison);
  std::string html = fmt::format(
      "<section class='tables'><h2>{}</h2>\n<p class='under'>{}</p>\n"
      "<table class='figures constants'><thead><tr><th scope='col'>{}</th>",
      words.html("sensitivity.heading"),
      words.html("sensitivity.under"),
      words.html("sensitivity.indicator"));
  std::vector<std::string> labels;
  labels.reserve(columns.size());
  for (const Shifted* column : columns) {
    const double value = column == nullptr ? moved_constant(first.service_constant, -first.shift)
                                           : column->service_constant;
    labels.push_back(words.html(column == nullptr ? "sensitivity.stated" : "sensitivity.constant",
                                {{"value", constant(words, value)}}));
    html += fmt::format("<th scope='col'>{}</th>", labels.back());
  }
  html += "</tr></thead><tbody>\n";
  for (const Entry& entry : comparison.entries) {
    if (!in_sensitivity(entry, comparison) || never_came_up(entry, comparison)) continue;
    html += fmt::format("<tr><th scope='row'>{}{}</th>",
                        escaped(words.title(entry)),
                        scope_after(words, entry.scope));
    for (std::size_t row = 0; row < columns.size(); ++row)
      html += cell_of(
          words, labels[row], columns[row] == nullptr ? &entry : find(*columns[row], entry));
    html += "</tr>\n";
  }
  html += "</tbody></table>\n";
  const Steadiness steady = steadiness_of(comparison);
  html += fmt::format("<p class='small'>{}</p>\n",
                      words.html("sensitivity.steady",
                                 {{"told", fmt::to_string(steady.told_apart)},
                                  {"steady", fmt::to_string(steady.steady)}}));
  return html + answers_html(part) + "</section>\n";
}

}  // namespace eveil::analysis
