// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

// A cell that sorts by `value`: what has none comes last.
std::string cell(const std::string& label, double value, const std::string& html) {
  return fmt::format("<td data-label='{}' data-value='{}'>{}</td>",
                     label,
                     std::isfinite(value) ? fmt::format("{:.6g}", value) : "",
                     html);
}

std::string head(const std::vector<std::string>& columns) {
  std::string html = "<thead><tr>";
  for (const std::string& column : columns) html += fmt::format("<th scope='col'>{}</th>", column);
  return html + "</tr></thead>";
}

// Both as HTML.
std::string named(const std::string& name, const std::string& under) {
  return fmt::format(
      "<th scope='row' data-value='{0}'>{0}{1}</th>",
      name,
      under.empty() || under == name ? "" : fmt::format(" <span class='small'>{}</span>", under));
}

// Level and difference of an indicator in a scope.
std::string entry_cell(const Language& words, const std::string& label, const Entry* entry) {
  if (entry == nullptr || entry->finding == Finding::no_value)
    return cell(label, std::nan(""), "–");
  std::string html = words.level(*entry, entry->variant);
  if (entry->finding == Finding::none_exactly) {
    html += " <span class='ci'>(0)</span>";
  } else if (std::isfinite(entry->difference)) {
    html += fmt::format("<span class='under{}'>{}{}</span>",
                        entry->finding == Finding::different ? " told" : "",
                        words.change(*entry, entry->difference),
                        in_brackets(words.change_interval(*entry)));
  } else {
    html += in_brackets(words.level_interval(*entry));
  }
  const double sorted = std::isfinite(entry->difference) ? entry->difference : entry->variant;
  return cell(label, sorted, html);
}

using ByIndicator = std::map<std::string_view, const Entry*>;

// Entries of the scopes "KIND:…", scope by scope in their first order.
std::vector<std::pair<std::string, ByIndicator>> scopes_of(const Comparison& comparison,
                                                           std::string_view kind) {
  std::vector<std::pair<std::string, ByIndicator>> scopes;
  for (const Entry& entry : comparison.entries) {
    if (!entry.scope.starts_with(kind)) continue;
    const std::string name = entry.scope.substr(kind.size());
    if (scopes.empty() || scopes.back().first != name) scopes.emplace_back(name, ByIndicator());
    scopes.back().second.emplace(entry.indicator, &entry);
  }
  return scopes;
}

const Entry* of(const ByIndicator& entries, const std::string& key) {
  const auto found = entries.find(key);
  return found == entries.end() ? nullptr : found->second;
}

// The columns worth showing of many scopes: those of a list that any of them has.
std::vector<std::pair<std::string, std::string>> columns_of(
    const Part& part, const std::vector<std::pair<std::string, ByIndicator>>& scopes) {
  std::vector<std::string> keys = {"arrivals", "trip_rate", "mode_share.car_driver"};
  for (const std::string& service : services_of(part.comparison))
    keys.push_back("mode_share." + service);
  keys.insert(keys.end(), {"travel_time.mean", "co2e", "co2e.emitted"});
  std::vector<std::pair<std::string, std::string>> columns;
  for (const std::string& key : keys) {
    for (const auto& [name, entries] : scopes) {
      const Entry* entry = of(entries, key);
      if (entry == nullptr) continue;
      columns.emplace_back(key, escaped(part.words.title(*entry)));
      break;
    }
  }
  return columns;
}

// What people call it; a zone without a name has its code alone.
std::string title_in(const Part& part, std::string_view kind, const std::string& name) {
  const std::string scope = std::string(kind) + name;
  if (kind == "class:") return class_title(part.words, scope);
  return kind == "zone:" ? zone_title(part, scope) : escaped(name);
}

std::string sortable(const std::string& summary,
                     const std::string& under,
                     const std::string& table) {
  return fmt::format(
      "<details><summary>{}</summary>\n<p class='small'>{}</p>\n<div class='wide'><table "
      "class='figures sortable'>{}</table></div></details>\n",
      summary,
      under,
      table);
}

