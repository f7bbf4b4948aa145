// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/modes.hpp"

namespace eveil::sim {

std::vector<std::string> mode_names(const scenarios::Scenario& scenario) {
  std::vector<std::string> names = {"car_driver", "walk", "bicycle", "car_passenger", "transit"};
  for (const scenarios::Service& service : scenario.services) names.push_back(service.name);
  return names;
}

}  // namespace eveil::sim
