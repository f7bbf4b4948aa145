// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/report/charts.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/report/plot.hpp"

namespace eveil::analysis {

namespace {

// Lengths in units of the drawing, as the other charts'.
constexpr double width = 440.0;
constexpr double label_end = 150.0;
constexpr double room_for_value = 46.0;
constexpr double row_height = 26.0;

// Where shares stand: losers left of zero, winners right of it.
struct Sides {
  double most_lose = 0.0;
  double most_gain = 0.0;

  double scale() const {
    const double whole = most_lose + most_gain;
    return whole > 0.0 ? (width - label_end - 2.0 * room_for_value) / whole : 0.0;
  }
  double zero() const { return label_end + room_for_value + most_lose * scale(); }
};

std::string percent(const Language& words, double share) {
  return words.number(share * 100.0, share < 0.1 ? 1 : 0) + "\u202f%";
}

std::string group_row(const Language& words,
                      const Sides& sides,
                      const GroupChange& group,
                      double y) {
  const double lose = group.lose.mean * sides.scale();
  const double gain = group.gain.mean * sides.scale();
  return fmt::format(
      "<text x='0' y='{0:.1f}' class='label'>{1}</text>"
      "<rect x='{2:.1f}' y='{3:.1f}' width='{4:.1f}' height='15' class='lose'/>"
      "<rect x='{5:.1f}' y='{3:.1f}' width='{6:.1f}' height='15' class='gain'/>"
      "<text x='{7:.1f}' y='{0:.1f}' class='side'>{8}</text>"
      "<text x='{9:.1f}' y='{0:.1f}' class='far'>{10}</text>\n",
      y + 12.0,
      class_title(words, group.scope),
      sides.zero() - lose,
      y,
      lose,
      sides.zero(),
      gain,
      sides.zero() - lose - 5.0,
      percent(words, group.lose.mean),
      sides.zero() + gain + 5.0,
      percent(words, group.gain.mean));
}

std::string kind_of_class(const std::string& scope) { return scope.substr(0, scope.find('=')); }

// Fifths of income in their order; none where not all are there.
std::vector<const GroupChange*> fifths(const Winners& winners) {
  std::vector<const GroupChange*> groups;
  for (const char* word :
       {"lowest_fifth", "second_fifth", "middle_fifth", "fourth_fifth", "highest_fifth"}) {
    const GroupChange* group = winners.find(fmt::format("class:income={}", word));
    if (group == nullptr) return {};
    groups.push_back(group);
  }
  return groups;
}

}  // namespace

std::string groups_chart(const Language& words, const Winners& winners) {
  Sides sides;
  std::vector<const GroupChange*> groups;
  for (const GroupChange& group : winners.groups) {
    if (!group.scope.starts_with("class:")) continue;
    groups.push_back(&group);
    sides.most_lose = std::max(sides.most_lose, group.lose.mean);
    sides.most_gain = std::max(sides.most_gain, group.gain.mean);
  }
  if (groups.empty()) return "";
  std::string rows;
  double y = 4.0;
  std::string kind;
  for (const GroupChange* group : groups) {
    if (!kind.empty() && kind != kind_of_class(group->scope)) y += 10.0;
    kind = kind_of_class(group->scope);
    rows += group_row(words, sides, *group, y);
    y += row_height;
  }
  return fmt::format(
      "<svg viewBox='0 0 {0:.0f} {1:.0f}' role='img' aria-label='{2}' class='groups'>\n{3}"
      "<line x1='{4:.1f}' y1='0' x2='{4:.1f}' y2='{1:.0f}' class='zero'/></svg>\n",
      width,
      y,
      words.html("winners.bars.label"),
      rows,
      sides.zero());
}

std::string parade_chart(const Language& words, const Winners& winners) {
  const std::vector<double>& parade = winners.parade;
  if (parade.size() < 3) return "";
  // The outermost hundredths would flatten all others.
  const double low = std::min(parade[1], 0.0);
  const double high = std::max(parade[parade.size() - 2], 0.0);
  if (!(high > low)) return "";
  const Plot plot{0.0, 100.0, low, high};
  std::vector<Point> points;
  for (std::size_t at = 0; at < parade.size(); ++at) {
    const double share = 100.0 * static_cast<double>(at) / static_cast<double>(parade.size() - 1);
    points.push_back({share, std::clamp(parade[at], low, high)});
  }
  return plot.opened("parade", words.html("winners.parade.label")) +
         plot.grid(
             words, words.html("winners.parade.x"), words.html("winners.parade.y"), "\u202f%") +
         plot.area(points, "parade") + plot.line(points, "variant") + plot.closed();
}

std::string equity_chart(const Language& words, const Winners& winners) {
  const GroupChange* all = winners.find("territory");
  const std::vector<const GroupChange*> groups = fifths(winners);
  // Shares of a whole that may be zero mean nothing.
  if (groups.empty() || all == nullptr || !(all->minutes.low > 0.0)) return "";
  double people = 0.0;
  double whole = 0.0;
  for (const GroupChange* group : groups) {
    people += group->people;
    whole += group->people * group->minutes.mean;
  }
  if (!(people > 0.0) || !(whole > 0.0)) return "";
  std::vector<Point> points = {{0.0, 0.0}};
  double share = 0.0;
  double gain = 0.0;
  for (const GroupChange* group : groups) {
    share += group->people / people * 100.0;
    gain += group->people * group->minutes.mean / whole * 100.0;
    points.push_back({share, gain});
  }
  double low = 0.0;
  double high = 100.0;
  for (const Point& point : points) {
    low = std::min(low, point.y);
    high = std::max(high, point.y);
  }
  const Plot plot{0.0, 100.0, low, high};
  return plot.opened("equity", words.html("winners.equity.label")) +
         plot.grid(words,
                   words.html("winners.equity.x"),
                   words.html("winners.equity.y"),
                   "\u202f%",
                   "\u202f%") +
         plot.line({{0.0, 0.0}, {100.0, 100.0}}, "even") + plot.line(points, "variant") +
         plot.dots(points, "told") + plot.closed();
}

}  // namespace eveil::analysis
