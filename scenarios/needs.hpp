// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eveil::scenarios {

/// What a criterion asks of an indicator. `at_…` is of the variant's own level, the others of the
/// difference variant − base.
enum class Demand : std::uint8_t {
  at_most,
  at_least,
  decreases_by_at_least,
  increases_by_at_least,
  decreases_by_at_most,
  increases_by_at_most,
  changes_by_at_most,
};
/// The key in need.toml.
std::string_view name_of(Demand demand);
inline bool is_change(Demand demand) { return demand >= Demand::decreases_by_at_least; }

/// One line of a need, as its file says it.
struct Criterion {
  std::string indicator;  ///< key, as `service.wait.p95`
  std::string scope;      ///< `territory`, `zone:ID`, `service:NAME`, …
  Demand demand = Demand::at_most;
  double number = 0.0;       ///< of the threshold as written: 12 of "12 min"
  std::string unit;          ///< as written: "min", "%", "points"; empty for a bare number
  double confidence = 0.95;  ///< of the two-sided interval whose bound decides; see
                             ///< analysis::judge for `changes_by_at_most`
  // Places in the file, for messages: `need.toml:5:1: criterion.indicator`.
  std::string where_indicator;
  std::string where_scope;
  std::string where_threshold;
};

/// What a territory asks of a service or a policy: criteria that must all be met.
struct Need {
  std::string file;
  std::string name;
  std::vector<std::string> territories;   ///< resolved paths; empty: any
  std::uint32_t minimum_territories = 0;  ///< how many of them must meet it; 0: all
  std::vector<Criterion> criteria;
};

}  // namespace eveil::scenarios
