// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

const Entry* of_service(const Part& part, const std::string& service, const char* key) {
  const Entry* entry = find(part.comparison, "service:" + service, key);
  return entry != nullptr && std::isfinite(entry->variant) ? entry : nullptr;
}

std::string paragraph(const std::string& title, const std::string& text) {
  return fmt::format("<div class='block'><h3>{}</h3>\n<p>{}</p></div>\n", title, text);
}

std::string bold(const std::string& text) { return fmt::format("<b>{}</b>", text); }

std::string euros(const Language& words, double value) {
  return bold(words.number(value, 2) + "\u00a0€");
}

// "from 06:00 to 22:00": the file has them with seconds.
std::string hours_text(const Language& words, const ServiceFacts& facts) {
  std::string text;
  for (const std::string& open : facts.hours) {
    const std::size_t dash = open.find('-');
    if (dash == std::string::npos) continue;
    if (!text.empty()) text += words.html("summary.hours.and");
    text += words.html("summary.hours",
                       {{"from", bold(escaped(open.substr(0, std::min<std::size_t>(dash, 5))))},
                        {"to", bold(escaped(open.substr(dash + 1, 5)))}});
  }
  return text;
}

std::string area_text(const Part& part, const ServiceFacts& facts) {
  if (facts.area.empty()) return "";
  double people = 0.0;
  for (const ZonePlace& zone : part.detail.places.zones) {
    if (contains(facts.area, centroid(zone.area))) people += zone.population;
  }
  const double hundreds = std::round(people / 100.0) * 100.0;
  return part.words.html("summary.area",
                         {{"surface", bold(part.words.number(surface(facts.area) / 1e6, 0))},
                          {"people", bold(part.words.number(hundreds, 0))}});
}

std::string what_text(const Part& part, const ServiceDetail& service) {
  const Language& words = part.words;
  const ServiceFacts& facts = service.facts;
  const bool on_demand = facts.kind == "on_demand";
  std::string text = words.html(on_demand ? "summary.on_demand" : "summary.other",
                                {{"service", bold(escaped(service.name))},
                                 {"vehicles", bold(words.number(facts.vehicles, 0))},
                                 {"seats", bold(words.number(facts.seats, 0))},
                                 {"hours", hours_text(words, facts)},
                                 {"area", area_text(part, facts)}});
  if (!std::isfinite(facts.fare_eur)) return text;
  const char* key = facts.fare_eur_per_km > 0.0 ? "summary.offer.per_km"
                    : facts.fare_eur > 0.0      ? "summary.offer"
                                                : "summary.offer.free";
  text +=
      " " + words.html(key,
                       {{"fare", euros(words, facts.fare_eur)},
                        {"per_km", euros(words, facts.fare_eur_per_km)},
                        {"wait", bold(words.number(facts.max_wait_s / 60.0, 0) + "\u00a0min")}});
  return text;
}

std::string before_text(const Language& words, const Riders& riders) {
  std::vector<std::pair<std::string, Interval>> modes = riders.before;
  std::stable_sort(modes.begin(), modes.end(), [](const auto& a, const auto& b) {
    return a.second.mean > b.second.mean;
  });
  std::vector<std::string> told;
  told.reserve(modes.size() + 1);
  for (const auto& [mode, share] : modes) {
    told.push_back(
        words.html("summary.before.one",
                   {{"mode", escaped(words.by_mode(mode))}, {"share", share_html(words, share)}}));
  }
  if (riders.not_made.mean > 0.0)
    told.push_back(
        words.html("summary.before.not_made", {{"share", share_html(words, riders.not_made)}}));
  return words.html("summary.before", {{"list", joined_list(words, told)}});
}

std::string whom_text(const Part& part, const std::string& service) {
  const Language& words = part.words;
  const Entry* requests = of_service(part, service, "service.requests");
  if (requests == nullptr || !(requests->variant > 0.0))
    return words.html("summary.nobody", {{"service", bold(escaped(service))}});
  const Entry* served = of_service(part, service, "service.served");
  const Entry* refused = of_service(part, service, "service.refusal_rate");
  const Entry* wait = of_service(part, service, "service.wait.mean");
  const Entry* p95 = of_service(part, service, "service.wait.p95");
  if (served == nullptr || refused == nullptr || wait == nullptr || p95 == nullptr)
    return words.html("summary.use.unserved", {{"requests", level_html(words, *requests)}});
  return words.html("summary.use",
                    {{"requests", level_html(words, *requests)},
                     {"served", level_html(words, *served)},
                     {"refused", level_html(words, *refused)},
                     {"wait", level_html(words, *wait)},
                     {"p95", level_html(words, *p95)}});
}

