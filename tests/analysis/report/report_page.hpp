// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <regex>
#include <string>
#include <vector>

#include "analysis/report/report.hpp"

namespace eveil::tests {

inline bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

/// A comparison of one headline indicator with the given interval.
inline analysis::Comparison one_bar(double base, double difference, double low, double high) {
  analysis::Entry entry;
  entry.indicator = entry.definition = "vehicle_km";
  entry.scope = "territory";
  entry.units = "km";
  entry.base = base;
  entry.variant = base + difference;
  entry.difference = difference;
  entry.low = low;
  entry.high = high;
  entry.replications = 5;
  entry.finding =
      low > 0.0 || high < 0.0 ? analysis::Finding::different : analysis::Finding::undecided;
  analysis::Comparison comparison;
  comparison.entries.push_back(entry);
  return comparison;
}

/// The page of comparisons whose files are read for their details.
inline std::string page(const std::vector<analysis::Comparison>& comparisons,
                        const std::vector<analysis::Verdict>& verdicts = {}) {
  const auto details = analysis::read_details(comparisons);
  INFO((details ? "" : describe(details.error())));
  REQUIRE(details);
  return analysis::report_html(comparisons, *details, verdicts);
}

/// The page without what its scripts and styles hold.
inline std::string without_scripts(std::string html) {
  for (const std::string name : {"script", "style"}) {
    for (std::size_t at = html.find("<" + name); at != std::string::npos;
         at = html.find("<" + name)) {
      const std::size_t end = html.find("</" + name + ">", at);
      REQUIRE(end != std::string::npos);
      html.erase(at, end + name.size() + 3 - at);
    }
  }
  return html;
}

/// Whether each tag that is opened is closed in its turn.
inline bool closes_its_tags(const std::string& page) {
  const std::string html = without_scripts(page);
  const std::regex tag("<(/?)([a-z0-9]+)(?:[^>']|'[^']*')*?(/?)>");
  std::vector<std::string> open;
  for (auto at = std::sregex_iterator(html.begin(), html.end(), tag); at != std::sregex_iterator();
       ++at) {
    const std::string name = (*at)[2];
    if (name == "meta" || name == "input" || name == "br" || (*at)[3].length() > 0) continue;
    if ((*at)[1].length() == 0) {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != name) return false;
      open.pop_back();
    }
  }
  return open.empty();
}

}  // namespace eveil::tests
