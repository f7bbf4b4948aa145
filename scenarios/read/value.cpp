// SPDX-License-Identifier: Apache-2.0
#include "scenarios/read/value.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace eveil::scenarios {

namespace {

const Value* name_of(const Value& entry) {
  const Value* name = entry.is_table() ? entry.find("name") : nullptr;
  return name != nullptr && name->type == Value::Type::text ? name : nullptr;
}

bool is_list_by_name(const Value& value) {
  return value.type == Value::Type::array && !value.items.empty() &&
         std::all_of(value.items.begin(), value.items.end(), [](const Value& entry) {
           return name_of(entry) != nullptr;
         });
}

Value* entry_called(Value& list, std::string_view name) {
  for (Value& entry : list.items) {
    const Value* own = name_of(entry);
    if (own != nullptr && own->text == name) return &entry;
  }
  return nullptr;
}

}  // namespace

const Value* Value::find(std::string_view key) const {
  for (std::size_t row = 0; row < keys.size(); ++row) {
    if (keys[row] == key) return &items[row];
  }
  return nullptr;
}

Value* Value::find(std::string_view key) {
  return const_cast<Value*>(static_cast<const Value*>(this)->find(key));
}

std::string shown(const Value& value) {
  switch (value.type) {
    case Value::Type::boolean:
      return value.flag ? "true" : "false";
    case Value::Type::whole:
      return fmt::format("{}", value.whole);
    case Value::Type::number:
      return fmt::format("{}", value.number);
    case Value::Type::text:
      return fmt::format("\"{}\"", value.text.substr(0, 80));
    case Value::Type::date:
      return "a date";
    case Value::Type::time:
      return "a time";
    case Value::Type::array:
      return "a list";
    case Value::Type::table:
      return "a section";
  }
  return "";
}

Value merged(Value under, const Value& over) {
  if (under.is_table() && over.is_table()) {
    for (std::size_t row = 0; row < over.keys.size(); ++row) {
      if (Value* old = under.find(over.keys[row])) {
        *old = merged(std::move(*old), over.items[row]);
      } else {
        under.keys.push_back(over.keys[row]);
        under.items.push_back(over.items[row]);
      }
    }
    return under;
  }
  if (!is_list_by_name(under) || !is_list_by_name(over)) return over;
  // Only what the lower list already has is overridden: a name twice in the upper one stays twice,
  // so that the reader refuses it.
  const std::size_t inherited = under.items.size();
  std::vector<bool> used(inherited, false);
  for (const Value& entry : over.items) {
    const Value* old = entry_called(under, name_of(entry)->text);
    const auto row = old == nullptr ? inherited : static_cast<std::size_t>(old - &under.items[0]);
    if (row < inherited && !used[row]) {
      used[row] = true;
      under.items[row] = merged(std::move(under.items[row]), entry);
    } else {
      under.items.push_back(entry);
    }
  }
  return under;
}

}  // namespace eveil::scenarios
