// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

std::string card(const Part& part, const Entry& entry, const char* label, bool difference) {
  const Language& words = part.words;
  const bool equivalent = difference && entry.equivalence == Equivalence::equivalent;
  const bool different = entry.finding == Finding::different;
  const bool told =
      !difference || different || equivalent || entry.finding == Finding::none_exactly;
  const std::string value = words.number(difference ? readable_difference(entry, entry.difference)
                                                    : readable(entry, entry.variant));
  std::string interval = difference ? words.change_interval(entry) : words.level_interval(entry);
  const char* more = !told         ? "finding.undecided"
                     : !equivalent ? ""
                     : different   ? "card.too_small"
                                   : "card.equivalent";
  if (*more != '\0') interval += (interval.empty() ? "" : "; ") + words.say(more);
  return fmt::format(
      "<div class='card{}' title='{}'><dt>{}</dt><dd><span class='big'>{} <small>{}</small></span> "
      "<span class='ci'>{}</span></dd></div>\n",
      told ? "" : " unsure",
      escaped(words.meaning(entry.definition)),
      words.html(label),
      value,
      words.unit(entry, difference),
      interval);
}

}  // namespace

std::string cards_html(const Part& part) {
  std::string cards;
  const auto add = [&](const std::string& scope, const char* key, const char* label, bool change) {
    const Entry* entry = find(part.comparison, scope, key);
    if (entry == nullptr || !std::isfinite(change ? entry->difference : entry->variant)) return;
    cards += card(part, *entry, label, change);
  };
  const std::vector<std::string> services = services_of(part.comparison);
  if (services.size() == 1) {
    const std::string scope = "service:" + services.front();
    add(scope, "service.served", "card.served", false);
    add(scope, "service.refusal_rate", "card.refusal", false);
    add(scope, "service.wait.mean", "card.wait", false);
    const Entry* cost = find(part.comparison, scope, "service.cost");
    if (cost != nullptr && cost->variant > 0.0)
      add(scope, "service.subsidy_per_trip", "card.subsidy", false);
  }
  add("territory", "mode_share.car_driver", "card.car", true);
  add("territory", "vehicle_km", "card.vehicle_km", true);
  add("territory", "co2e", "card.co2e", true);
  if (cards.empty()) return "";
  return fmt::format(
      "<dl class='cards' aria-label='{}'>\n{}</dl>\n", part.words.html("card.heading"), cards);
}

}  // namespace eveil::analysis
