// SPDX-License-Identifier: Apache-2.0
#include "geo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <system_error>

namespace eveil {

namespace {

using Refused = tl::unexpected<std::string>;

constexpr std::size_t quoted_length = 40;

// A value in a message: what is unprintable would spoil a terminal, what is long would drown the
// rest.
std::string quoted(std::string_view text) {
  std::size_t length = std::min(text.size(), quoted_length);
  // Never cut inside a character: its later bytes are 10xxxxxx in UTF-8.
  while (length < text.size() && length > 0 &&
         (static_cast<unsigned char>(text[length]) & 0xc0U) == 0x80U)
    --length;
  std::string shown = "\"";
  for (const char c : text.substr(0, length)) {
    const auto byte = static_cast<unsigned char>(c);
    shown += byte < 0x20U || byte == 0x7fU ? '?' : c;
  }
  return shown + (text.size() > length ? "…\"" : "\"");
}

template <class T>
std::optional<T> parse_whole(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

struct Unit {
  std::string_view name;
  double factor;
  double divisor;  // apart, so that 30 km/h has the bits of kilometres_per_hour(30)
};

struct Written {
  std::optional<double> number;
  std::string_view unit;
};

// "10 min" in its two parts.
Written parts_of(std::string_view text) {
  text = trim(text);
  double number = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !std::isfinite(number)) return {};
  return {number, trim(text.substr(static_cast<std::size_t>(end - text.data())))};
}

Refused refused(std::string_view text, std::string_view expected) {
  return Refused(fmt::format("found {}, expected {}", quoted(text), expected));
}

Parsed<double> parse_with_unit(std::string_view text,
                               std::span<const Unit> units,
                               std::string_view expected) {
  const Written written = parts_of(text);
  if (!written.number) return refused(text, expected);
  for (const Unit& unit : units) {
    if (unit.name == written.unit) return *written.number * unit.factor / unit.divisor;
  }
  return refused(text, expected);
}

std::optional<int> two_digits(std::string_view text, std::size_t fewest) {
  if (text.size() < fewest || text.size() > 2) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> fields;
  while (true) {
    const std::size_t end = line.find(separator);
    fields.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return fields;
    line.remove_prefix(end + 1);
  }
}

std::optional<double> parse_double(std::string_view text) {
  const auto value = parse_whole<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> parse_int(std::string_view text) {
  return parse_whole<std::int64_t>(text);
}

Parsed<Duration> parse_duration(std::string_view text) {
  static constexpr std::array<Unit, 3> units{
      {{"s", 1.0, 1.0}, {"min", 60.0, 1.0}, {"h", 3600.0, 1.0}}};
  constexpr std::string_view expected = "a duration with its unit s, min or h, as in \"10 min\"";
  const auto value = parse_with_unit(text, units, expected);
  if (!value) return Refused(value.error());
  if (std::fabs(*value) > 1e9) return refused(text, "a duration of at most 10^9 s");
  return duration(Seconds(*value));
}

Parsed<MetresPerSecond> parse_speed(std::string_view text) {
  static constexpr std::array<Unit, 3> units{
      {{"km/h", 1.0, 3.6}, {"m/s", 1.0, 1.0}, {"mph", 0.44704, 1.0}}};
  constexpr std::string_view expected = "a speed with its unit km/h, m/s or mph, as in \"30 km/h\"";
  const auto value = parse_with_unit(text, units, expected);
  if (!value) return Refused(value.error());
  return MetresPerSecond(*value);
}

Parsed<Metres> parse_length(std::string_view text) {
  static constexpr std::array<Unit, 2> units{{{"m", 1.0, 1.0}, {"km", 1000.0, 1.0}}};
  constexpr std::string_view expected = "a length with its unit m or km, as in \"250 m\"";
  const auto value = parse_with_unit(text, units, expected);
  if (!value) return Refused(value.error());
  if (!std::isfinite(*value)) return refused(text, expected);
  return Metres(*value);
}

Parsed<Money> parse_money(std::string_view text) {
  constexpr std::string_view expected =
      "an amount with its currency in three capitals, as in \"2.5 EUR\"";
  const Written written = parts_of(text);
  if (!written.number || written.unit.size() != 3) return refused(text, expected);
  for (const char c : written.unit) {
    if (c < 'A' || c > 'Z') return refused(text, expected);
  }
  return Money{*written.number, std::string(written.unit)};
}

Parsed<TimeOfDay> parse_time_of_day(std::string_view text) {
  constexpr std::string_view expected = "a time of day as HH:MM or HH:MM:SS, up to 99:59:59";
  const std::vector<std::string_view> fields = split(trim(text), ':');
  if (fields.size() < 2 || fields.size() > 3) return refused(text, expected);
  const auto hours = two_digits(fields[0], 1);
  const auto mins = two_digits(fields[1], 2);
  const auto secs = fields.size() == 3 ? two_digits(fields[2], 2) : std::optional<int>(0);
  if (!hours || !mins || !secs || *mins > 59 || *secs > 59) return refused(text, expected);
  return time_of_day(*hours, *mins, *secs);
}

Parsed<TimeRange> parse_time_range(std::string_view text) {
  constexpr std::string_view expected =
      "two times of day, the second one later, as in \"06:00-22:00\"";
  const std::vector<std::string_view> ends = split(text, '-');
  if (ends.size() != 2) return refused(text, expected);
  const auto from = parse_time_of_day(ends[0]);
  const auto until = parse_time_of_day(ends[1]);
  if (!from || !until || *until <= *from) return refused(text, expected);
  return TimeRange{*from, *until};
}

std::string to_text(TimeOfDay time) {
  const std::int32_t total = time.ms / 1000;
  return fmt::format("{:02d}:{:02d}:{:02d}", total / 3600, total / 60 % 60, total % 60);
}

}  // namespace eveil
