// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/frontier.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/report/plot.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

using Parts = std::vector<Part>;

// A row of the table: a cell a scenario, the base first.
std::string row_html(const std::string& title, const std::vector<std::string>& cells) {
  std::string html = fmt::format("<tr><th scope='row'>{}</th>", title);
  for (const std::string& cell : cells) html += fmt::format("<td>{}</td>", cell);
  return html + "</tr>\n";
}

std::string number_html(const Language& words,
                        const Interval& value,
                        double factor,
                        int decimals,
                        const std::string& unit) {
  if (!std::isfinite(value.mean)) return "–";
  std::string interval;
  if (std::isfinite(value.low) && value.high > 0.0) {  // of nothing there is no doubt
    interval = words.say("interval",
                         {{"low", words.number(std::max(value.low, 0.0) * factor, decimals)},
                          {"high", words.number(value.high * factor, decimals)}});
  }
  return fmt::format(
      "{}{}{}", words.number(value.mean * factor, decimals), unit, in_brackets(interval));
}

// How one figure of an offer is shown.
struct Figure {
  const char* key;  // of its title
  Interval Offer::*part;
  double factor;
  int decimals;
  const char* unit;
};

constexpr Figure figures[] = {
    {"variants.served", &Offer::served, 1.0, 0, ""},
    {"variants.refusal", &Offer::refusal_rate, 100.0, 1, "\u202f%"},
    {"variants.wait", &Offer::wait_s, 1.0 / 60.0, 1, "\u00a0min"},
    {"variants.cost", &Offer::cost_eur, 1.0, 0, "\u00a0€"},
    {"variants.per_trip", &Offer::cost_per_trip_eur, 1.0, 2, "\u00a0€"},
};

// One figure of all offers; empty where none has it.
std::string offer_row(const Language& words,
                      const std::vector<Offer>& offers,
                      const Figure& figure) {
  std::vector<std::string> cells;
  bool any = false;
  for (const Offer& offer : offers) {
    const Interval& value = offer.*figure.part;
    any = any || std::isfinite(value.mean);
    cells.push_back(number_html(words, value, figure.factor, figure.decimals, figure.unit));
  }
  return any ? row_html(words.html(figure.key), cells) : "";
}

// Changes of the territory against the base, whose level stands in its own column.
std::string change_row(const Parts& parts, const char* key) {
  const Language& words = parts.front().words;
  std::vector<std::string> cells;
  std::string title;
  for (const Part& part : parts) {
    const Entry* entry = find(part.comparison, "territory", key);
    if (entry == nullptr || !std::isfinite(entry->base)) return "";
    if (cells.empty()) {
      title = escaped(words.title(*entry));
      cells.push_back(words.level(*entry, entry->base));
    }
    const bool told = entry->finding == Finding::different;
    cells.push_back(entry->finding == Finding::none_exactly
                        ? "0"
                        : fmt::format("<span class='{}'>{}</span>{}",
                                      told ? "told" : "under",
                                      words.change(*entry, entry->difference),
                                      in_brackets(words.change_interval(*entry))));
  }
  return row_html(title, cells);
}

std::string people_row(const Parts& parts, const char* key, Interval GroupChange::*share) {
  std::vector<std::string> cells = {"–"};
  for (const Part& part : parts) {
    const GroupChange* all = part.detail.winners.find("territory");
    if (all == nullptr) return "";
    cells.push_back(share_html(part.words, all->*share));
  }
  return row_html(parts.front().words.html(key), cells);
}

std::string verdict_row(const Parts& parts) {
  const Language& words = parts.front().words;
  std::vector<std::string> cells = {"–"};
  for (const Part& part : parts) {
    if (part.verdict == nullptr) return "";
    const char* answer = answer_key(part.verdict->answer);
    cells.push_back(fmt::format("<span class='{0}'><b class='tag'>{1}</b></span>",
                                answer,
                                words.html(fmt::format("answer.{}", answer))));
  }
  return row_html(words.html("variants.need"), cells);
}

