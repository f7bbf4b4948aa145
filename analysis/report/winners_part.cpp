// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <functional>

#include "analysis/report/charts.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"

namespace eveil::analysis {

namespace {

std::string minutes_text(const Language& words, double minutes) {
  return words.number(minutes, std::fabs(minutes) < 10.0 ? 2 : 0);
}

std::string interval_text(const Language& words,
                          const Interval& value,
                          const std::function<std::string(double)>& number) {
  if (!std::isfinite(value.low)) return "";
  return words.say("interval", {{"low", number(value.low)}, {"high", number(value.high)}});
}

bool above_zero(const Interval& value) { return std::isfinite(value.low) && value.low > 0.0; }
bool below_zero(const Interval& value) { return std::isfinite(value.low) && value.high < 0.0; }

std::string everybody_text(const Language& words, const GroupChange& all) {
  std::string text = words.html("winners.shares",
                                {{"gain", share_html(words, all.gain)},
                                 {"lose", share_html(words, all.lose)},
                                 {"threshold", words.number(small_change_min, 0)}});
  const auto minutes = [&](double value) { return minutes_text(words, value); };
  Interval size = all.minutes;
  const bool falls = size.mean < 0.0;
  if (falls) size = {-size.mean, -size.high, -size.low};
  const bool told = above_zero(size) || !std::isfinite(size.low);
  const char* key = !told   ? "winners.mean.undecided"
                    : falls ? "winners.mean.worse"
                            : "winners.mean.better";
  const Interval& shown = told ? size : all.minutes;
  return text + " " +
         words.html(key,
                    {{"size",
                      fmt::format("<b>{}\u00a0min</b>{}",
                                  minutes(shown.mean),
                                  in_brackets(interval_text(words, shown, minutes)))}});
}

bool is_class(const GroupChange& group) { return group.scope.starts_with("class:"); }

// Names of the classes that a test picks, as a list in a sentence.
std::string classes_text(const Part& part, bool (*picks)(const Interval&)) {
  std::vector<std::string> names;
  for (const GroupChange& group : part.detail.winners.groups) {
    if (is_class(group) && picks(group.net))
      names.push_back(fmt::format("<b>{}</b>", class_title(part.words, group.scope)));
  }
  return joined_list(part.words, names);
}

std::string zones_text(const Part& part) {
  std::size_t gain = 0;
  std::size_t lose = 0;
  std::size_t all = 0;
  for (const GroupChange& group : part.detail.winners.groups) {
    if (!group.scope.starts_with("zone:")) continue;
    ++all;
    gain += above_zero(group.net) ? 1 : 0;
    lose += below_zero(group.net) ? 1 : 0;
  }
  if (all == 0) return "";
  const auto count = [](std::size_t value) { return fmt::format("<b>{}</b>", value); };
  return part.words.html("winners.zones",
                         {{"gain", count(gain)}, {"lose", count(lose)}, {"all", count(all)}});
}

std::string sentences_html(const Part& part, const GroupChange& all) {
  const Language& words = part.words;
  std::string items = fmt::format("<li>{}</li>\n", everybody_text(words, all));
  if (std::isfinite(all.net.low)) {
    const std::string losers = classes_text(part, below_zero);
    items += fmt::format("<li>{}</li>\n",
                         losers.empty() ? words.html("winners.no_class_loses")
                                        : words.html("winners.classes_lose", {{"list", losers}}));
    const std::string zones = zones_text(part);
    if (!zones.empty()) items += fmt::format("<li>{}</li>\n", zones);
  } else {
    items += fmt::format("<li>{}</li>\n", words.html("winners.one_pair"));
  }
  items += fmt::format("<li>{}</li>\n", words.html("winners.chance"));
  return fmt::format("<ul class='winners-said'>\n{}</ul>\n", items);
}

std::string cell(const Language& words,
                 const char* label,
                 const Interval& value,
                 const std::string& shown,
                 const std::string& interval) {
  return fmt::format("<td data-label='{}' data-value='{}'>{}{}</td>",
                     words.html(label),
                     std::isfinite(value.mean) ? fmt::format("{:.6g}", value.mean) : "",
                     shown,
                     in_brackets(interval));
}

std::string change_cell(const Language& words,
                        const char* label,
                        const Interval& value,
                        const std::string& unit) {
  if (!std::isfinite(value.mean)) return cell(words, label, value, "–", "");
  const auto number = [&](double one) { return words.difference(one, 2); };
  return cell(words,
              label,
              value,
              number(value.mean) + "\u00a0" + unit,
              interval_text(words, value, number));
}

std::string share_cell(const Language& words, const char* label, const Interval& share) {
  return fmt::format("<td data-label='{}' data-value='{:.6g}'>{}</td>",
                     words.html(label),
                     share.mean,
                     share_html(words, share));
}

std::string row_html(const Part& part, const GroupChange& group) {
  const Language& words = part.words;
  const std::string name = is_class(group)              ? class_title(words, group.scope)
                           : group.scope == "territory" ? words.html("winners.all")
                                                        : zone_title(part, group.scope);
  return fmt::format(
      "<tr><th scope='row' data-value='{0}'>{0}</th><td data-label='{1}' data-value='{2:.6g}'>{3}"
      "</td>{4}{5}{6}{7}{8}</tr>\n",
      name,
      words.html("winners.people"),
      group.people,
      words.number(group.people, 0),
      share_cell(words, "winners.gain", group.gain),
      share_cell(words, "winners.lose", group.lose),
      change_cell(words, "winners.minutes", group.minutes, "min"),
      change_cell(words, "winners.travel", group.travel_min, "min"),
      change_cell(words, "winners.cost", group.cost_eur, "€"));
}

std::string table_html(const Part& part) {
  const Language& words = part.words;
  std::string heads;
  for (const char* key : {"winners.group",
                          "winners.people",
                          "winners.gain",
                          "winners.lose",
                          "winners.minutes",
                          "winners.travel",
                          "winners.cost"})
    heads += fmt::format("<th scope='col'>{}</th>", words.html(key));
  std::string rows;
  for (const GroupChange& group : part.detail.winners.groups) rows += row_html(part, group);
  return fmt::format(
      "<details><summary>{} <span class='count'>{}</span></summary>\n<p class='small'>{}</p>\n<div "
      "class='wide'><table class='figures sortable'><thead><tr>{}</tr></thead><tbody>\n{}"
      "</tbody></table></div></details>\n",
      words.html("winners.table"),
      part.detail.winners.groups.size(),
      words.html("winners.table.under"),
      heads,
      rows);
}

}  // namespace

std::string winners_html(const Part& part) {
  const Language& words = part.words;
  const GroupChange* all = part.detail.winners.find("territory");
  if (all == nullptr) return "";
  const std::string keys = key_html("gain", words.html("winners.key.gain")) + " " +
                           key_html("lose", words.html("winners.key.lose"));
  const std::string panels = panel_html(words.html("winners.bars"),
                                        words.html("winners.bars.under") + " " + keys,
                                        groups_chart(words, part.detail.winners)) +
                             panel_html(words.html("winners.parade"),
                                        words.html("winners.parade.under"),
                                        parade_chart(words, part.detail.winners)) +
                             panel_html(words.html("winners.equity"),
                                        words.html("winners.equity.under"),
                                        equity_chart(words, part.detail.winners));
  return fmt::format(
      "<section class='winners'><h2>{}</h2>\n<p class='under'>{}</p>\n{}<div class='panels'>\n{}"
      "</div>\n{}</section>\n",
      words.html("winners.heading"),
      words.html("winners.under"),
      sentences_html(part, *all),
      panels,
      table_html(part));
}

}  // namespace eveil::analysis
