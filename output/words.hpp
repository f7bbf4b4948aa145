// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace eveil::output {

/// How a request ended.
enum class Outcome : std::uint8_t { served, refused, unfinished };

// The words of the enumerations in the file, in the order of the C++ enumerations behind them.

std::vector<std::string> outcome_words();
std::vector<std::string> sex_words();
std::vector<std::string> role_words();
std::vector<std::string> line_kind_words();
std::vector<std::string> income_words();
std::vector<std::string> purpose_words();
std::vector<std::string> status_words();
std::vector<std::string> refusal_words();
std::vector<std::string> road_class_words();
std::vector<std::string> vehicle_class_words();
std::vector<std::string> site_kind_words();
std::vector<std::string> event_type_words();
std::vector<std::string> vehicle_kind_words();

}  // namespace eveil::output
