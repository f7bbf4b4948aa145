// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/verdict.hpp"
#include "geo/base/error.hpp"
#include "geo/base/json.hpp"
#include "scenarios/needs.hpp"

namespace eveil::analysis {

/// The answers of one comparison to a need, as `need.json` keeps them for putting together: the
/// need's criteria as they were asked, then each variant's answer with its numbers.
/// \pre one verdict a variant, all of `need` and of one territory.
Json answers_json(const scenarios::Need& need, const std::vector<Verdict>& verdicts);

/// What is read of it.
struct VariantAnswer {
  std::string variant;
  Answer answer = Answer::undecided;
  std::vector<std::string> open;  ///< a sentence for each criterion that isn't decided
  std::vector<CriterionVerdict> criteria = {};  ///< all, with what their file keeps of them
};
struct NeedAnswers {
  std::string where;  ///< the file, for messages
  std::string territory;
  std::vector<VariantAnswer> variants;
};

/// \param text   of a `need.json`
/// \param where  its name, for messages.
/// \errors bad_input: no such file; the answers of another need, with the criterion that differs.
Expected<NeedAnswers> read_answers(std::string_view text,
                                   const std::string& where,
                                   const scenarios::Need& need);

/// One of the need's territories in a shared answer.
struct TerritoryAnswer {
  std::string territory;
  bool compared = false;  ///< else nothing is known of it yet
  std::string where;      ///< of the comparison
  std::string variant;
  Answer answer = Answer::undecided;
  std::vector<std::string> open;
  std::vector<CriterionVerdict> criteria;
};

/// The answer of several territories to a need that so many of them must meet.
struct SharedVerdict {
  std::string need;
  std::string variant;  ///< empty where each territory has one of its own name
  std::uint32_t minimum = 0;
  Answer answer = Answer::undecided;
  std::vector<TerritoryAnswer> territories;  ///< in the order of the need
};

/// How many territories answer so; one that wasn't compared is undecided.
std::size_t count_of(const SharedVerdict& verdict, Answer answer);

/// What would have to come out.
struct Decides {
  std::vector<const TerritoryAnswer*> open;  ///< undecided, or not compared
  std::size_t more = 0;                      ///< of them that must still meet it
  std::size_t misses = 0;                    ///< of them that don't, so that it can't be met
};
/// \pre the answer is undecided.
Decides what_decides(const SharedVerdict& verdict);

/// Met where at least `minimum_territories` (all, where it isn't stated) meet it, not met where
/// that can't be any more, else undecided: territories that weren't compared may still.
///
/// Variants of one name belong together; where every comparison has a single one, those do.
/// \param territories  names of the need's territories; empty: those of the answers.
/// \errors bad_input: answers of a territory that isn't among them, or two of one territory.
Expected<std::vector<SharedVerdict>> shared_verdicts(const scenarios::Need& need,
                                                     const std::vector<std::string>& territories,
                                                     const std::vector<NeedAnswers>& answers);

/// The answer in one sentence, then one a territory with what it waits for, then what would decide.
std::vector<std::string> sentences_of(const SharedVerdict& verdict);
Json to_json(const std::vector<SharedVerdict>& verdicts);

}  // namespace eveil::analysis
