// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "analysis/compare.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

std::string with_unit(const std::string& number, const std::string& unit) {
  if (unit.empty()) return number;
  return unit == "%" ? number + " %" : fmt::format("{} {}", number, unit);
}

// "3.2 min (95 % interval 3.0 to 3.4)" of the variant's own mean.
std::string level(const Entry& entry) {
  const std::string value = with_unit(readable(entry, entry.variant), unit_of(entry, false));
  if (!std::isfinite(entry.variant_low)) return value;
  return fmt::format("{} (95 % interval {} to {})",
                     value,
                     readable(entry, entry.variant_low),
                     readable(entry, entry.variant_high));
}

std::string service_sentence(const Comparison& comparison, const std::string& service) {
  const std::string scope = "service:" + service;
  const auto say = [&](const char* key) {
    const Entry* entry = find(comparison, scope, key);
    return entry == nullptr ? std::string("–") : level(*entry);
  };
  const Entry* requests = find(comparison, scope, "service.requests");
  if (requests == nullptr || requests->variant == 0.0) {
    return fmt::format("Nobody asked {} for a ride.", service);
  }
  return fmt::format(
      "On an average day {} got {} requests and served {}; it refused {}, the mean wait was {}, "
      "and a trip cost "
      "{} to run.",
      service,
      say("service.requests"),
      say("service.served"),
      say("service.refusal_rate"),
      say("service.wait.mean"),
      say("service.cost_per_trip"));
}

std::string change(const Comparison& comparison, const char* indicator, const char* noun) {
  const Entry* entry = find(comparison, "territory", indicator);
  if (entry == nullptr) return "";
  const std::string unit = unit_of(*entry, true);
  const std::string interval = fmt::format("{} to {}",
                                           readable_difference(*entry, entry->low),
                                           readable_difference(*entry, entry->high));
  const std::string value = with_unit(readable_difference(*entry, entry->difference), unit);
  switch (entry->finding) {
    case Finding::none_exactly:
      return fmt::format("{} does not change at all", noun);
    case Finding::one_replication:
      return fmt::format("{} changes by {} in the one pair", noun, value);
    case Finding::different:
      return fmt::format("{} changes by {} ({})", noun, value, interval);
    case Finding::drifting:
      return fmt::format("{} is undecided: {} and still drifting", noun, value);
    case Finding::undecided:
    case Finding::only_variant:
      break;
  }
  return fmt::format("for {} no difference can be told: {} ({})", noun, value, interval);
}

std::string change_sentence(const Comparison& comparison) {
  return fmt::format("With it, in the territory and with 95 % intervals: {}; {}; {}.",
                     change(comparison, "mode_share.car_driver", "the share of trips by car"),
                     change(comparison, "vehicle_km", "the distance driven"),
                     change(comparison, "co2e", "CO2e"));
}

std::string trust_sentence(const Comparison& comparison) {
  const Source& source = comparison.source;
  const std::size_t pairs = source.replications.size();
  std::string text = fmt::format("This rests on {} {} of runs with common random numbers",
                                 pairs,
                                 pairs == 1 ? "pair (too few for an interval)" : "pairs");
  if (source.sample < 1.0) {
    text +=
        fmt::format(", on a sample of {:g} % of the people that met the whole fleet (flattering)",
                    source.sample * 100.0);
  }
  return text +
         "; coefficients are French and uncalibrated here; buses, bicycles and car passengers are "
         "missing so far.";
}

}  // namespace

std::vector<std::string> findings(const Comparison& comparison) {
  std::vector<std::string> sentences;
  for (const std::string& service : services_of(comparison)) {
    sentences.push_back(service_sentence(comparison, service));
  }
  sentences.push_back(change_sentence(comparison));
  sentences.push_back(trust_sentence(comparison));
  return sentences;
}

}  // namespace eveil::analysis
