// SPDX-License-Identifier: Apache-2.0
#include "scenarios/needs.hpp"

namespace eveil::scenarios {

std::string_view name_of(Demand demand) {
  switch (demand) {
    case Demand::at_most:
      return "at_most";
    case Demand::at_least:
      return "at_least";
    case Demand::decreases_by_at_least:
      return "decreases_by_at_least";
    case Demand::increases_by_at_least:
      return "increases_by_at_least";
    case Demand::decreases_by_at_most:
      return "decreases_by_at_most";
    case Demand::increases_by_at_most:
      return "increases_by_at_most";
    case Demand::changes_by_at_most:
      return "changes_by_at_most";
  }
  return "";
}

}  // namespace eveil::scenarios
