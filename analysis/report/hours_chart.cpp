// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/charts.hpp"
#include "analysis/report/html.hpp"

namespace eveil::analysis {

namespace {

// Lengths in units of the drawing, as the forest chart's.
constexpr double width = 440.0;
constexpr double left = 34.0;
constexpr double wait_top = 26.0;
constexpr double wait_bottom = 84.0;
constexpr double bars_top = 112.0;
constexpr double bars_bottom = 250.0;
constexpr double height = 274.0;

struct Frame {
  std::size_t hours;
  double most_requests;
  double longest_wait_min;

  double step() const { return (width - left) / static_cast<double>(hours); }
  double x(std::size_t hour) const { return left + step() * static_cast<double>(hour); }
  double bar(double requests) const { return (bars_bottom - bars_top) * requests / most_requests; }
  double wait(double minutes) const {
    return wait_bottom - (wait_bottom - wait_top) * minutes / longest_wait_min;
  }
};

std::string grid(const Language& words, const Frame& frame) {
  std::string svg;
  const double step = tick_step(frame.most_requests);
  for (int tick = 0; tick * step <= frame.most_requests; ++tick) {
    const double y = bars_bottom - frame.bar(tick * step);
    svg += level_line(left, width, y, words.number(tick * step, step < 1.0 ? 1 : 0));
  }
  for (const double minutes : {0.0, frame.longest_wait_min}) {
    const double y = frame.wait(minutes);
    svg += level_line(left, width, y, words.number(minutes, 0));
  }
  return svg + "\n";
}

std::string column(const Language& words,
                   const Frame& frame,
                   std::size_t row,
                   const Demand& hour,
                   std::size_t clock) {
  const double gap = frame.step() * 0.14;
  const double served = hour.served.mean;
  const double refused =
      std::isfinite(hour.refusal_rate.mean) ? hour.refusal_rate.mean * hour.requests.mean : 0.0;
  const double other = std::max(hour.requests.mean - served - refused, 0.0);
  std::string svg = "<g>";
  svg +=
      fmt::format("<title>{}</title>",
                  words.html("chart.hours.title",
                             {{"hour", fmt::format("{}:00", clock % 24)},
                              {"requests", words.number(hour.requests.mean, 0)},
                              {"served", words.number(served, 0)},
                              {"refused", words.number(refused, 0)},
                              {"wait", words.number(hour.wait_s.mean / 60.0, 1) + "\u00a0min"}}));
  double y = bars_bottom;
  for (const auto& [value, style] :
       {std::pair(served, "served"), std::pair(refused, "refused"), std::pair(other, "other")}) {
    const double size = frame.bar(value);
    if (!(size > 0.0)) continue;
    y -= size;
    svg += fmt::format("<rect x='{:.1f}' y='{:.1f}' width='{:.1f}' height='{:.1f}' class='{}'/>",
                       frame.x(row) + gap,
                       y,
                       frame.step() - 2.0 * gap,
                       size,
                       style);
  }
  svg += hour_label(words, frame.x(row) + frame.step() / 2.0, bars_bottom + 17.0, clock);
  return svg + "</g>\n";
}

// The curve is cut where nobody was served.
std::string waits(const Frame& frame, const ServiceDetail& service) {
  std::string path;
  std::string dots;
  bool open = false;
  for (std::size_t row = 0; row < service.hours.size(); ++row) {
    const double minutes = service.hours[row].wait_s.mean / 60.0;
    if (!std::isfinite(minutes)) {
      open = false;
      continue;
    }
    const double x = frame.x(row) + frame.step() / 2.0;
    const double y = frame.wait(minutes);
    path += fmt::format("{}{:.1f} {:.1f}", open ? "L" : "M", x, y);
    dots += fmt::format("<circle cx='{:.1f}' cy='{:.1f}' r='3' class='wait'/>", x, y);
    open = true;
  }
  return path.empty() ? "" : fmt::format("<path d='{}' class='wait'/>{}\n", path, dots);
}

}  // namespace

std::string hours_chart(const Language& words, const ServiceDetail& service) {
  Frame frame{service.hours.size(), 0.0, 0.0};
  for (const Demand& hour : service.hours) {
    frame.most_requests = std::max(frame.most_requests, hour.requests.mean);
    if (std::isfinite(hour.wait_s.mean))
      frame.longest_wait_min = std::max(frame.longest_wait_min, hour.wait_s.mean / 60.0);
  }
  if (!(frame.most_requests > 0.0)) return "";
  frame.longest_wait_min = std::max(std::ceil(frame.longest_wait_min), 1.0);
  std::string svg =
      fmt::format("<svg viewBox='0 0 {:.0f} {:.0f}' role='img' aria-label='{}' class='hours'>\n",
                  width,
                  height,
                  words.html("chart.hours.label"));
  svg += fmt::format(
      "<text x='{:.0f}' y='14' class='label'>{}</text>\n", left, words.html("chart.hours.wait"));
  svg += grid(words, frame) + waits(frame, service);
  for (std::size_t row = 0; row < service.hours.size(); ++row)
    svg += column(words, frame, row, service.hours[row], service.first_hour + row);
  return svg + "</svg>\n";
}

}  // namespace eveil::analysis