std::string riders_text(const Part& part, const ServiceDetail& service) {
  const Riders& riders = service.riders;
  if (!std::isfinite(riders.without_car.mean)) return "";
  std::string text = riders.before.empty() ? "" : " " + before_text(part.words, riders);
  return text + " " +
         part.words.html("summary.riders",
                         {{"without_car", share_html(part.words, riders.without_car)},
                          {"students", share_html(part.words, riders.students)},
                          {"older", share_html(part.words, riders.older)}});
}

// "The share …": texts have nouns for the middle of a sentence.
std::string with_capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string change_text(const Part& part, const Entry& entry, const std::string& noun) {
  const Language& words = part.words;
  const std::string size = change_html(words, entry);
  const bool equivalent = entry.equivalence == Equivalence::equivalent;
  const std::string margin = margin_text(words, part.comparison.source.equivalent_within);
  switch (entry.finding) {
    case Finding::none_exactly:
      return words.html("change.none", {{"noun", with_capital(noun)}});
    case Finding::one_replication:
      return words.html("change.one", {{"noun", with_capital(noun)}, {"size", size}});
    case Finding::drifting:
      return words.html("change.drifting", {{"noun", noun}, {"size", size}});
    case Finding::undecided:
      return words.html(equivalent ? "change.equivalent" : "change.undecided",
                        {{"noun", noun}, {"size", size}, {"margin", margin}});
    case Finding::different:
      break;
    case Finding::only_variant:
    case Finding::only_base:
    case Finding::no_value:
      return "";
  }
  const double relative = 100.0 * std::fabs(entry.difference / entry.base);
  std::string percent;
  if (unit_of(entry, true) != "points" && std::isfinite(relative))
    percent = words.html("change.percent",
                         {{"percent", words.number(relative, relative < 10.0 ? 2 : 0)}});
  Entry without_sign = entry;  // the verb has it
  const bool falls = entry.difference < 0.0;
  if (falls) {
    without_sign.difference = -entry.difference;
    without_sign.low = -entry.high;
    without_sign.high = -entry.low;
  }
  std::string change = change_html(words, without_sign);
  for (std::size_t at = change.find('+'); at != std::string::npos; at = change.find('+'))
    change.erase(at, 1);
  return words.html(falls ? "change.falls" : "change.rises",
                    {{"noun", with_capital(noun)},
                     {"size", change},
                     {"percent", percent},
                     {"base", words.number(readable(entry, entry.base))},
                     {"variant", words.level(entry, entry.variant)}}) +
         (equivalent ? " " + words.html("change.too_small", {{"margin", margin}}) : "");
}

std::string changes_text(const Part& part) {
  std::string items;
  for (const char* key : {"mode_share.car_driver", "vehicle_km", "co2e", "delay"}) {
    const Entry* entry = find(part.comparison, "territory", key);
    if (entry == nullptr) continue;
    const std::string text =
        change_text(part, *entry, part.words.html(fmt::format("noun.{}", key)));
    if (!text.empty()) items += fmt::format("<li>{}</li>\n", text);
  }
  return items.empty() ? fmt::format("<p>{}</p>\n", part.words.html("summary.nothing"))
                       : fmt::format("<ul>\n{}</ul>\n", items);
}

std::string limits_text(const Part& part) {
  const Language& words = part.words;
  const Source& source = part.comparison.source;
  std::string text;
  if (!source.fleet_not_scaled.empty())
    text += words.html("summary.limits.sample",
                       {{"sample", words.number(fmt::format("{:g}", source.sample * 100.0))}}) +
            " ";
  text += words.html("summary.limits.coefficients");
  if (const std::string missing = missing_modes(words, source); !missing.empty())
    text += " " + words.html("summary.limits.missing", {{"modes", escaped(missing)}});
  return text;
}