std::string table_html(const Parts& parts, const std::vector<Offer>& offers) {
  const Language& words = parts.front().words;
  std::string heads = fmt::format("<th scope='col'>{}</th>", words.html("table.indicator"));
  for (const Offer& offer : offers)
    heads += fmt::format("<th scope='col'>{}</th>", escaped(offer.name));
  std::string rows = verdict_row(parts);
  for (const Figure& figure : figures) rows += offer_row(words, offers, figure);
  for (const char* key :
       {"mode_share.car_driver", "vehicle_km", "co2e", "travel_time.mean", "delay"})
    rows += change_row(parts, key);
  rows += people_row(parts, "variants.gain", &GroupChange::gain);
  rows += people_row(parts, "variants.lose", &GroupChange::lose);
  return fmt::format(
      "<div class='wide'><table class='figures beside'><thead><tr>{}</tr></thead>"
      "<tbody>\n{}</tbody></table></div>\n",
      heads,
      rows);
}

// Costs in EUR on x, rides on y: left and up is better.
Plot plot_of(const std::vector<Offer>& offers) {
  Plot plot{0.0, 1.0, 0.0, 1.0};
  for (const Offer& offer : offers) {
    for (const double value : {offer.cost_eur.mean, offer.cost_eur.high})
      if (std::isfinite(value)) plot.x_high = std::max(plot.x_high, value * 1.06);
    for (const double value : {offer.served.mean, offer.served.high})
      if (std::isfinite(value)) plot.y_high = std::max(plot.y_high, value * 1.06);
  }
  return plot;
}

std::string cross(const Plot& plot, const Offer& offer) {
  std::string svg;
  const Point at{offer.cost_eur.mean, offer.served.mean};
  if (std::isfinite(offer.cost_eur.low))
    svg +=
        plot.line({{std::max(offer.cost_eur.low, 0.0), at.y}, {offer.cost_eur.high, at.y}}, "span");
  if (std::isfinite(offer.served.low))
    svg += plot.line({{at.x, std::max(offer.served.low, 0.0)}, {at.x, offer.served.high}}, "span");
  return svg;
}

std::string chart_html(const Language& words,
                       const std::vector<Offer>& offers,
                       const std::vector<std::size_t>& beaten) {
  const Plot plot = plot_of(offers);
  std::vector<Point> frontier;
  std::string marks;
  for (std::size_t row = 0; row < offers.size(); ++row) {
    const Point at{offers[row].cost_eur.mean, offers[row].served.mean};
    if (!std::isfinite(at.x) || !std::isfinite(at.y)) continue;
    const bool best = beaten[row] == offers.size();
    if (best) frontier.push_back(at);
    marks += cross(plot, offers[row]) + plot.dots({at}, best ? "told" : "open");
    // Above and left of the frontier no other offer is, below and right of it no frontier.
    const bool on_left = best && plot.x(at.x) > 110.0;
    marks += fmt::format("<text x='{:.1f}' y='{:.1f}' class='offer{}'>{}</text>\n",
                         plot.x(at.x) + (on_left ? -9.0 : 9.0),
                         plot.y(at.y) + (best ? -8.0 : 18.0),
                         on_left ? " end" : "",
                         escaped(offers[row].name));
  }
  std::sort(frontier.begin(), frontier.end(), [](Point a, Point b) { return a.x < b.x; });
  return plot.opened("frontier", words.html("variants.frontier.label")) +
         plot.grid(words, words.html("variants.frontier.x"), words.html("variants.frontier.y")) +
         plot.line(frontier, "frontier") + marks + plot.closed();
}

