// SPDX-License-Identifier: Apache-2.0
#include "analysis/precision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/compare.hpp"
#include "analysis/intervals.hpp"
#include "analysis/judged_values.hpp"
#include "analysis/need_check.hpp"
#include "analysis/sequential.hpp"
#include "analysis/statistics.hpp"
#include "analysis/wording.hpp"
#include "geo/base/text.hpp"

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

void hold_against(const std::vector<double>& values, Precision& precision) {
  const MeanInterval found = mean_interval(values, precision.level);
  precision.have = static_cast<std::uint32_t>(values.size());
  precision.seen =
      std::max(found.interval.mean - found.interval.low, found.interval.high - found.interval.mean);
  if (!std::isfinite(precision.seen)) return;
  precision.reached = precision.seen <= precision.asked;
  if (precision.reached) return;
  const std::uint32_t needed = observations_for(
      std::sqrt(variance(values)), precision.asked, precision.level, most_replications);
  precision.more = needed > precision.have ? needed - precision.have : 1;
}

Expected<Precision> precision_of(const scenarios::Criterion& target, const Comparison& comparison) {
  EVEIL_TRY(const Threshold threshold, threshold_of(target));
  Precision precision;
  precision.indicator = target.indicator;
  precision.scope = target.scope;
  precision.number = target.number;
  precision.unit = target.unit;
  precision.asked = threshold.value;
  precision.seen = nothing;
  const auto pairs = static_cast<std::uint32_t>(comparison.source.replications.size());
  precision.level = corrected_confidence(comparison.source.looks, pairs, target.confidence);
  const Entry* entry = find(comparison, target.scope, target.indicator);
  if (entry == nullptr) return precision;
  precision.units = threshold.relative ? "%" : entry->units;
  precision.of_level = entry->finding == Finding::only_variant;
  if (precision.of_level && threshold.relative) return precision;  // no base to take % of
  hold_against(judged_values(*entry, !precision.of_level, threshold.relative), precision);
  return precision;
}

// In the unit in which it was asked.
std::string as_asked(const Precision& precision, double half_width) {
  const double in_unit = half_width / precision.asked * precision.number;
  return with_unit(fmt::format("±{:.3g}", in_unit), precision.unit);
}

}  // namespace

Expected<scenarios::Criterion> read_precision(const std::string& text) {
  const auto wrong = [&](std::string_view why) {
    return usage(fmt::format(
        "--precision {}: {}; expected INDICATOR[@SCOPE]=HALFWIDTH, as \"mode_share.car_driver=0.3 "
        "points\" or \"service.wait.mean@service:NAME=30 s\"",
        text,
        why));
  };
  // The last one: scopes such as class:car=yes have one too.
  const std::size_t equals = text.rfind('=');
  if (equals == std::string::npos) return wrong("it has no half-width");
  const std::string_view key = trim(std::string_view(text).substr(0, equals));
  const std::string_view width = trim(std::string_view(text).substr(equals + 1));
  const std::size_t at = key.find('@');
  scenarios::Criterion target;
  target.demand = scenarios::Demand::changes_by_at_most;
  target.indicator = std::string(key.substr(0, at));
  target.scope = at == std::string_view::npos ? "territory" : std::string(key.substr(at + 1));
  const std::size_t end = std::min(width.find_first_not_of("+-.0123456789"), width.size());
  const auto number = parse_double(trim(width.substr(0, end)));
  if (!number || !(*number > 0.0)) return wrong("the half-width is no number above 0");
  target.number = *number;
  target.unit = std::string(trim(width.substr(end)));
  target.where_indicator = target.where_scope = target.where_threshold = "--precision " + text;
  return target;
}

Expected<std::vector<Precision>> precisions_of(const std::vector<scenarios::Criterion>& targets,
                                               const Comparison& comparison) {
  std::vector<Precision> found;
  for (const scenarios::Criterion& target : targets) {
    EVEIL_TRY(Precision one, precision_of(target, comparison));
    found.push_back(std::move(one));
  }
  return found;
}

std::string in_words(const Precision& precision, const Comparison& comparison) {
  const Entry* entry = find(comparison, precision.scope, precision.indicator);
  std::string text = fmt::format("{} for {}, {}",
                                 as_asked(precision, precision.asked),
                                 entry == nullptr ? precision.indicator : title_of(*entry),
                                 precision.scope);
  if (precision.of_level) text += " (the variant's own level: the base has none)";
  if (precision.have == 0) return text + ": these runs have no number of it";
  if (precision.have == 1) return text + ": needs at least 2 replications, there is 1";
  const std::string seen =
      fmt::format("it is {} after {}", as_asked(precision, precision.seen), precision.have);
  if (precision.reached) return text + ": reached, " + seen + " replications";
  if (precision.have + precision.more > most_replications)
    return text + fmt::format(": needs more than {} replications, {}", most_replications, seen);
  return text + fmt::format(": needs about {} more replication{}, {}",
                            precision.more,
                            precision.more == 1 ? "" : "s",
                            seen);
}

}  // namespace eveil::analysis