// A table of scopes by indicator.
std::string scopes_table(const Part& part,
                         std::string_view kind,
                         const char* summary,
                         const char* first) {
  const auto scopes = scopes_of(part.comparison, kind);
  if (scopes.empty()) return "";
  const auto columns = columns_of(part, scopes);
  std::vector<std::string> heads = {part.words.html(first)};
  for (const auto& [key, title] : columns) heads.push_back(title);
  std::string rows;
  for (const auto& [name, entries] : scopes) {
    rows += "<tr>" + named(title_in(part, kind, name), kind == "zone:" ? escaped(name) : "");
    for (const auto& [key, title] : columns)
      rows += entry_cell(part.words, title, of(entries, key));
    rows += "</tr>\n";
  }
  const std::string data = part.words.html(
      "table.data", {{"data", escaped(years_of_data(part.words, part.comparison.source))}});
  return sortable(
      fmt::format("{} <span class='count'>{}</span>", part.words.html(summary), scopes.size()),
      part.words.html("table.zones.under", {{"data", data}}),
      head(heads) + "<tbody>\n" + rows + "</tbody>");
}

std::string count_cell(const Language& words, const std::string& label, const Interval& value) {
  const int decimals = value.mean < 10.0 ? 1 : 0;
  std::string interval;
  if (std::isfinite(value.low)) {
    interval = words.say("interval",
                         {{"low", words.number(std::max(value.low, 0.0), decimals)},
                          {"high", words.number(value.high, decimals)}});
  }
  return cell(label, value.mean, words.number(value.mean, decimals) + in_brackets(interval));
}

std::string share_cell(const Language& words, const std::string& label, const Interval& share) {
  if (!std::isfinite(share.mean)) return cell(label, share.mean, "–");
  return cell(label, share.mean, share_html(words, share));
}

std::string wait_cell(const Language& words, const std::string& label, const Interval& wait) {
  if (!std::isfinite(wait.mean)) return cell(label, wait.mean, "–");
  std::string interval;
  if (std::isfinite(wait.low)) {
    interval = words.say("interval",
                         {{"low", words.number(std::max(wait.low, 0.0) / 60.0, 1)},
                          {"high", words.number(wait.high / 60.0, 1)}});
  }
  return cell(
      label, wait.mean, words.number(wait.mean / 60.0, 1) + "\u00a0min" + in_brackets(interval));
}

// Requests by zone of origin.
std::string demand_table(const Part& part, const ServiceDetail& service) {
  const Language& words = part.words;
  const std::vector<ZonePlace>& zones = part.detail.places.zones;
  const std::vector<std::string> heads = {words.html("table.zone"),
                                          words.html("table.people"),
                                          words.html("table.requests"),
                                          words.html("table.served"),
                                          words.html("table.refused"),
                                          words.html("table.wait")};
  std::string rows;
  std::size_t count = 0;
  for (std::size_t row = 0; row < std::min(zones.size(), service.zones.size()); ++row) {
    const Demand& demand = service.zones[row];
    if (!(demand.requests.mean > 0.0)) continue;
    ++count;
    const ZonePlace& zone = zones[row];
    rows += "<tr>" + named(escaped(zone.name), escaped(zone.id)) +
            cell(heads[1], zone.population, words.number(zone.population, 0)) +
            count_cell(words, heads[2], demand.requests) +
            count_cell(words, heads[3], demand.served) +
            share_cell(words, heads[4], demand.refusal_rate) +
            wait_cell(words, heads[5], demand.wait_s) + "</tr>\n";
  }
  if (rows.empty()) return "";
  const std::string data =
      words.html("table.zones.requests", {{"count", fmt::to_string(count)}}) + ". " +
      words.html("table.data", {{"data", escaped(years_of_data(words, part.comparison.source))}});
  return sortable(fmt::format("{}: {} <span class='count'>{}</span>",
                              words.html("table.zones"),
                              escaped(service.name),
                              count),
                  words.html("table.zones.under", {{"data", data}}),
                  head(heads) + "<tbody>\n" + rows + "</tbody>");
}

}  // namespace

std::string places_html(const Part& part) {
  std::string html = scopes_table(part, "class:", "table.classes", "table.class");
  html += scopes_table(part, "generator:", "table.generators", "table.generator");
  html += scopes_table(part, "zone:", "table.zones", "table.zone");
  for (const ServiceDetail& service : part.detail.services) html += demand_table(part, service);
  return html;
}

}  // namespace eveil::analysis
