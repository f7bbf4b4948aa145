// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/compare.hpp"
#include "scenarios/needs.hpp"

namespace eveil::analysis {

enum class Answer : std::uint8_t { met, not_met, undecided };
/// "met", "not met", "undecided".
std::string_view name_of(Answer answer);

/// Why a criterion is undecided.
enum class Doubt : std::uint8_t {
  none,      ///< it is decided
  interval,  ///< the interval holds the threshold
  one_replication,
  drifting,  ///< what is judged still moves, beyond chance and by over a third of its distance
  sample,    ///< a service's indicator of a sample: the fleet isn't scaled to it
  no_value,  ///< the runs have no number of it, or the base has none to take a change from
};
/// One plain clause: why it is undecided; empty for `none`.
std::string_view reason_of(Doubt doubt);

/// The answer to one criterion.
struct CriterionVerdict {
  scenarios::Criterion criterion;
  Answer answer = Answer::undecided;
  Answer by_numbers = Answer::undecided;  ///< what the interval alone says, as if the sample were 1
  Doubt doubt = Doubt::none;
  bool of_sampled_service = false;  ///< no firm answer can be had, whatever the numbers
  Entry entry;                      ///< what it was taken of; for titles and readable numbers
  // What was judged, in `units`: the variant's level, the difference, or the change in % of the
  // base.
  double value = 0.0;  ///< NaN where there is none
  double low = 0.0;    ///< two-sided interval at `level`; NaN from one pair
  double high = 0.0;
  double level = 0.95;  ///< of this one interval: the criterion's confidence, corrected for looks
  IntervalKind interval = IntervalKind::none;
  double threshold = 0.0;  ///< with its sign: a fall by 3 % is −3; of no change the margin
  std::string units;       ///< of the entry, or "%" of the base
  std::uint32_t replications = 0;
  /// Replications that would decide by the spread seen; 0: not asked; `most_replications` + 1: more
  /// than that.
  std::uint32_t would_decide = 0;
};

/// The answer of one variant to a need.
struct Verdict {
  std::string need;
  std::string base_name;
  std::string variant_name;
  Answer answer = Answer::undecided;  ///< not met if any is, else undecided if any is, else met
  Answer by_numbers = Answer::undecided;
  std::vector<CriterionVerdict> criteria;
  double sample = 1.0;
  std::string territory;            ///< of the comparison: the answer is for it alone
  std::size_t territories = 0;      ///< of the need; 0: any
  std::size_t minimum_of_them = 0;  ///< that must meet it
};

/// Holds a need against one compared variant.
///
/// at_most: met where the whole interval is at or below the threshold, not met where it is all
/// above, else undecided; the others likewise. The interval is the two-sided one at the criterion's
/// confidence: of the variant's level, of the paired difference, or of the pairs' changes in % of
/// their base.
/// changes_by_at_most: met where the interval at 2 · confidence − 1, so the 90 % one at 0.95, lies
/// within ± the margin, not met where it is all beyond one of the two, else undecided.
/// \source Schuirmann 1987, two one-sided tests.
/// \errors bad_input: see `threshold_of`.
Expected<Verdict> judge(const scenarios::Need& need, const Comparison& comparison);

/// Notes the answers at the entries that they were taken of, for comparison.json: where several
/// criteria ask of one entry, the worst (not met, then undecided).
void note_verdict(const Verdict& verdict, Comparison& comparison);

/// The answer in one sentence, first; then one a criterion; last, where the need is of several
/// territories, of which one this is the answer.
std::vector<std::string> sentences_of(const Verdict& verdict);
/// One a criterion.
std::vector<std::string> criterion_sentences(const Verdict& verdict);
/// "at most 12 min", "falls by at least 3 %".
std::string demand_in_words(const scenarios::Criterion& criterion);
/// What was judged as people read it: "9.8 min (9.5 to 10.1)", "−1.2 % (−1.9 to −0.5)".
std::string judged_in_words(const CriterionVerdict& verdict);

/// One row a variant and criterion, and one a variant with `criterion` = all; header first.
std::string need_csv(const std::vector<Verdict>& verdicts);

}  // namespace eveil::analysis
