// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/compare.hpp"
#include "geo/base/error.hpp"
#include "output/indicator_row.hpp"

namespace eveil::analysis {

/// What a value is of.
struct KeyFact {
  std::string scope;
  std::string indicator;
  std::string units;
  std::string definition;
};

/// The keys of some runs, numbered in the order of their first appearance: there may be a million.
class KeyList {
 public:
  KeyList() = default;
  KeyList(KeyList&&) = default;
  KeyList& operator=(KeyList&&) = default;

  /// The number of a row's key, which is new where it wasn't there.
  std::size_t add(const output::IndicatorRow& row);
  /// None where it isn't there. Fast where keys are asked for in their order.
  std::optional<std::size_t> find(std::string_view scope, std::string_view indicator) const;
  std::size_t size() const { return facts_.size(); }
  const KeyFact& operator[](std::size_t row) const { return facts_[row]; }

 private:
  using Key = std::pair<std::string_view, std::string_view>;  // scope and indicator
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      const std::hash<std::string_view> hash;
      return hash(key.first) * 31 + hash(key.second);
    }
  };

  std::deque<KeyFact> facts_;  // stays in place, for what refers to it
  std::unordered_map<Key, std::size_t, KeyHash> places_;
  mutable std::size_t next_ = 0;  // the key after the one asked for last
};

/// One finished run as a comparison needs it.
class Observation {
 public:
  std::string file;
  std::int64_t replication = 0;
  std::int64_t format_version = 0;
  std::vector<std::int64_t> days;  ///< the observed days, in order

  /// The value of each of those days, NaN where it has none; empty where the run doesn't know the
  /// key.
  std::span<const double> of(std::size_t key) const {
    if (key >= known_.size() || !known_[key]) return {};
    return std::span(values_).subspan(key * days.size(), days.size());
  }
  void set(std::size_t key, std::size_t day, double value);

 private:
  std::vector<double> values_;  // key by key, a place a day
  std::vector<bool> known_;
};

/// Runs of one scenario, by replication.
struct Runs {
  std::vector<Observation> observations;
  KeyList keys;   ///< in the order of the first file
  Source source;  ///< of the first file; scenario in variant_scenario
};

/// Reads runs and checks that they are one scenario's: see `compare_runs`.
Expected<Runs> read_runs(const std::vector<std::string>& files);

/// Whether the runs of base and variant pair, one by one.
/// \errors bad_input: every difference, with both files.
Expected<void> check_pairing(const Runs& base, const Runs& variant);

}  // namespace eveil::analysis
