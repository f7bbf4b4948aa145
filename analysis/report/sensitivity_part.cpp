// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

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

std::string cell_of(const Language& words, const Entry* entry) {
  if (entry == nullptr) return "<td>–</td>";
  const bool change = std::isfinite(entry->difference);
  return fmt::format("<td>{}</td>",
                     change ? change_html(words, *entry) : level_html(words, *entry));
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
      "<table class='figures'><thead><tr><th scope='col'>{}</th>",
      words.html("sensitivity.heading"),
      words.html("sensitivity.under"),
      words.html("sensitivity.indicator"));
  for (const Shifted* column : columns) {
    const double value = column == nullptr ? moved_constant(first.service_constant, -first.shift)
                                           : column->service_constant;
    html +=
        fmt::format("<th scope='col'>{}</th>",
                    words.html(column == nullptr ? "sensitivity.stated" : "sensitivity.constant",
                               {{"value", constant(words, value)}}));
  }
  html += "</tr></thead><tbody>\n";
  for (const Entry& entry : comparison.entries) {
    if (!in_sensitivity(entry, comparison)) continue;
    html += fmt::format("<tr><th scope='row'>{} · {}</th>",
                        escaped(words.title(entry)),
                        scope_title(words, entry.scope));
    for (const Shifted* column : columns)
      html += cell_of(words, column == nullptr ? &entry : find(*column, entry));
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
