// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eveil::analysis {

/// Who bears what driving costs others: parts of `external_cost`; `all` is more than the others
/// together.
inline constexpr std::array<std::string_view, 6> external_cost_items = {
    "all", "accidents", "congestion", "climate", "air", "noise"};

/// What may follow an indicator's key after a dot.
enum class KeyPart : std::uint8_t { none, mode, refusal_cause, road_class, cost_item };

/// Kinds of scope, as bits.
enum ScopeKind : std::uint8_t {
  in_territory = 1,
  in_zones = 2,
  in_classes = 4,
  in_generators = 8,
  in_services = 16,
  in_hours = 32,  ///< trips and traffic of an hour
  in_purposes = 64,
};

/// What is known of an indicator before any run has it.
struct IndicatorFact {
  std::string_view key;  ///< without its part: `mode_share` of `mode_share.walk`
  std::string_view units;
  std::uint8_t scopes;  ///< bits of ScopeKind
  KeyPart part = KeyPart::none;
  bool share = false;           ///< from 0 to 1
  bool below_zero = false;      ///< a level may be negative
  std::string_view definition;  ///< where it isn't the key
};

/// All indicators, in the order of docs/indicators.md.
std::span<const IndicatorFact> indicator_facts();
/// The fact of a whole key, its part included or not; none where there is no such indicator.
const IndicatorFact* fact_of(std::string_view indicator);
/// Whether the indicators of a definition are shares.
bool is_share(std::string_view definition);

/// The kind of a scope as written; 0 where it is none.
std::uint8_t kind_of(std::string_view scope);
/// "territory, zone:ID or class:KIND=VALUE" of bits.
std::string scopes_in_words(std::uint8_t scopes);

}  // namespace eveil::analysis
