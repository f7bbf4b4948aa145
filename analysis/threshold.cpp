// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <optional>
#include <span>

#include "analysis/catalogue.hpp"
#include "analysis/need_check.hpp"

namespace eveil::analysis {

namespace {

using scenarios::Criterion;
using scenarios::Demand;

// A unit that may be written, in what runs store.
struct Unit {
  std::string_view stored;
  std::string_view written;
  double factor;
  double divisor = 1.0;  // exact where a factor below 1 isn't
};
constexpr std::array<Unit, 20> units = {
    {{"s", "min", 60.0},        {"s", "s", 1.0},         {"s", "h", 3600.0},
     {"h", "h", 1.0},           {"h", "min", 1.0, 60.0}, {"km", "km", 1.0},
     {"km", "m", 1.0, 1000.0},  {"kg", "kg", 1.0},       {"kg", "t", 1000.0},
     {"kg", "g", 1.0, 1000.0},  {"EUR", "EUR", 1.0},     {"h-1", "h-1", 1.0},
     {"h-1", "per hour", 1.0},  {"h-1", "/h", 1.0},      {"km h-1", "km/h", 1.0},
     {"km h-1", "km h-1", 1.0}, {"MJ", "MJ", 1.0},       {"MJ", "GJ", 1000.0},
     {"MJ", "kWh", 3.6},        {"1", "", 1.0}}};

std::string as_written(const Criterion& criterion) {
  if (criterion.unit.empty()) return fmt::format("{}", criterion.number);
  return fmt::format("\"{} {}\"", criterion.number, criterion.unit);
}

// What could be written, for messages: `12 "min", "s" or "h"`.
std::string allowed(const IndicatorFact& fact, bool change) {
  std::vector<std::string> forms;
  if (fact.share) {
    forms = {"a number from 0 to 1"};
    forms.emplace_back(change ? "\"3 points\"" : "\"3 %\"");
  }
  for (const Unit& unit : units) {
    if (fact.share || unit.stored != fact.units) continue;
    forms.push_back(unit.written.empty() ? "a bare number" : fmt::format("\"3 {}\"", unit.written));
  }
  if (change) forms.emplace_back("\"3 %\" (of the base)");
  std::string text;
  for (std::size_t row = 0; row < forms.size(); ++row) {
    if (row > 0) text += row + 1 == forms.size() ? " or " : ", ";
    text += forms[row];
  }
  return text;
}

// The number in what runs store, or in % of the base; none where the unit doesn't fit.
std::optional<double> in_stored_units(const Criterion& criterion, const IndicatorFact& fact) {
  const bool change = is_change(criterion.demand);
  if (change && criterion.unit == "%") return criterion.number;
  if (fact.share && criterion.unit == (change ? "points" : "%")) return criterion.number / 100.0;
  for (const Unit& unit : units) {
    if (unit.stored == fact.units && unit.written == criterion.unit)
      return criterion.number * unit.factor / unit.divisor;
  }
  return std::nullopt;
}

// Why no run could meet, or miss, the threshold; empty where it makes sense.
std::string_view nonsense(const Threshold& threshold, Demand demand, const IndicatorFact& fact) {
  if (is_change(demand)) {
    if (threshold.value < 0.0)
      return "a change is written without a sign: the key says whether it rises or falls; write 0 "
             "or more, or the other key";
    const bool falls =
        demand == Demand::decreases_by_at_least || demand == Demand::decreases_by_at_most;
    if (demand == Demand::changes_by_at_most && threshold.value == 0.0)
      return "an interval never lies within nothing; write how small a change doesn't matter";
    if (threshold.relative && falls && threshold.value > 100.0 && !fact.below_zero)
      return "nothing falls by more than 100 % of the base; write less";
    if (!threshold.relative && fact.share && threshold.value > 1.0)
      return "a share changes by no more than 1, that is 100 points; write less, or \"3 points\" "
             "for 0.03";
    return "";
  }
  if (threshold.value < 0.0 && !fact.below_zero)
    return "it is never below 0, so that this says nothing; write 0 or more";
  if (fact.share && threshold.value > 1.0)
    return "a share is never above 1, that is 100 %; write less, or \"3 %\" for 0.03";
  return "";
}

}  // namespace

Expected<Threshold> threshold_of(const Criterion& criterion) {
  const IndicatorFact* fact = fact_of(criterion.indicator);
  if (fact == nullptr)
    return bad_input(criterion.where_indicator,
                     fmt::format("no indicator is called \"{}\"", criterion.indicator));
  const bool change = is_change(criterion.demand);
  const std::optional<double> number = in_stored_units(criterion, *fact);
  if (!number) {
    return bad_input(criterion.where_threshold,
                     fmt::format("found {}, which doesn't fit {}; write {}",
                                 as_written(criterion),
                                 criterion.indicator,
                                 allowed(*fact, change)));
  }
  Threshold threshold;
  threshold.value = *number;
  threshold.relative = change && criterion.unit == "%";
  if (const std::string_view why = nonsense(threshold, criterion.demand, *fact); !why.empty()) {
    return bad_input(
        criterion.where_threshold,
        fmt::format("found {} for {}: {}", as_written(criterion), criterion.indicator, why));
  }
  const Demand demand = criterion.demand;
  threshold.upper = demand == Demand::at_most || demand == Demand::decreases_by_at_least ||
                    demand == Demand::increases_by_at_most;
  threshold.both = demand == Demand::changes_by_at_most;
  const bool falls =
      demand == Demand::decreases_by_at_least || demand == Demand::decreases_by_at_most;
  if (falls) threshold.value = -threshold.value;
  return threshold;
}

}  // namespace eveil::analysis
