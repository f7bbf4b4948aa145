// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/transit/feed_audit.hpp"

namespace eveil::scenarios {

/// A value of a TOML file together with the place where it stands.
struct Value {
  enum class Type : std::uint8_t { boolean, whole, number, text, date, time, array, table };

  Type type = Type::table;
  bool flag = false;
  std::int64_t whole = 0;
  double number = 0.0;  ///< also of a whole one
  std::string text;
  geo::Date date;
  std::vector<std::string> keys;  ///< of a table: one an item
  std::vector<Value> items;       ///< of an array or a table, in the order of the parser
  std::string where;              ///< `scenario.toml:12:3`
  std::string folder;             ///< relative paths start here; empty: the working directory

  bool is_table() const { return type == Type::table; }
  const Value* find(std::string_view key) const;
  Value* find(std::string_view key);
};

/// What a value is, for messages: "the text \"abc\"", "the number 3", "a table".
std::string shown(const Value& value);

/// \errors bad_input: cannot be read, over 10 MB, not TOML (line and column).
Expected<Value> read_toml(const std::string& path);

/// Lays `over` on `under`: tables key by key, arrays of tables that have names by name, else over.
Value merged(Value under, const Value& over);

/// Lays `section.key=value` on a table; the value is TOML or, if it isn't, text.
/// \errors bad_input: no `=`, an empty part of the key, a path through what isn't a table, a name
///         that no entry of the list has (with the nearest one).
Expected<void> apply_setting(Value& root, std::string_view setting);

}  // namespace eveil::scenarios
