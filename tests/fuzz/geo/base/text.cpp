// SPDX-License-Identifier: Apache-2.0
#include "geo/base/text.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Numbers are finite, times are of the days that fit, and nothing crashes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eveil;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto number = parse_double(text); number && !std::isfinite(*number)) std::abort();
  if (const auto time = parse_time_of_day(text);
      time && (time->ms < 0 || time->ms >= 100 * 3'600'000))
    std::abort();
  if (const auto range = parse_time_range(text); range && range->until <= range->from) std::abort();
  if (const auto money = parse_money(text); money && money->currency.size() != 3) std::abort();
  if (const auto speed = parse_speed(text); speed && !std::isfinite(speed->value)) std::abort();
  if (const auto length = parse_length(text); length && !std::isfinite(length->value)) std::abort();
  static_cast<void>(parse_int(text));
  static_cast<void>(parse_duration(text));
  return 0;
}
