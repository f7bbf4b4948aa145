// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace eveil {

/// A number with its dimension in the type: length^L · time^T · vehicles^V, always SI (m, s,
/// vehicle).
///
/// `Metres / MetresPerSecond` is `Seconds`; `Metres + Seconds` does not compile.
template <int L, int T, int V = 0>
struct Quantity {
  double value = 0.0;

  constexpr Quantity() = default;
  constexpr explicit Quantity(double si_value) : value(si_value) {}
  constexpr auto operator<=>(const Quantity&) const = default;
  constexpr Quantity& operator+=(Quantity other) {
    value += other.value;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    value -= other.value;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    return Quantity(a.value + b.value);
  }
  friend constexpr Quantity operator-(Quantity a, Quantity b) {
    return Quantity(a.value - b.value);
  }
  friend constexpr Quantity operator*(Quantity a, double factor) {
    return Quantity(a.value * factor);
  }
  friend constexpr Quantity operator*(double factor, Quantity a) {
    return Quantity(a.value * factor);
  }
  friend constexpr Quantity operator/(Quantity a, double divisor) {
    return Quantity(a.value / divisor);
  }
};

template <int L1, int T1, int V1, int L2, int T2, int V2>
constexpr auto operator*(Quantity<L1, T1, V1> a, Quantity<L2, T2, V2> b) {
  if constexpr (L1 + L2 == 0 && T1 + T2 == 0 && V1 + V2 == 0) {
    return a.value * b.value;
  } else {
    return Quantity<L1 + L2, T1 + T2, V1 + V2>(a.value * b.value);
  }
}

template <int L1, int T1, int V1, int L2, int T2, int V2>
constexpr auto operator/(Quantity<L1, T1, V1> a, Quantity<L2, T2, V2> b) {
  if constexpr (L1 == L2 && T1 == T2 && V1 == V2) {
    return a.value / b.value;
  } else {
    return Quantity<L1 - L2, T1 - T2, V1 - V2>(a.value / b.value);
  }
}

using Metres = Quantity<1, 0>;
using Seconds = Quantity<0, 1>;
using MetresPerSecond = Quantity<1, -1>;
using VehiclesPerSecond = Quantity<0, -1, 1>;

constexpr MetresPerSecond kilometres_per_hour(double value) { return MetresPerSecond(value / 3.6); }
constexpr double in_kilometres_per_hour(MetresPerSecond speed) { return speed.value * 3.6; }
constexpr VehiclesPerSecond vehicles_per_hour(double value) {
  return VehiclesPerSecond(value / 3600.0);
}
constexpr double in_vehicles_per_hour(VehiclesPerSecond flow) { return flow.value * 3600.0; }

/// A length of time, exact: whole milliseconds.
struct Duration {
  std::int64_t ms = 0;

  constexpr auto operator<=>(const Duration&) const = default;
  constexpr double seconds() const { return static_cast<double>(ms) / 1000.0; }
  friend constexpr Duration operator+(Duration a, Duration b) { return {a.ms + b.ms}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return {a.ms - b.ms}; }
  friend constexpr Duration operator*(Duration a, std::int64_t n) { return {a.ms * n}; }
};

/// An instant of the simulated day, exact: milliseconds after midnight of day 0; a day runs from
/// 03:00 to 30:00.
struct TimeOfDay {
  std::int32_t ms = 0;

  constexpr auto operator<=>(const TimeOfDay&) const = default;
  constexpr double seconds() const { return static_cast<double>(ms) / 1000.0; }
  friend constexpr TimeOfDay operator+(TimeOfDay t, Duration d) {
    return {static_cast<std::int32_t>(t.ms + d.ms)};
  }
  friend constexpr TimeOfDay operator-(TimeOfDay t, Duration d) {
    return {static_cast<std::int32_t>(t.ms - d.ms)};
  }
  friend constexpr Duration operator-(TimeOfDay a, TimeOfDay b) {
    return {static_cast<std::int64_t>(a.ms) - b.ms};
  }
};

/// Rounds to the nearest millisecond; halves go up.
constexpr Duration duration(Seconds seconds) {
  const double scaled = seconds.value * 1000.0 + 0.5;
  const auto whole = static_cast<std::int64_t>(scaled);
  return {static_cast<double>(whole) > scaled ? whole - 1 : whole};
}
constexpr Duration seconds(std::int64_t value) { return {value * 1000}; }
constexpr Duration minutes(std::int64_t value) { return {value * 60'000}; }
constexpr TimeOfDay time_of_day(int hours, int mins = 0, int secs = 0) {
  return {(hours * 3600 + mins * 60 + secs) * 1000};
}

inline constexpr TimeOfDay day_start = time_of_day(3);
inline constexpr TimeOfDay day_end = time_of_day(30);

/// The slices of 15 minutes in which link times are recorded and learnt: 108 from 03:00 to 30:00.
inline constexpr Duration slice_length = minutes(15);
inline constexpr std::size_t slice_count = 108;
constexpr std::size_t slice_of(TimeOfDay t) {
  const std::int64_t row = (t - day_start).ms / slice_length.ms;
  if (row < 0) return 0;
  return row < static_cast<std::int64_t>(slice_count) ? static_cast<std::size_t>(row)
                                                      : slice_count - 1;
}

}  // namespace eveil
