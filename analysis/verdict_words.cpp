// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/csv.hpp"
#include "analysis/verdict.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

using scenarios::Demand;

// A change in % of the base, with its sign and three figures at most.
std::string percent(double value, double size) {
  const int decimals = size >= 100.0 ? 0 : size >= 10.0 ? 1 : 2;
  std::string text = fmt::format("{:.{}f}", std::fabs(value), decimals);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return zero ? text : (value < 0.0 ? "−" : "+") + text;
}

// One number of a verdict as people read it, without its unit.
std::string shown(const CriterionVerdict& verdict, double value) {
  if (verdict.units == "%") {
    double size = std::fabs(verdict.value);
    if (std::isfinite(verdict.low))
      size = std::max({size, std::fabs(verdict.low), std::fabs(verdict.high)});
    return percent(value, size);
  }
  return is_change(verdict.criterion.demand) ? readable_difference(verdict.entry, value)
                                             : readable(verdict.entry, value);
}

std::size_t count_of(const Verdict& verdict, Answer answer) {
  const auto& all = verdict.criteria;
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [&](const CriterionVerdict& one) { return one.answer == answer; }));
}

// "1 of 4 criteria is", "2 of 4 criteria are".
std::string some_of(std::size_t some, const Verdict& verdict) {
  return fmt::format("{} of {} {} {}",
                     some,
                     verdict.criteria.size(),
                     verdict.criteria.size() == 1 ? "criterion" : "criteria",
                     some == 1 ? "is" : "are");
}

std::string sample_in_words(const Verdict& verdict) {
  return fmt::format(
      "only {:g} % of the people are simulated, with the whole fleet for them, which flatters the "
      "service, so that a firm answer needs simulation.sample = 1",
      verdict.sample * 100.0);
}

std::string answer_sentence(const Verdict& verdict) {
  const std::string need = fmt::format("“{}”", verdict.need);
  if (verdict.answer == Answer::met)
    return fmt::format("The need {} is met by {}.", need, verdict.variant_name);
  if (verdict.answer == Answer::not_met) {
    return fmt::format("The need {} is not met by {}: {} not.",
                       need,
                       verdict.variant_name,
                       some_of(count_of(verdict, Answer::not_met), verdict));
  }
  std::string text = fmt::format("The need {} is undecided for {}: ", need, verdict.variant_name);
  const bool sampled = std::any_of(
      verdict.criteria.begin(), verdict.criteria.end(), [](const CriterionVerdict& one) {
        return one.doubt == Doubt::sample;
      });
  if (!sampled) {
    return text + some_of(count_of(verdict, Answer::undecided), verdict) + " undecided.";
  }
  if (verdict.by_numbers == Answer::undecided)
    return text + "these runs leave it open, and " + sample_in_words(verdict) + ".";
  return text + fmt::format("by the numbers of these runs it is {}, but {}.",
                            name_of(verdict.by_numbers),
                            sample_in_words(verdict));
}

std::string criterion_sentence(const CriterionVerdict& one) {
  std::string text = fmt::format("{}: {}, {}, {}",
                                 name_of(one.answer),
                                 title_of(one.entry),
                                 one.criterion.scope,
                                 demand_in_words(one.criterion));
  if (std::isfinite(one.value)) text += fmt::format("; it is {}", judged_in_words(one));
  if (one.doubt == Doubt::sample)
    return text + fmt::format("; by the numbers {}", name_of(one.by_numbers));
  if (one.doubt != Doubt::none) text += fmt::format("; {}", reason_of(one.doubt));
  if (one.would_decide > most_replications) {
    text += fmt::format(", and more than {} replications would be needed", most_replications);
  } else if (one.would_decide > 0) {
    text += fmt::format(", and about {} replications would decide", one.would_decide);
  }
  return text;
}