// Variances fall as replications rise: their ratio is how many times as many would be needed.
std::string saved_text(const Part& part) {
  const PairingGain gain = pairing_gain(part.comparison);
  if (!(gain.median > 1.0)) return "";
  const double times = gain.median;
  return part.words.html("summary.pairs.saved",
                         {{"times", bold(part.words.number(times, times < 10.0 ? 1 : 0))},
                          {"runs",
                           bold(part.words.number(
                               std::ceil(times * static_cast<double>(
                                                     part.comparison.source.replications.size())),
                               0))}}) +
         " ";
}

std::string sure_text(const Part& part) {
  const std::size_t pairs = part.comparison.source.replications.size();
  if (pairs < 2) return part.words.html("summary.pairs.one", {{"limits", limits_text(part)}});
  std::size_t told = 0;
  std::size_t all = 0;
  for (const Entry& entry : part.comparison.entries) {
    if (entry.scope != "territory" || entry.finding == Finding::no_value) continue;
    ++all;
    if (entry.finding == Finding::different) ++told;
  }
  const auto count = [&](std::size_t value) {
    return bold(part.words.number(static_cast<double>(value), 0));
  };
  return part.words.html("summary.pairs",
                         {{"pairs", count(pairs)},
                          {"told", count(told)},
                          {"all", count(all)},
                          {"limits", saved_text(part) + limits_text(part)}});
}

std::string cost_text(const Part& part, const std::string& service) {
  const Language& words = part.words;
  const Entry* cost = of_service(part, service, "service.cost");
  const Entry* per_trip = of_service(part, service, "service.cost_per_trip");
  const Entry* revenue = of_service(part, service, "service.revenue");
  const Entry* subsidy = of_service(part, service, "service.subsidy_per_trip");
  if (cost == nullptr || per_trip == nullptr || revenue == nullptr || subsidy == nullptr ||
      cost->variant == 0.0)
    return words.html("summary.costs.none");
  return words.html(subsidy->variant > 0.0 ? "summary.costs" : "summary.costs.surplus",
                    {{"cost", level_html(words, *cost)},
                     {"per_trip", level_html(words, *per_trip)},
                     {"revenue", level_html(words, *revenue)},
                     {"subsidy", level_html(words, *subsidy)}});
}

// What the files tell of it; a bare name where there are none to read.
ServiceDetail detail_of(const Part& part, const std::string& service) {
  for (const ServiceDetail& one : part.detail.services) {
    if (one.name == service) return one;
  }
  ServiceDetail none;
  none.name = service;
  none.riders.without_car.mean = std::nan("");
  return none;
}

}  // namespace

std::string summary_html(const Part& part) {
  const Language& words = part.words;
  const std::vector<std::string> services = services_of(part.comparison);
  std::string what;
  std::string whom;
  std::string cost;
  for (const std::string& service : services) {
    const Entry* levels = find(part.comparison, "service:" + service, "service.cost");
    if (levels != nullptr && levels->finding == Finding::only_base) {
      what += words.html("summary.only_base", {{"service", bold(escaped(service))}}) + " ";
      continue;
    }
    const ServiceDetail detail = detail_of(part, service);
    if (!detail.facts.kind.empty()) what += what_text(part, detail) + " ";
    whom += whom_text(part, service) + riders_text(part, detail) + " ";
    cost += cost_text(part, service) + " ";
  }
  if (services.empty())
    what = words.html("summary.no_service",
                      {{"variant", escaped(part.comparison.source.variant_scenario)}});
  if (const auto& changes = part.comparison.source.changes; !changes.empty()) {
    what += words.html("summary.changes_of",
                       {{"variant", escaped(part.comparison.source.variant_scenario)},
                        {"list", english_list(changes)}});
  }
  std::string html = "<div class='summary'>\n";
  if (!what.empty()) html += paragraph(words.html("summary.what"), what);
  if (!whom.empty()) html += paragraph(words.html("summary.whom"), whom);
  if (!cost.empty()) html += paragraph(words.html("summary.cost"), cost);
  html += fmt::format("<div class='block'><h3>{}</h3>\n{}</div>\n",
                      words.html("summary.changes"),
                      changes_text(part));
  html += paragraph(words.html("summary.sure"), sure_text(part));
  return html + "</div>\n";
}

}  // namespace eveil::analysis
