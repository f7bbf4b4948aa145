// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "analysis/compare.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

// " (3.0 to 3.4)" of the variant's own mean; the first of a sentence says what that is.
std::string level_interval(const Entry& entry, bool first) {
  if (!std::isfinite(entry.variant_low)) return "";
  return fmt::format(" ({}{} to {})",
                     first ? "95 % interval " : "",
                     readable(entry, entry.variant_low),
                     readable(entry, entry.variant_high));
}

std::string service_sentence(const Comparison& comparison, const std::string& service) {
  const std::string scope = "service:" + service;
  const Entry* requests = find(comparison, scope, "service.requests");
  const Entry* cost = find(comparison, scope, "service.cost");
  if (cost != nullptr && cost->finding == Finding::only_base)
    return fmt::format("Only the base has the service {}.", service);
  if (requests == nullptr || !(requests->variant > 0.0))
    return fmt::format("In the variant nobody asks {} for a ride.", service);
  std::string text = fmt::format("On an average day {} is asked for {} rides{}",
                                 service,
                                 readable(*requests, requests->variant),
                                 level_interval(*requests, true));
  // What there is no number of (a wait where nobody rode) is not spoken of.
  const auto say = [&](const char* key, const char* before, const char* after) {
    const Entry* entry = find(comparison, scope, key);
    if (entry == nullptr || !std::isfinite(entry->variant)) return;
    const std::string value = with_unit(readable(*entry, entry->variant), unit_of(*entry, false));
    text += fmt::format("{}{}{}{}", before, value, after, level_interval(*entry, false));
  };
  say("service.served", " and serves ", "");
  say("service.refusal_rate", "; it refuses ", "");
  say("service.wait.mean", "; riders wait ", " on average");
  say("service.cost_per_trip", "; a trip costs ", " to run");
  return text + ".";
}

std::string change(const Entry& entry, const char* noun) {
  const std::string unit = unit_of(entry, true);
  const std::string value = with_unit(readable_difference(entry, entry.difference), unit);
  switch (entry.finding) {
    case Finding::none_exactly:
      return fmt::format("{} does not change at all", noun);
    case Finding::one_replication:
      return fmt::format("{} changes by {} in the one pair of runs", noun, value);
    case Finding::drifting:
      return fmt::format("for {} nothing can be said yet: {}, and still drifting", noun, value);
    case Finding::only_variant:
    case Finding::only_base:
    case Finding::no_value:
      return fmt::format("{} cannot be compared", noun);
    case Finding::different:
    case Finding::undecided:
      break;
  }
  const std::string interval = fmt::format(
      "{} to {}", readable_difference(entry, entry.low), readable_difference(entry, entry.high));
  if (entry.finding == Finding::undecided && entry.equivalence == Equivalence::equivalent)
    return fmt::format("for {} there is no change that matters: {} ({})", noun, value, interval);
  if (entry.finding == Finding::undecided)
    return fmt::format("for {} no difference can be told: {} ({})", noun, value, interval);
  // "falls by 0.42 points": the word has the sign.
  std::string size = value;
  for (const std::string_view sign : {"+", "−"}) {
    if (size.starts_with(sign)) size.erase(0, sign.size());
  }
  return fmt::format("{} {} by {} ({}{}), from {} to {}",
                     noun,
                     entry.difference > 0.0 ? "rises" : "falls",
                     size,
                     interval,
                     lasts_correction(entry) ? "" : "; not so once corrected for many indicators",
                     readable(entry, entry.base),
                     with_unit(readable(entry, entry.variant), unit_of(entry, false)));
}

std::string change_sentence(const Comparison& comparison) {
  constexpr std::array<std::pair<const char*, const char*>, 3> told = {
      {{"mode_share.car_driver", "the share of trips by car"},
       {"vehicle_km", "the distance that vehicles drive"},
       {"co2e", "the CO2e of residents' trips"}}};
  std::string text;
  bool interval = false;
  for (const auto& [key, noun] : told) {
    const Entry* entry = find(comparison, "territory", key);
    if (entry == nullptr) continue;
    interval = interval || std::isfinite(entry->low);
    text += (text.empty() ? "" : "; ") + change(*entry, noun);
  }
  if (text.empty()) return "The runs have no indicator of the territory in common.";
  return fmt::format("In the territory, on an average day{}: {}.",
                     interval ? " (in brackets the difference's 95 % interval)" : "",
                     text);
}

// "; their differences vary 3.2 times less (median …) than those of unpaired runs".
std::string gain_in_words(const Comparison& comparison) {
  const PairingGain gain = pairing_gain(comparison);
  if (!(gain.median > 0.0)) return "";
  return fmt::format(
      "; pairing divides the variance of a difference by {:.1f} (median of {} indicators of the "
      "territory, {:.1f} to {:.1f})",
      gain.median,
      gain.indicators,
      gain.low,
      gain.high);
}

std::string looks_in_words(const Looks& looks) {
  if (looks.at.size() < 2) return "";
  return fmt::format("; looked at after {} pairs, for which the intervals are corrected",
                     fmt::join(looks.at, ", "));
}

std::string trust_sentence(const Comparison& comparison) {
  const std::size_t pairs = comparison.source.replications.size();
  if (pairs == 1) {
    return fmt::format(
        "This rests on 1 pair of runs: no interval can be had, so that no difference can be told "
        "from chance, no need answered, no precision reached; 2 pairs are the least, 5 a "
        "beginning. "
        "Besides, {}.",
        short_limits_of(comparison.source));
  }
  return fmt::format(
      "This rests on {} pairs of runs with the same people and the same chance on both "
      "sides{}; {}.",
      pairs,
      gain_in_words(comparison) + looks_in_words(comparison.source.looks),
      short_limits_of(comparison.source));
}

}  // namespace

std::vector<std::string> findings(const Comparison& comparison) {
  std::vector<std::string> sentences;
  if (!comparison.source.changes.empty()) {
    sentences.push_back(
        fmt::format("The variant changes {}.", fmt::join(comparison.source.changes, "; ")));
  }
  for (const std::string& service : services_of(comparison)) {
    sentences.push_back(service_sentence(comparison, service));
  }
  sentences.push_back(change_sentence(comparison));
  if (!comparison.source.also_differs.empty()) {
    sentences.push_back(
        fmt::format("Note that base and variant differ in more than that, and what is found comes "
                    "of it too: {}.",
                    fmt::join(comparison.source.also_differs, "; ")));
  }
  sentences.push_back(trust_sentence(comparison));
  return sentences;
}

}  // namespace eveil::analysis