std::string sentences_html(const Language& words,
                           const std::vector<Offer>& offers,
                           const std::vector<std::size_t>& beaten) {
  std::vector<std::string> best;
  std::string items;
  const auto bold = [](const std::string& name) { return fmt::format("<b>{}</b>", escaped(name)); };
  for (std::size_t row = 0; row < offers.size(); ++row) {
    if (beaten[row] < offers.size()) {
      items += fmt::format(
          "<li>{}</li>\n",
          words.html("variants.beaten",
                     {{"one", bold(offers[row].name)}, {"other", bold(offers[beaten[row]].name)}}));
    } else if (std::isfinite(offers[row].cost_eur.mean)) {
      best.push_back(bold(offers[row].name));
    }
  }
  return fmt::format("<ul class='winners-said'>\n<li>{}</li>\n{}</ul>\n",
                     words.html("variants.best", {{"list", joined_list(words, best)}}),
                     items);
}

// Along the frontier, what each step up adds; by the means.
std::string steps_html(const Language& words,
                       const std::vector<Offer>& offers,
                       const std::vector<std::size_t>& beaten) {
  std::vector<const Offer*> best;
  for (std::size_t row = 0; row < offers.size(); ++row) {
    if (beaten[row] == offers.size() && std::isfinite(offers[row].cost_eur.mean))
      best.push_back(&offers[row]);
  }
  std::stable_sort(best.begin(), best.end(), [](const Offer* a, const Offer* b) {
    return a->cost_eur.mean < b->cost_eur.mean;
  });
  std::string rows;
  for (std::size_t row = 1; row < best.size(); ++row) {
    const double rides = best[row]->served.mean - best[row - 1]->served.mean;
    const double cost = best[row]->cost_eur.mean - best[row - 1]->cost_eur.mean;
    if (!(rides > 0.0)) continue;
    rows += fmt::format(
        "<tr><th scope='row'>{} → "
        "{}</th><td>+{}</td><td>+{}\u00a0€</td><td><b>{}\u00a0€</b></td></tr>\n",
        escaped(best[row - 1]->name),
        escaped(best[row]->name),
        words.number(rides, 0),
        words.number(cost, 0),
        words.number(cost / rides, 2));
  }
  if (rows.empty()) return "";
  return fmt::format(
      "<table class='figures spread'><thead><tr><th scope='col'>{}</th><th scope='col'>{}</th><th "
      "scope='col'>{}</th><th scope='col'>{}</th></tr></thead><tbody>\n{}</tbody></table>\n",
      words.html("variants.step"),
      words.html("variants.step.rides"),
      words.html("variants.step.cost"),
      words.html("variants.step.each"),
      rows);
}

bool has_services(const std::vector<Offer>& offers) {
  return std::any_of(offers.begin(), offers.end(), [](const Offer& offer) {
    return offer.cost_eur.mean > 0.0 && offer.served.mean > 0.0;
  });
}

}  // namespace

std::string variants_html(const std::vector<Part>& parts) {
  if (parts.size() < 2) return "";
  const Language& words = parts.front().words;
  std::vector<Comparison> comparisons;
  comparisons.reserve(parts.size());
  for (const Part& part : parts) comparisons.push_back(part.comparison);
  const std::vector<Offer> offers = offers_of(comparisons);
  const std::vector<std::size_t> beaten = beaten_by(offers);
  std::string frontier;
  if (has_services(offers)) {
    frontier = sentences_html(words, offers, beaten) + "<div class='panels'>\n" +
               panel_html(words.html("variants.frontier"),
                          words.html("variants.frontier.under"),
                          chart_html(words, offers, beaten)) +
               panel_html(words.html("variants.steps"),
                          words.html("variants.steps.under"),
                          steps_html(words, offers, beaten)) +
               "</div>\n";
  }
  return fmt::format(
      "<section class='variants'><h2>{}</h2>\n<p class='under'>{}</p>\n{}{}</section>\n",
      words.html("variants.heading"),
      words.html("variants.under"),
      frontier,
      table_html(parts, offers));
}

}  // namespace eveil::analysis
