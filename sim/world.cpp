// SPDX-License-Identifier: Apache-2.0
#include "sim/world.hpp"

#include "geo/base/math.hpp"

namespace eveil::sim {

TrafficParameters traffic_parameters(const scenarios::Simulation& simulation) {
  TrafficParameters parameters;
  parameters.seed = simulation.seed;
  parameters.flow_factor =
      simulation.flow_factor > 0.0 ? simulation.flow_factor : simulation.sample;
  parameters.storage_factor = simulation.storage_factor > 0.0
                                  ? simulation.storage_factor
                                  : math::pow(simulation.sample, simulation.storage_exponent);
  return parameters;
}

}  // namespace eveil::sim
