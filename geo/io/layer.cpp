// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "geo/base/text.hpp"
#include "geo/io/vector.hpp"

namespace eveil::io {

namespace {

// Beyond 2^53 a double no longer holds every whole number.
constexpr double exact_limit = 9007199254740992.0;

Expected<const Field*> find_field(const Layer& layer, const std::string& column) {
  const auto found = layer.fields.find(column);
  if (found != layer.fields.end()) return &found->second;
  return failed(layer.file + ":" + layer.name, fmt::format("column `{}` wasn't asked for", column));
}

}  // namespace

std::string Layer::where(std::size_t row, std::string_view column) const {
  return fmt::format(
      "{}:{}:feature {}{}{}", file, name, feature[row], column.empty() ? "" : ":", column);
}

Expected<std::vector<double>> Layer::numbers(const std::string& column) const {
  EVEIL_TRY(const Field* field, find_field(*this, column));
  if (!field->is_text) return field->numbers;
  std::vector<double> values(size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t row = 0; row < size(); ++row) {
    const std::string_view text = trim(field->texts[row]);
    if (text.empty()) continue;
    const auto value = parse_double(text);
    if (!value)
      return bad_input(where(row, column),
                       fmt::format("the value is `{}`, expected a number", text));
    values[row] = *value;
  }
  return values;
}

Expected<std::vector<std::optional<std::int64_t>>> Layer::integers(
    const std::string& column) const {
  EVEIL_TRY(const Field* field, find_field(*this, column));
  std::vector<std::optional<std::int64_t>> values(size());
  for (std::size_t row = 0; row < size(); ++row) {
    if (field->given[row] == 0) continue;
    if (!field->integers.empty()) {
      values[row] = field->integers[row];
      continue;
    }
    if (field->is_text) {
      const std::string_view text = trim(field->texts[row]);
      if (text.empty()) continue;
      values[row] = parse_int(text);
    } else if (const double number = field->numbers[row];
               std::floor(number) == number && std::fabs(number) <= exact_limit) {
      values[row] = static_cast<std::int64_t>(number);
    }
    if (!values[row]) {
      const std::string found =
          field->is_text ? field->texts[row] : fmt::format("{}", field->numbers[row]);
      return bad_input(where(row, column),
                       fmt::format("the value is `{}`, expected a whole number", found));
    }
  }
  return values;
}

Expected<std::vector<std::string>> Layer::texts(const std::string& column) const {
  EVEIL_TRY(const Field* field, find_field(*this, column));
  if (field->is_text) return field->texts;
  std::vector<std::string> values(size());
  for (std::size_t row = 0; row < size(); ++row) {
    if (field->given[row] == 0) continue;
    values[row] = field->integers.empty() ? fmt::format("{}", field->numbers[row])
                                          : fmt::format("{}", field->integers[row]);
  }
  return values;
}

}  // namespace eveil::io
