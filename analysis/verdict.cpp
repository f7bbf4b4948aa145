// SPDX-License-Identifier: Apache-2.0
#include "analysis/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/intervals.hpp"
#include "analysis/judged_values.hpp"
#include "analysis/need_check.hpp"
#include "analysis/sequential.hpp"
#include "analysis/statistics.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// How far what was seen is from the threshold, of no change from the nearer margin.
double distance_of(const CriterionVerdict& verdict, const Threshold& threshold) {
  const double value = threshold.both ? std::fabs(verdict.value) : verdict.value;
  return std::fabs(value - verdict.threshold);
}

// Whether what is judged still moves: a difference as the comparison found, a level by the same
// rule, with its distance from the threshold for the difference.
// Of no change a drift matters by how near it comes to the margin, not by the change it moves.
bool still_drifts(const CriterionVerdict& verdict, const Threshold& threshold) {
  const Entry& entry = verdict.entry;
  if (threshold.both) {
    const double scale = threshold.relative ? 100.0 / std::fabs(entry.base) : 1.0;
    return drifts_far(
        entry.drift * scale, entry.drift_low, entry.drift_high, distance_of(verdict, threshold));
  }
  if (is_change(verdict.criterion.demand)) return entry.finding == Finding::drifting;
  return drifts_far(entry.variant_drift,
                    entry.variant_drift_low,
                    entry.variant_drift_high,
                    distance_of(verdict, threshold));
}

Answer by_interval(const CriterionVerdict& verdict, const Threshold& threshold) {
  const bool upper = threshold.upper;
  if (threshold.both) {
    const auto within = within_margin(verdict.low, verdict.high, verdict.threshold);
    if (!within) return Answer::undecided;
    return *within ? Answer::met : Answer::not_met;
  }
  if (upper ? verdict.high <= verdict.threshold : verdict.low >= verdict.threshold)
    return Answer::met;
  if (upper ? verdict.low > verdict.threshold : verdict.high < verdict.threshold)
    return Answer::not_met;
  return Answer::undecided;
}

// A service's own figures and its share of trips: with a sample few people have the whole fleet.
bool of_a_service(const std::string& indicator, const Comparison& comparison) {
  if (indicator.starts_with("service.")) return true;
  if (!indicator.starts_with("mode_share")) return false;
  const std::vector<std::string> services = services_of(comparison);
  const std::string mode = indicator.substr(indicator.find('.') + 1);
  return std::find(services.begin(), services.end(), mode) != services.end();
}

void decide(CriterionVerdict& verdict, const Threshold& threshold, double spread) {
  if (!std::isfinite(verdict.value)) {
    verdict.doubt = Doubt::no_value;
  } else if (verdict.replications < 2) {
    verdict.doubt = Doubt::one_replication;
  } else if (still_drifts(verdict, threshold)) {
    verdict.doubt = Doubt::drifting;
  } else {
    verdict.by_numbers = by_interval(verdict, threshold);
    if (verdict.by_numbers == Answer::undecided) {
      verdict.doubt = Doubt::interval;
      verdict.would_decide = observations_for(
          spread, distance_of(verdict, threshold), verdict.level, most_replications);
    }
  }
  verdict.answer = verdict.by_numbers;
  if (verdict.of_sampled_service && verdict.answer != Answer::undecided) {
    verdict.answer = Answer::undecided;
    verdict.doubt = Doubt::sample;
  }
}

// What a criterion is taken of that the runs don't have: a service of another variant.
Entry absent(const scenarios::Criterion& criterion) {
  Entry entry;
  entry.indicator = criterion.indicator;
  entry.scope = criterion.scope;
  entry.definition = criterion.indicator;
  entry.base = entry.variant = entry.difference = entry.low = entry.high = nothing;
  entry.variant_low = entry.variant_high = nothing;
  entry.finding = Finding::no_value;
  return entry;
}

Expected<CriterionVerdict> judge_one(const scenarios::Criterion& criterion,
                                     const Comparison& comparison) {
  EVEIL_TRY(const Threshold threshold, threshold_of(criterion));
  const Entry* entry = find(comparison, criterion.scope, criterion.indicator);
  CriterionVerdict verdict;
  verdict.criterion = criterion;
  verdict.entry = entry == nullptr ? absent(criterion) : *entry;
  verdict.threshold = threshold.value;
  verdict.units = threshold.relative ? "%" : verdict.entry.units;
  const std::vector<double> values =
      judged_values(verdict.entry, is_change(criterion.demand), threshold.relative);
  // Two one-sided tests at 1 − confidence each are one interval of this confidence.
  const double confidence =
      threshold.both ? 2.0 * criterion.confidence - 1.0 : criterion.confidence;
  const auto pairs = static_cast<std::uint32_t>(comparison.source.replications.size());
  verdict.level = corrected_confidence(comparison.source.looks, pairs, confidence);
  const MeanInterval found = mean_interval(values, verdict.level);
  verdict.value = found.interval.mean;
  verdict.low = found.interval.low;
  verdict.high = found.interval.high;
  verdict.interval = found.kind;
  verdict.replications = static_cast<std::uint32_t>(values.size());
  verdict.of_sampled_service =
      comparison.source.sample < 1.0 && of_a_service(criterion.indicator, comparison);
  const double spread = std::sqrt(variance(values));
  decide(verdict, threshold, spread);
  return verdict;
}

// Not met if any is, else undecided if any is, else met: the worst comes last.
int rank_of(Answer answer) {
  if (answer == Answer::met) return 0;
  return answer == Answer::undecided ? 1 : 2;
}

Answer worse(Answer a, Answer b) { return rank_of(a) < rank_of(b) ? b : a; }

}  // namespace

std::string_view name_of(Answer answer) {
  switch (answer) {
    case Answer::met:
      return "met";
    case Answer::not_met:
      return "not met";
    case Answer::undecided:
      return "undecided";
  }
  return "";
}

Expected<Verdict> judge(const scenarios::Need& need, const Comparison& comparison) {
  Verdict verdict;
  verdict.need = need.name;
  verdict.base_name = comparison.source.base_scenario;
  verdict.variant_name = comparison.source.variant_scenario;
  verdict.sample = comparison.source.sample;
  verdict.territory = comparison.source.territory;
  verdict.territories = need.territories.size();
  verdict.minimum_of_them =
      need.minimum_territories > 0 ? need.minimum_territories : need.territories.size();
  verdict.answer = Answer::met;
  verdict.by_numbers = Answer::met;
  for (const scenarios::Criterion& criterion : need.criteria) {
    EVEIL_TRY(CriterionVerdict one, judge_one(criterion, comparison));
    verdict.answer = worse(verdict.answer, one.answer);
    verdict.by_numbers = worse(verdict.by_numbers, one.by_numbers);
    verdict.criteria.push_back(std::move(one));
  }
  return verdict;
}

void note_verdict(const Verdict& verdict, Comparison& comparison) {
  for (Entry& entry : comparison.entries) {
    Answer answer = Answer::met;
    bool asked = false;
    for (const CriterionVerdict& one : verdict.criteria) {
      if (one.criterion.indicator != entry.indicator || one.criterion.scope != entry.scope)
        continue;
      answer = worse(answer, one.answer);
      asked = true;
    }
    if (asked) entry.verdict = name_of(answer);
  }
}

}  // namespace eveil::analysis
