// SPDX-License-Identifier: Apache-2.0
#include "analysis/need_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "analysis/catalogue.hpp"
#include "output/words.hpp"

namespace eveil::analysis {

namespace {

using scenarios::Criterion;
using Names = std::vector<std::string>;

// "; did you mean X?", or nothing.
std::string nearest_one(const std::string& word, const Names& known) {
  const std::vector<std::string_view> views(known.begin(), known.end());
  const std::string_view near = nearest(word, views);
  return near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near);
}

// Some names and how many more.
std::string listed(const Names& names) {
  constexpr std::size_t most = 12;
  if (names.empty()) return "none";
  std::string text;
  for (std::size_t row = 0; row < std::min(most, names.size()); ++row)
    text += (row > 0 ? ", " : "") + names[row];
  if (names.size() > most) text += fmt::format(" and {} more", names.size() - most);
  return text;
}

Names parts_of(const IndicatorFact& fact, const KnownNames& known) {
  if (fact.part == KeyPart::mode) return known.modes;
  if (fact.part == KeyPart::cost_item)
    return {external_cost_items.begin(), external_cost_items.end()};
  if (fact.part == KeyPart::road_class) return output::road_class_words();
  if (fact.part != KeyPart::refusal_cause) return {};
  Names causes = output::refusal_words();
  causes.erase(std::remove(causes.begin(), causes.end(), "none"), causes.end());
  return causes;
}

Names all_indicators(const KnownNames& known) {
  Names names;
  for (const IndicatorFact& fact : indicator_facts()) {
    if (fact.part == KeyPart::none) names.emplace_back(fact.key);
    for (const std::string& part : parts_of(fact, known))
      names.push_back(fmt::format("{}.{}", fact.key, part));
  }
  return names;
}

// Whether the indicator exists; its fact.
Expected<const IndicatorFact*> check_indicator(const Criterion& criterion,
                                               const KnownNames& known) {
  const Names names = all_indicators(known);
  if (std::find(names.begin(), names.end(), criterion.indicator) != names.end())
    return fact_of(criterion.indicator);
  const IndicatorFact* fact = fact_of(criterion.indicator);
  if (fact != nullptr) {
    return bad_input(criterion.where_indicator,
                     fmt::format("found \"{}\"; {} takes one of: {}",
                                 criterion.indicator,
                                 fact->key,
                                 listed(parts_of(*fact, known))));
  }
  return bad_input(criterion.where_indicator,
                   fmt::format("found \"{}\", which is no indicator of this version{}; "
                               "docs/indicators.md lists them",
                               criterion.indicator,
                               nearest_one(criterion.indicator, names)));
}

const Names& names_of_kind(std::uint8_t kind, const KnownNames& known) {
  if (kind == in_services) return known.services;
  if (kind == in_generators) return known.generators;
  return kind == in_zones ? known.zones : known.classes;
}

Expected<void> check_scope(const Criterion& criterion,
                           const IndicatorFact* fact,
                           const KnownNames& known) {
  const std::uint8_t kind = kind_of(criterion.scope);
  if (kind == 0) {
    return bad_input(criterion.where_scope,
                     fmt::format("found \"{}\", expected {}",
                                 criterion.scope,
                                 scopes_in_words(in_territory | in_zones | in_classes |
                                                 in_generators | in_services)));
  }
  if (fact != nullptr && (fact->scopes & kind) == 0) {
    return bad_input(criterion.where_scope,
                     fmt::format("{} isn't taken of \"{}\"; its scopes are {}",
                                 criterion.indicator,
                                 criterion.scope,
                                 scopes_in_words(fact->scopes)));
  }
  if (kind == in_territory) return {};
  const Names& names = names_of_kind(kind, known);
  const std::size_t colon = criterion.scope.find(':');
  const std::string name = criterion.scope.substr(colon + 1);
  if (std::find(names.begin(), names.end(), name) != names.end()) return {};
  const std::string prefix = criterion.scope.substr(0, colon);
  return bad_input(criterion.where_scope,
                   fmt::format("no {} is called \"{}\"{}; there are: {}",
                               prefix,
                               name,
                               nearest_one(name, names),
                               listed(names)));
}

}  // namespace

KnownNames names_in(const std::vector<Comparison>& comparisons) {
  KnownNames known;
  std::set<std::string> scopes;
  std::set<std::string> modes;
  for (const Comparison& comparison : comparisons) {
    for (const Entry& entry : comparison.entries) {
      if (entry.definition == "mode_share" && modes.insert(entry.indicator).second)
        known.modes.push_back(entry.indicator.substr(entry.definition.size() + 1));
      const std::uint8_t kind = kind_of(entry.scope);
      if (kind == 0 || kind == in_territory || !scopes.insert(entry.scope).second) continue;
      const std::string name = entry.scope.substr(entry.scope.find(':') + 1);
      if (kind == in_services) known.services.push_back(name);
      if (kind == in_generators) known.generators.push_back(name);
      if (kind == in_zones) known.zones.push_back(name);
      if ((kind & (in_classes | in_hours | in_purposes)) != 0) known.classes.push_back(name);
    }
  }
  return known;
}

Expected<void> check_need(const scenarios::Need& need, const KnownNames& known) {
  std::vector<Error> errors;
  for (const Criterion& criterion : need.criteria) {
    const auto fact = check_indicator(criterion, known);
    if (!fact) errors.push_back(fact.error());
    const auto scope = check_scope(criterion, fact ? *fact : nullptr, known);
    if (!scope) errors.push_back(scope.error());
    if (!fact) continue;
    if (const auto threshold = threshold_of(criterion); !threshold)
      errors.push_back(threshold.error());
  }
  if (!errors.empty()) return joined(std::move(errors));
  return {};
}

}  // namespace eveil::analysis
