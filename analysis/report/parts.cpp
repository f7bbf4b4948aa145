// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/report/html.hpp"

namespace eveil::analysis {

std::string scope_title(const Language& words, std::string_view scope) {
  const std::size_t colon = scope.find(':');
  if (colon == std::string_view::npos) {
    return scope == "territory" ? words.html("table.scope.territory") : escaped(scope);
  }
  const std::string name = escaped(scope.substr(colon + 1));
  for (const std::string_view kind : {"service", "generator", "zone", "class"}) {
    if (scope.substr(0, colon) == kind)
      return words.html(fmt::format("table.scope.{}", kind), {{"name", name}});
  }
  return escaped(scope);
}

std::string scope_after(const Language& words, std::string_view scope) {
  return scope == "territory" ? "" : " · " + scope_title(words, scope);
}

std::string in_brackets(const std::string& interval) {
  return interval.empty() ? "" : fmt::format(" <span class='ci'>({})</span>", interval);
}

std::string level_html(const Language& words, const Entry& entry) {
  return fmt::format(
      "<b>{}</b>{}", words.level(entry, entry.variant), in_brackets(words.level_interval(entry)));
}

std::string change_html(const Language& words, const Entry& entry) {
  return fmt::format("<b>{}</b>{}",
                     words.change(entry, entry.difference),
                     in_brackets(words.change_interval(entry)));
}

std::string share_html(const Language& words, const Interval& share) {
  const double percent = share.mean * 100.0;
  // As many decimals as tell the ends of the interval apart.
  const bool fine = percent < 10.0 || (share.high - share.low) * 100.0 < 2.0;
  const int decimals = fine && percent != 0.0 ? 1 : 0;
  std::string interval;
  if (std::isfinite(share.low)) {
    interval = words.say("interval",
                         {{"low", words.number(std::max(share.low, 0.0) * 100.0, decimals)},
                          {"high", words.number(std::min(share.high, 1.0) * 100.0, decimals)}});
  }
  return fmt::format("<b>{}\u202f%</b>{}", words.number(percent, decimals), in_brackets(interval));
}

std::string missing_modes(const Language& words, const Source& source) {
  std::vector<std::string> missing;
  for (const char* mode : {"transit", "bicycle", "car_passenger"}) {
    if (std::find(source.modes.begin(), source.modes.end(), mode) == source.modes.end())
      missing.push_back(words.say(fmt::format("missing.{}", mode)));
  }
  return joined_list(words, missing);
}

std::string english_list(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences)
    text += (text.empty() ? "" : "; ") + escaped(sentence);
  return fmt::format("<span lang='en'>{}</span>", text);
}

std::string class_title(const Language& words, std::string_view scope) {
  const std::string_view name = scope.substr(scope.find(':') + 1);
  const std::size_t equal = name.find('=');
  if (equal == std::string_view::npos) return escaped(name);
  const std::string kind(name.substr(0, equal));
  const std::string value(name.substr(equal + 1));
  const std::string whole = words.say_or(fmt::format("class.{}.{}", kind, value), "");
  if (!whole.empty()) return escaped(whole);
  if (kind == "hour") return words.html("class.hour", {{"hour", escaped(value)}});
  if (kind != "age") return escaped(name);
  const std::size_t dash = value.find('-');
  if (dash == std::string::npos)
    return words.html("class.age.from", {{"from", escaped(value.substr(0, value.find('+')))}});
  return words.html(
      "class.age",
      {{"from", escaped(value.substr(0, dash))}, {"to", escaped(value.substr(dash + 1))}});
}

std::string zone_title(const Part& part, std::string_view scope) {
  const std::string_view id = scope.substr(scope.find(':') + 1);
  for (const ZonePlace& zone : part.detail.places.zones) {
    if (zone.id == id) return escaped(zone.name.empty() ? zone.id : zone.name);
  }
  return escaped(id);
}

std::string joined_list(const Language& words, const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t row = 0; row < items.size(); ++row) {
    if (row > 0) text += row + 1 == items.size() ? words.say("summary.list.and") : ", ";
    text += items[row];
  }
  return text;
}

std::string panel_html(const std::string& title,
                       const std::string& under,
                       const std::string& inside) {
  if (inside.empty()) return "";
  return fmt::format(
      "<figure class='panel'><figcaption><h3>{}</h3><p>{}</p></figcaption>{}</figure>\n",
      title,
      under,
      inside);
}

std::string key_html(const std::string& style, const std::string& text) {
  return fmt::format("<span class='key {}'>{}</span>", style, text);
}

std::string years_of_data(const Language& words, const Source& source) {
  std::string text;
  for (const std::string& years : source.data_years) {
    if (!text.empty()) text += "; ";
    text += words.say("facts.transit", {{"years", years}});
  }
  return text.empty() ? words.say("facts.years.none") : text;
}

}  // namespace eveil::analysis
