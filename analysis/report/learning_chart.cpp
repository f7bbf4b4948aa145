// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/charts.hpp"
#include "analysis/report/html.hpp"

namespace eveil::analysis {

namespace {

constexpr double width = 220.0;
constexpr double top = 12.0;
constexpr double bottom = 78.0;
constexpr double height = 98.0;
constexpr double right = 178.0;  // the last values stand beyond

std::string curve(const std::vector<double>& values, double most, const char* style) {
  std::string path;
  for (std::size_t day = 0; day < values.size(); ++day) {
    const double share =
        values.size() > 1 ? static_cast<double>(day) / static_cast<double>(values.size() - 1) : 0.0;
    path += fmt::format("{}{:.1f} {:.1f}",
                        day == 0 ? "M" : "L",
                        right * share,
                        bottom - (bottom - top) * values[day] / most);
  }
  return fmt::format("<path d='{}' class='{}'/>", path, style);
}

std::string percent(const Language& words, double value) {
  const double size = std::fabs(value) * 100.0;
  const int decimals = size >= 10.0 ? 0 : size >= 1.0 ? 1 : size >= 0.01 || size == 0.0 ? 2 : 4;
  return words.number(value * 100.0, decimals) + "\u202f%";
}

std::string one_chart(const Language& words, const Learning& learning, const DayCurve& measure) {
  double most = 0.0;
  for (const double value : measure.base) most = std::max(most, value);
  for (const double value : measure.variant) most = std::max(most, value);
  if (!std::isfinite(most) || !(most > 0.0)) most = 1.0;
  const std::string name = words.html("chart.learning." + measure.measure);
  const std::string first = fmt::to_string(learning.days.front());
  const std::string last = fmt::to_string(learning.days.back());
  std::string svg = fmt::format(
      "<figure><figcaption>{}</figcaption><svg viewBox='0 0 {:.0f} {:.0f}' role='img' "
      "aria-label='{}' class='curve'>",
      name,
      width,
      height,
      words.html("chart.learning.label",
                 {{"measure", name},
                  {"first", first},
                  {"last", last},
                  {"base", percent(words, measure.base.back())},
                  {"variant", percent(words, measure.variant.back())}}));
  svg += fmt::format(
      "<line x1='0' y1='{0:.0f}' x2='{1:.0f}' y2='{0:.0f}' class='zero'/>", bottom, right);
  svg += curve(measure.base, most, "base") + curve(measure.variant, most, "variant");
  svg += fmt::format(
      "<text x='{0:.0f}' y='{1:.1f}' class='label'>{2}</text>"
      "<text x='0' y='{3:.0f}' class='first'>{4}</text>"
      "<text x='{5:.0f}' y='{3:.0f}' class='last'>{6}</text></svg></figure>\n",
      right + 4.0,
      bottom - (bottom - top) * measure.variant.back() / most + 4.0,
      percent(words, measure.variant.back()),
      bottom + 16.0,
      words.html("chart.learning.day", {{"day", first}}),
      right,
      words.html("chart.learning.day", {{"day", last}}));
  return svg;
}

}  // namespace

std::string learning_charts(const Language& words, const Learning& learning) {
  std::string html;
  if (learning.days.empty()) return html;
  for (const DayCurve& measure : learning.curves) html += one_chart(words, learning, measure);
  return html.empty() ? "" : fmt::format("<div class='curves'>\n{}</div>\n", html);
}

}  // namespace eveil::analysis
