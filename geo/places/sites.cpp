// SPDX-License-Identifier: Apache-2.0
#include "geo/places/sites.hpp"

#include <array>
#include <cstddef>

namespace eveil::geo {

std::string_view name_of(SiteKind kind) {
  constexpr std::array<std::string_view, 6> names{
      "university", "industrial_zone", "commercial_zone", "hospital", "school", "office"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Role role) {
  constexpr std::array<std::string_view, role_count> names{
      "none", "employee", "student", "customer", "patient", "visitor"};
  return names[static_cast<std::size_t>(role)];
}

}  // namespace eveil::geo