std::string csv_row(const Verdict& verdict, std::size_t row) {
  const CriterionVerdict& one = verdict.criteria[row];
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
                     csv_cell(verdict.need),
                     csv_cell(verdict.base_name),
                     csv_cell(verdict.variant_name),
                     row + 1,
                     csv_cell(one.criterion.scope),
                     csv_cell(one.criterion.indicator),
                     name_of(one.criterion.demand),
                     csv_cell(one.threshold),
                     csv_cell(one.units),
                     csv_cell(one.criterion.confidence),
                     csv_cell(one.value),
                     csv_cell(one.low),
                     csv_cell(one.high),
                     one.replications,
                     name_of(one.answer),
                     name_of(one.by_numbers),
                     csv_cell(reason_of(one.doubt)),
                     one.would_decide == 0                  ? ""
                     : one.would_decide > most_replications ? fmt::format(">{}", most_replications)
                                                            : fmt::to_string(one.would_decide));
}

}  // namespace

std::string_view reason_of(Doubt doubt) {
  switch (doubt) {
    case Doubt::none:
      return "";
    case Doubt::interval:
      return "the interval holds the threshold";
    case Doubt::one_replication:
      return "needs at least 2 replications";
    case Doubt::drifting:
      return "still drifting";
    case Doubt::sample:
      return "sample";
    case Doubt::no_value:
      return "these runs have no number to judge";
  }
  return "";
}

std::string demand_in_words(const scenarios::Criterion& criterion) {
  std::string amount = criterion.unit.empty()
                           ? fmt::format("{}", criterion.number)
                           : fmt::format("{} {}", criterion.number, criterion.unit);
  switch (criterion.demand) {
    case Demand::at_most:
      return "at most " + amount;
    case Demand::at_least:
      return "at least " + amount;
    case Demand::decreases_by_at_least:
      return "falls by at least " + amount;
    case Demand::increases_by_at_least:
      return "rises by at least " + amount;
    case Demand::decreases_by_at_most:
      return "falls by at most " + amount;
    case Demand::increases_by_at_most:
      return "rises by at most " + amount;
    case Demand::changes_by_at_most:
      return "changes by at most " + amount;
  }
  return amount;
}

std::string judged_in_words(const CriterionVerdict& verdict) {
  const std::string unit =
      verdict.units == "%" ? "%" : unit_of(verdict.entry, is_change(verdict.criterion.demand));
  std::string text = with_unit(shown(verdict, verdict.value), unit);
  if (!std::isfinite(verdict.low)) return text;
  return text + fmt::format(" ({} % interval {} to {})",
                            percent_of_level(verdict.level),
                            shown(verdict, verdict.low),
                            shown(verdict, verdict.high));
}

std::vector<std::string> criterion_sentences(const Verdict& verdict) {
  std::vector<std::string> sentences;
  sentences.reserve(verdict.criteria.size());
  for (const CriterionVerdict& one : verdict.criteria) sentences.push_back(criterion_sentence(one));
  return sentences;
}

std::vector<std::string> sentences_of(const Verdict& verdict) {
  std::vector<std::string> sentences = criterion_sentences(verdict);
  sentences.insert(sentences.begin(), answer_sentence(verdict));
  if (verdict.territories > 1) {
    sentences.push_back(fmt::format(
        "This is the answer of {} alone; {} of the need's {} territories must meet it, which eveil "
        "need puts together.",
        verdict.territory,
        verdict.minimum_of_them == verdict.territories ? "all"
                                                       : fmt::to_string(verdict.minimum_of_them),
        verdict.territories));
  }
  return sentences;
}

std::string need_csv(const std::vector<Verdict>& verdicts) {
  std::string text =
      "need,base_name,variant_name,criterion,scope,indicator,demand,threshold,units,confidence,"
      "value,low,high,replications,verdict,verdict_by_numbers,reason,replications_to_decide\n";
  for (const Verdict& verdict : verdicts) {
    text += fmt::format("{},{},{},all,,,,,,,,,,,{},{},,\n",
                        csv_cell(verdict.need),
                        csv_cell(verdict.base_name),
                        csv_cell(verdict.variant_name),
                        name_of(verdict.answer),
                        name_of(verdict.by_numbers));
    for (std::size_t row = 0; row < verdict.criteria.size(); ++row) text += csv_row(verdict, row);
  }
  return text;
}

}  // namespace eveil::analysis
