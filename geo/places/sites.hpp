// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "geo/base/geometry.hpp"
#include "geo/base/index.hpp"
#include "geo/base/units.hpp"

namespace eveil::geo {

using SiteId = Index<struct SiteTag>;

/// What kind of mobility generator a site is.
enum class SiteKind : std::uint8_t {
  university,
  industrial_zone,
  commercial_zone,
  hospital,
  school,
  office
};
std::string_view name_of(SiteKind kind);

/// Who attends a mobility generator, by role; numbers of people on an ordinary weekday.
enum class Role : std::uint8_t { none, employee, student, customer, patient, visitor };
inline constexpr std::size_t role_count = 6;
std::string_view name_of(Role role);

/// The mobility generators (générateurs de mobilité) of a territory.
struct Sites {
  Column<SiteId, std::string> name;  ///< unique
  Column<SiteId, SiteKind> kind;
  Column<SiteId, Point> place;
  Column<SiteId, std::array<double, role_count>> attendees;  ///< by Role
  Column<SiteId, double> parking;                            ///< places; < 0 where not stated
  Column<SiteId, TimeOfDay> opens;
  Column<SiteId, TimeOfDay> closes;
  Column<SiteId, std::string> group;  ///< sites that share a mobility plan; may be empty

  std::size_t size() const { return name.size(); }
};

using GateId = Index<struct GateTag>;

/// Points at the edge of the network where traffic enters and leaves.
struct Gates {
  Column<GateId, std::string> name;  ///< unique, and no zone's code
  Column<GateId, Point> place;

  std::size_t size() const { return name.size(); }
};

}  // namespace eveil::geo
