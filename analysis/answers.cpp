// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include "analysis/catalogue.hpp"
#include "analysis/json_number.hpp"
#include "analysis/shared_need.hpp"

namespace eveil::analysis {

namespace {

std::string amount_of(const scenarios::Criterion& criterion) {
  return criterion.unit.empty() ? fmt::format("{}", criterion.number)
                                : fmt::format("{} {}", criterion.number, criterion.unit);
}

// A criterion as it was asked.
Json asked_json(const scenarios::Criterion& criterion) {
  Json json;
  json["indicator"] = criterion.indicator;
  json["scope"] = criterion.scope;
  json["demand"] = scenarios::name_of(criterion.demand);
  json["threshold"] = amount_of(criterion);
  json["confidence"] = criterion.confidence;
  return json;
}

Json criterion_json(const CriterionVerdict& one, const std::string& sentence) {
  Json json;
  json["verdict"] = name_of(one.answer);
  json["verdict_by_numbers"] = name_of(one.by_numbers);
  json["sentence"] = sentence;
  json["reason"] = reason_of(one.doubt);
  json["value"] = number(one.value);
  json["low"] = number(one.low);
  json["high"] = number(one.high);
  json["threshold"] = number(one.threshold);
  json["units"] = one.units;
  json["level"] = one.level;
  json["replications"] = one.replications;
  const bool told = one.would_decide > 0 && one.would_decide <= most_replications;
  json["replications_to_decide"] = told ? Json(one.would_decide) : Json(nullptr);
  return json;
}

std::optional<Answer> answer_of(const Json& json) {
  if (!json.is_string()) return {};
  for (const Answer answer : {Answer::met, Answer::not_met, Answer::undecided}) {
    if (json == name_of(answer)) return answer;
  }
  return {};
}

// What a key holds; null where there is none.
const Json& at(const Json& json, const char* key) {
  static const Json none;
  const auto found = json.is_object() ? json.find(key) : json.end();
  return found == json.end() ? none : *found;
}

std::string text_of(const Json& json) {
  return json.is_string() ? json.get<std::string>() : std::string();
}

// The first criterion that was asked otherwise, counted from 1; 0 where all are the same.
std::size_t first_other(const Json& asked, const scenarios::Need& need) {
  for (std::size_t row = 0; row < need.criteria.size(); ++row) {
    const bool same =
        asked.is_array() && row < asked.size() && asked[row] == asked_json(need.criteria[row]);
    if (!same) return row + 1;
  }
  const bool more = asked.is_array() && asked.size() > need.criteria.size();
  return more ? need.criteria.size() + 1 : 0;
}

double number_at(const Json& json, const char* key) {
  const Json& found = at(json, key);
  return found.is_number() ? found.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

std::uint32_t count_at(const Json& json, const char* key) {
  const Json& found = at(json, key);
  return found.is_number_unsigned() ? found.get<std::uint32_t>() : 0;
}

Doubt doubt_of(const Json& json) {
  for (const Doubt doubt :
       {Doubt::interval, Doubt::one_replication, Doubt::drifting, Doubt::sample, Doubt::no_value}) {
    if (json == reason_of(doubt)) return doubt;
  }
  return Doubt::none;
}

// The entry that was judged, as far as titles and readable numbers go.
Entry entry_of(const CriterionVerdict& verdict) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  Entry entry;
  entry.indicator = verdict.criterion.indicator;
  entry.scope = verdict.criterion.scope;
  const IndicatorFact* fact = fact_of(entry.indicator);
  entry.definition = fact == nullptr            ? entry.indicator
                     : fact->definition.empty() ? std::string(fact->key)
                                                : std::string(fact->definition);
  entry.units = verdict.units;
  entry.base = nothing;
  entry.variant = entry.difference = verdict.value;
  entry.variant_low = entry.low = verdict.low;
  entry.variant_high = entry.high = verdict.high;
  return entry;
}

CriterionVerdict verdict_of(const Json& json, const scenarios::Criterion& asked) {
  CriterionVerdict verdict;
  verdict.criterion = asked;
  verdict.answer = answer_of(at(json, "verdict")).value_or(Answer::undecided);
  verdict.by_numbers = answer_of(at(json, "verdict_by_numbers")).value_or(Answer::undecided);
  verdict.doubt = doubt_of(at(json, "reason"));
  verdict.value = number_at(json, "value");
  verdict.low = number_at(json, "low");
  verdict.high = number_at(json, "high");
  verdict.threshold = number_at(json, "threshold");
  verdict.units = text_of(at(json, "units"));
  verdict.level = number_at(json, "level");
  verdict.replications = count_at(json, "replications");
  // Of an interval that leaves it open the file says none only where they are too many.
  verdict.would_decide = count_at(json, "replications_to_decide");
  if (verdict.doubt == Doubt::interval && verdict.would_decide == 0)
    verdict.would_decide = most_replications + 1;
  verdict.entry = entry_of(verdict);
  return verdict;
}

std::optional<VariantAnswer> variant_of(const Json& json, const scenarios::Need& need) {
  const std::optional<Answer> answer = answer_of(at(json, "verdict"));
  const Json& criteria = at(json, "criteria");
  if (!answer || !criteria.is_array()) return {};
  VariantAnswer found{text_of(at(json, "variant_name")), *answer, {}, {}};
  for (std::size_t row = 0; row < std::min(criteria.size(), need.criteria.size()); ++row) {
    found.criteria.push_back(verdict_of(criteria[row], need.criteria[row]));
    if (answer_of(at(criteria[row], "verdict")) == Answer::undecided)
      found.open.push_back(text_of(at(criteria[row], "sentence")));
  }
  return found;
}

}  // namespace

Json answers_json(const scenarios::Need& need, const std::vector<Verdict>& verdicts) {
  Json json;
  json["need"] = need.name;
  json["territory"] = verdicts.front().territory;
  json["asked"] = Json::array();
  for (const scenarios::Criterion& criterion : need.criteria)
    json["asked"].push_back(asked_json(criterion));
  json["variants"] = Json::array();
  for (const Verdict& verdict : verdicts) {
    const std::vector<std::string> sentences = criterion_sentences(verdict);
    Json variant;
    variant["base_name"] = verdict.base_name;
    variant["variant_name"] = verdict.variant_name;
    variant["sample"] = verdict.sample;
    variant["verdict"] = name_of(verdict.answer);
    variant["verdict_by_numbers"] = name_of(verdict.by_numbers);
    variant["criteria"] = Json::array();
    for (std::size_t row = 0; row < verdict.criteria.size(); ++row)
      variant["criteria"].push_back(criterion_json(verdict.criteria[row], sentences[row]));
    json["variants"].push_back(std::move(variant));
  }
  return json;
}

Expected<NeedAnswers> read_answers(std::string_view text,
                                   const std::string& where,
                                   const scenarios::Need& need) {
  EVEIL_TRY(const Json json, parse_json(text, where));
  NeedAnswers answers{where, text_of(at(json, "territory")), {}};
  const Json& variants = at(json, "variants");
  if (answers.territory.empty() || !variants.is_array() || variants.empty())
    return bad_input(where, "has no answers to a need; give the folder of an eveil compare --need");
  const std::size_t other = first_other(at(json, "asked"), need);
  if (at(json, "need") != need.name || other > 0) {
    return bad_input(
        where,
        fmt::format("answers the need \"{}\", which isn't that of {}: {}; compare again with this "
                    "need and --force (finished runs are used again)",
                    text_of(at(json, "need")),
                    need.file,
                    other > 0 ? fmt::format("criterion {} differs", other) : "the name differs"));
  }
  for (const Json& one : variants) {
    std::optional<VariantAnswer> variant = variant_of(one, need);
    if (!variant) return bad_input(where, "is damaged: a variant without answer; compare again");
    answers.variants.push_back(std::move(*variant));
  }
  return answers;
}

}  // namespace eveil::analysis
