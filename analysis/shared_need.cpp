// SPDX-License-Identifier: Apache-2.0
#include "analysis/shared_need.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace eveil::analysis {

namespace {

using Names = std::vector<std::string>;

void add_new(const std::string& name, Names& names) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

Expected<void> check_territories(const scenarios::Need& need,
                                 const Names& territories,
                                 const std::vector<NeedAnswers>& answers) {
  std::vector<Error> errors;
  for (std::size_t row = 0; row < answers.size(); ++row) {
    const NeedAnswers& one = answers[row];
    if (std::find(territories.begin(), territories.end(), one.territory) == territories.end()) {
      errors.push_back({ErrorKind::bad_input,
                        one.where,
                        fmt::format("is of {}, which isn't among the territories of {}: {}",
                                    one.territory,
                                    need.file,
                                    fmt::join(territories, ", ")),
                        {}});
    }
    const auto earlier =
        std::find_if(answers.begin(),
                     answers.begin() + static_cast<std::ptrdiff_t>(row),
                     [&](const auto& other) { return other.territory == one.territory; });
    if (earlier == answers.begin() + static_cast<std::ptrdiff_t>(row)) continue;
    errors.push_back(
        {ErrorKind::bad_input,
         one.where,
         fmt::format(
             "is of {}, as {} is; give one comparison a territory", one.territory, earlier->where),
         {}});
  }
  if (!errors.empty()) return joined(std::move(errors));
  return {};
}

// The names of variants that get an answer each; one empty name where they needn't be told apart.
Names variants_of(const std::vector<NeedAnswers>& answers) {
  Names names;
  bool single = true;
  for (const NeedAnswers& one : answers) {
    single = single && one.variants.size() == 1;
    for (const VariantAnswer& variant : one.variants) add_new(variant.variant, names);
  }
  return single && names.size() > 1 ? Names{""} : names;
}

TerritoryAnswer answer_in(const std::string& territory,
                          const std::string& variant,
                          const std::vector<NeedAnswers>& answers) {
  TerritoryAnswer found;
  found.territory = territory;
  for (const NeedAnswers& one : answers) {
    if (one.territory != territory) continue;
    for (const VariantAnswer& of : one.variants) {
      if (!variant.empty() && of.variant != variant) continue;
      found.compared = true;
      found.where = one.where;
      found.variant = of.variant;
      found.answer = of.answer;
      found.open = of.open;
      found.criteria = of.criteria;
    }
  }
  return found;
}

Answer answer_of(const SharedVerdict& verdict) {
  if (count_of(verdict, Answer::met) >= verdict.minimum) return Answer::met;
  const std::size_t can = verdict.territories.size() - count_of(verdict, Answer::not_met);
  return can < verdict.minimum ? Answer::not_met : Answer::undecided;
}

std::string decides_in_words(const Decides& decides) {
  Names open;
  open.reserve(decides.open.size());
  for (const TerritoryAnswer* one : decides.open)
    open.push_back(one->territory + (one->compared ? "" : " (not compared yet)"));
  return fmt::format("it is met once {} more of {} meet it, and can't be once {} of them don't",
                     decides.more,
                     fmt::join(open, ", "),
                     decides.misses);
}

}  // namespace

std::size_t count_of(const SharedVerdict& verdict, Answer answer) {
  return static_cast<std::size_t>(std::count_if(
      verdict.territories.begin(), verdict.territories.end(), [&](const TerritoryAnswer& one) {
        return one.answer == answer;
      }));
}

Decides what_decides(const SharedVerdict& verdict) {
  Decides decides;
  for (const TerritoryAnswer& one : verdict.territories) {
    if (one.answer == Answer::undecided) decides.open.push_back(&one);
  }
  decides.more = verdict.minimum - count_of(verdict, Answer::met);
  decides.misses = decides.open.size() - decides.more + 1;
  return decides;
}

Expected<std::vector<SharedVerdict>> shared_verdicts(const scenarios::Need& need,
                                                     const std::vector<std::string>& territories,
                                                     const std::vector<NeedAnswers>& answers) {
  Names names = territories;
  if (names.empty()) {
    for (const NeedAnswers& one : answers) add_new(one.territory, names);
  }
  EVEIL_CHECK(check_territories(need, names, answers));
  std::vector<SharedVerdict> verdicts;
  for (const std::string& variant : variants_of(answers)) {
    SharedVerdict verdict;
    verdict.need = need.name;
    verdict.variant = variant;
    verdict.minimum = need.minimum_territories > 0 ? need.minimum_territories
                                                   : static_cast<std::uint32_t>(names.size());
    for (const std::string& territory : names)
      verdict.territories.push_back(answer_in(territory, variant, answers));
    verdict.answer = answer_of(verdict);
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

std::vector<std::string> sentences_of(const SharedVerdict& verdict) {
  std::vector<std::string> sentences = {
      fmt::format("The need “{}” is {}{}: {} of {} territories meet it; at least {} must.",
                  verdict.need,
                  name_of(verdict.answer),
                  verdict.variant.empty()
                      ? ""
                      : (verdict.answer == Answer::undecided ? " for " : " by ") + verdict.variant,
                  count_of(verdict, Answer::met),
                  verdict.territories.size(),
                  verdict.minimum)};
  for (const TerritoryAnswer& one : verdict.territories) {
    if (!one.compared) {
      sentences.push_back(fmt::format("not compared: {}", one.territory));
      continue;
    }
    sentences.push_back(
        fmt::format("{}: {}, {} ({})", name_of(one.answer), one.territory, one.variant, one.where));
    for (const std::string& open : one.open) sentences.push_back("  " + open);
  }
  if (verdict.answer == Answer::undecided)
    sentences.push_back(decides_in_words(what_decides(verdict)));
  return sentences;
}

Json to_json(const std::vector<SharedVerdict>& verdicts) {
  Json list = Json::array();
  for (const SharedVerdict& verdict : verdicts) {
    Json json;
    json["need"] = verdict.need;
    json["variant_name"] = verdict.variant.empty() ? Json(nullptr) : Json(verdict.variant);
    json["verdict"] = name_of(verdict.answer);
    json["minimum_territories"] = verdict.minimum;
    json["met"] = count_of(verdict, Answer::met);
    json["not_met"] = count_of(verdict, Answer::not_met);
    json["undecided"] = count_of(verdict, Answer::undecided);
    json["territories"] = Json::array();
    for (const TerritoryAnswer& one : verdict.territories) {
      Json territory;
      territory["territory"] = one.territory;
      territory["compared"] = one.compared;
      territory["verdict"] = name_of(one.answer);
      territory["variant_name"] = one.compared ? Json(one.variant) : Json(nullptr);
      territory["open"] = one.open;
      json["territories"].push_back(std::move(territory));
    }
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace eveil::analysis
