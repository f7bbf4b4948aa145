// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// What run files of older versions lack, and what stands in for it.
namespace eveil::output {

enum class StandIn : std::uint8_t {
  not_a_number,  ///< a number that wasn't told
  no_row,        ///< -1: there was nothing to refer to
  nothing,       ///< an empty list
};

/// What is read in place of `name`, a column (`trips/walk_s`) or an attribute of the root
/// (`@changes`), in a file of `version`. None where that version has it, or where nothing honest
/// can stand in: the reader then says that it is missing.
std::optional<StandIn> stand_in(std::int64_t version, std::string_view name);

}  // namespace eveil::output
