// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/frontier.hpp"

#include <cmath>
#include <limits>

#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// Replication by replication; empty where a number is missing.
using Levels = std::vector<double>;

// One replication's sums over the services.
struct Sums {
  Levels cost;
  Levels served;
  Levels requests;
  Levels refused;
  Levels wait;
};

const Levels* levels_of(const Comparison& comparison,
                        const std::string& service,
                        const char* key,
                        bool of_base) {
  const Entry* entry = find(comparison, "service:" + service, key);
  if (entry == nullptr) return nullptr;
  return of_base ? &entry->base_levels : &entry->variant_levels;
}

// Adds `levels`, each times `by`; notes where they aren't of all replications.
void add(Sums& sums, Levels Sums::*part, const Levels* levels, const Levels* by) {
  Levels& to = sums.*part;
  if (levels == nullptr || levels->size() != to.size() ||
      (by != nullptr && by->size() != to.size())) {
    to.assign(to.size(), nothing);
    return;
  }
  for (std::size_t row = 0; row < to.size(); ++row) {
    const double times = by == nullptr ? 1.0 : (*by)[row];
    // Nobody to wait or be refused adds nothing, whatever the mean of nobody is.
    if (times != 0.0) to[row] += (*levels)[row] * times;
  }
}

// Whether the scenario runs the service at all: the cost of a service that it hasn't got is
// unknown.
bool runs(const Comparison& comparison, const std::string& service, bool of_base) {
  const Entry* cost = find(comparison, "service:" + service, "service.cost");
  return cost != nullptr && std::isfinite(of_base ? cost->base : cost->variant);
}

Interval over(const Levels& part, const Levels& of) {
  Levels values;
  for (std::size_t row = 0; row < part.size(); ++row) {
    if (of[row] > 0.0 && std::isfinite(part[row])) values.push_back(part[row] / of[row]);
  }
  return values.empty() ? Interval{nothing, nothing, nothing} : t_interval(values);
}

Interval mean_of(const Levels& levels) {
  for (const double one : levels) {
    if (!std::isfinite(one)) return {nothing, nothing, nothing};
  }
  return t_interval(levels);
}

Offer offer_of(const Comparison& comparison, bool of_base) {
  const Levels zeros(comparison.source.replications.size(), 0.0);
  Sums sums{zeros, zeros, zeros, zeros, zeros};
  for (const std::string& service : services_of(comparison)) {
    if (!runs(comparison, service, of_base)) continue;
    const auto of = [&](const char* key) { return levels_of(comparison, service, key, of_base); };
    add(sums, &Sums::cost, of("service.cost"), nullptr);
    add(sums, &Sums::served, of("service.served"), nullptr);
    add(sums, &Sums::requests, of("service.requests"), nullptr);
    add(sums, &Sums::refused, of("service.refusal_rate"), of("service.requests"));
    add(sums, &Sums::wait, of("service.wait.mean"), of("service.served"));
  }
  Offer offer;
  const Source& source = comparison.source;
  offer.name = of_base ? source.base_scenario : source.variant_scenario;
  offer.cost_eur = mean_of(sums.cost);
  offer.served = mean_of(sums.served);
  offer.refusal_rate = over(sums.refused, sums.requests);
  offer.wait_s = over(sums.wait, sums.served);
  offer.cost_per_trip_eur = over(sums.cost, sums.served);
  return offer;
}

bool known(const Offer& offer) {
  return std::isfinite(offer.cost_eur.mean) && std::isfinite(offer.served.mean);
}

bool beats(const Offer& one, const Offer& other) {
  if (!known(one) || !known(other)) return false;
  const double saved = other.cost_eur.mean - one.cost_eur.mean;
  const double more = one.served.mean - other.served.mean;
  return saved >= 0.0 && more >= 0.0 && (saved > 0.0 || more > 0.0);
}

}  // namespace

std::vector<Offer> offers_of(const std::vector<Comparison>& comparisons) {
  std::vector<Offer> offers;
  if (comparisons.empty()) return offers;
  offers.push_back(offer_of(comparisons.front(), true));
  for (const Comparison& comparison : comparisons) offers.push_back(offer_of(comparison, false));
  return offers;
}

std::vector<std::size_t> beaten_by(std::span<const Offer> offers) {
  std::vector<std::size_t> beaten(offers.size(), offers.size());
  for (std::size_t row = 0; row < offers.size(); ++row) {
    for (std::size_t other = 0; other < offers.size(); ++other) {
      if (!beats(offers[other], offers[row])) continue;
      beaten[row] = other;
      break;
    }
  }
  return beaten;
}

}  // namespace eveil::analysis
