// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <span>
#include <string_view>
#include <variant>

#include "scenarios/scenario.hpp"

namespace eveil::scenarios {

/// One coefficient of the model: where it stands, in which unit, and what its default rests on.
///
/// `tag` says how far to trust the default: S read in the source, C computed from the source, A an
/// assumption of this project. Documents and result files list these rows.
struct ParameterFact {
  std::string_view
      section;  ///< of scenario.toml: choice, emissions, external_costs, transit or parking
  std::string_view key;
  std::string_view unit;
  double low;   ///< smallest value taken
  double high;  ///< largest value taken
  std::string_view tag;
  std::string_view source;
  std::string_view meaning;
  std::variant<double ChoiceParameters::*,
               double EmissionParameters::*,
               double ExternalCostParameters::*,
               double TransitParameters::*,
               double ParkingParameters::*>
      field;
};

/// The sections whose keys are coefficients.
std::span<const std::string_view> parameter_sections();
/// Every coefficient of those sections, in the order of the structs.
std::span<const ParameterFact> parameter_facts();

double value_of(const Scenario& scenario, const ParameterFact& fact);
double& value_of(Scenario& scenario, const ParameterFact& fact);

}  // namespace eveil::scenarios
