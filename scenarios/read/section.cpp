// SPDX-License-Identifier: Apache-2.0
#include "scenarios/read/section.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <utility>

#include "geo/base/text.hpp"

namespace eveil::scenarios {

namespace {

std::string_view wanted(Value::Type type) {
  switch (type) {
    case Value::Type::boolean:
      return "true or false";
    case Value::Type::whole:
      return "a whole number";
    case Value::Type::number:
      return "a number";
    case Value::Type::text:
      return "a text in quotes";
    case Value::Type::date:
      return "a date without quotes, as in 2025-10-16";
    case Value::Type::time:
      return "a time";
    case Value::Type::array:
      return "a list in brackets";
    case Value::Type::table:
      return "a section";
  }
  return "";
}

/// What a key takes, in the words of somebody who writes it; a text in quotes says too little.
std::string wanted(const Key& key, Value::Type type) {
  switch (key.type) {
    case KeyType::duration:
      return "a duration with its unit in quotes, as in \"10 min\"";
    case KeyType::money:
      return "an amount with its currency in quotes, as in \"2.5 EUR\"";
    case KeyType::quantity:
      return "a number, or a text with its unit, as in \"12 min\"";
    case KeyType::time:
      return "a time of day in quotes, as in \"07:30\"";
    case KeyType::ranges:
      return "a list of hours, as in [\"06:00-22:00\"]";
    case KeyType::sections:
      return fmt::format("sections headed [[{}]]", key.name);
    default:
      return std::string(wanted(type));
  }
}

}  // namespace

std::string range_text(const Key& key) {
  const std::string unit = key.unit.empty() || key.unit == "1" ? "" : " " + key.unit;
  return fmt::format("{} to {}{}", key.low, key.high, unit);
}

std::string resolved_path(const Value& value) {
  const std::filesystem::path path(value.text);
  if (path.is_absolute() || value.folder.empty()) return path.lexically_normal().string();
  return (std::filesystem::path(value.folder) / path).lexically_normal().string();
}

Section::Section(const Value& table,
                 TomlFile file,
                 std::string_view section,
                 std::vector<Error>& errors)
    : table_(&table), file_(file), section_(section), errors_(&errors) {
  const std::vector<const Key*> declared = keys_in(file, section);
  std::vector<std::string_view> known;
  for (const Key* key : declared) {
    if (key->type != KeyType::later && key->type != KeyType::gone) known.push_back(key->name);
  }
  for (const std::string& name : table.keys) {
    const Key* found = nullptr;
    for (const Key* key : declared) {
      if (key->name == name) found = key;
    }
    if (found == nullptr) {
      const std::string_view near = nearest(name, known);
      fail(name,
           near.empty() ? "unknown key; remove it"
                        : fmt::format("unknown key; did you mean \"{}\"?", near));
    } else if (found->type == KeyType::later) {
      fail(name, fmt::format("not in this version ({}); remove it", found->sentence));
    } else if (found->type == KeyType::gone) {
      fail(name, fmt::format("no longer a key; {}", found->sentence));
    }
  }
}

std::string Section::where(std::string_view key) const {
  const Value* value = table_->find(key);
  const std::string& place = value == nullptr ? table_->where : value->where;
  const std::string name = section_.empty() || key.empty() ? section_ + std::string(key)
                                                           : fmt::format("{}.{}", section_, key);
  return place.empty() ? name : fmt::format("{}: {}", place, name);
}

void Section::fail(std::string_view key, std::string message) {
  errors_->push_back({ErrorKind::bad_input, where(key), std::move(message), {}});
}

const Value* Section::get(std::string_view name, Value::Type type) {
  const Key& key = key_of(file_, section_, name);
  const Value* value = table_->find(name);
  if (value == nullptr) {
    if (key.fallback == "required") fail(name, fmt::format("missing: {}", key.sentence));
    return nullptr;
  }
  const bool whole_as_number = type == Value::Type::number && value->type == Value::Type::whole;
  if (value->type == type || whole_as_number) return value;
  fail(name, fmt::format("found {}, expected {}", shown(*value), wanted(key, type)));
  return nullptr;
}

bool Section::in_range(const Key& key, double value, const Value& found) {
  if (value >= key.low && value <= key.high) return true;  // also refuses what isn't a number
  fail(key.name,
       fmt::format(
           "found {}, allowed is {}; write a value in this range", shown(found), range_text(key)));
  return false;
}

void Section::read(std::string_view name, bool& target) {
  const Value* value = get(name, Value::Type::boolean);
  if (value != nullptr) target = value->flag;
}

void Section::read(std::string_view name, double& target) {
  const Value* value = get(name, Value::Type::number);
  if (value == nullptr || !in_range(key_of(file_, section_, name), value->number, *value)) return;
  target = value->number;
}

void Section::read(std::string_view name, std::uint32_t& target) {
  std::uint64_t wide = target;
  read(name, wide);
  target = static_cast<std::uint32_t>(wide);
}

void Section::read(std::string_view name, std::uint64_t& target) {
  const Value* value = get(name, Value::Type::whole);
  if (value == nullptr || !in_range(key_of(file_, section_, name), value->number, *value)) return;
  target = static_cast<std::uint64_t>(value->whole);
}

void Section::read(std::string_view name, std::string& target) {
  const Value* value = get(name, Value::Type::text);
  if (value == nullptr) return;
  if (value->text.empty()) return fail(name, "found an empty text; write one or remove the key");
  target = value->text;
}

void Section::read(std::string_view name, Duration& target) {
  const Value* value = get(name, Value::Type::text);
  if (value == nullptr) return;
  const auto parsed = parse_duration(value->text);
  if (!parsed) return fail(name, parsed.error());
  if (in_range(key_of(file_, section_, name), parsed->seconds(), *value)) target = *parsed;
}

void Section::read(std::string_view name, TimeOfDay& target) {
  const Value* value = get(name, Value::Type::text);
  if (value == nullptr) return;
  const auto parsed = parse_time_of_day(value->text);
  if (!parsed) return fail(name, parsed.error());
  target = *parsed;
}

void Section::read_euros(std::string_view name, double& target) {
  const Value* value = get(name, Value::Type::text);
  if (value == nullptr) return;
  const auto parsed = parse_money(value->text);
  if (!parsed) return fail(name, parsed.error());
  if (parsed->currency != "EUR") {
    return fail(name,
                fmt::format("found {}: the currency {} is not taken, since the coefficients "
                            "are in EUR; convert it and write EUR",
                            shown(*value),
                            parsed->currency));
  }
  if (in_range(key_of(file_, section_, name), parsed->amount, *value)) target = parsed->amount;
}

void Section::read_quantity(std::string_view name, double& number, std::string& unit) {
  const Value* value = table_->find(name);
  const bool bare = value != nullptr && (value->type == Value::Type::number ||  //
                                         value->type == Value::Type::whole);
  if (bare) {
    if (!std::isfinite(value->number))
      return fail(name, fmt::format("found {}, expected a finite number", shown(*value)));
    number = value->number;
    unit.clear();
    return;
  }
  value = get(name, Value::Type::text);
  if (value == nullptr) return;
  const std::string_view text = trim(value->text);
  const std::size_t end = text.find_first_not_of("+-.0123456789");
  const auto parsed = parse_double(trim(text.substr(0, end)));
  if (!parsed) {
    return fail(name,
                fmt::format("found {}, expected a number and a unit, as in \"12 min\" or \"3 %\"",
                            shown(*value)));
  }
  number = *parsed;
  unit = end == std::string_view::npos ? "" : std::string(trim(text.substr(end)));
}

void Section::read_path(std::string_view name, std::string& target) {
  const Value* value = get(name, Value::Type::text);
  if (value == nullptr) return;
  if (value->text.empty()) return fail(name, "found an empty text, expected a file");
  target = resolved_path(*value);
}

void Section::read_texts(std::string_view name, std::vector<std::string>& target) {
  const Value* list = get(name, Value::Type::array);
  if (list == nullptr) return;
  std::vector<std::string> texts;
  for (const Value& item : list->items) {
    if (item.type != Value::Type::text) {
      return fail(name, fmt::format("found {} in the list, expected texts in quotes", shown(item)));
    }
    texts.push_back(item.text);
  }
  if (texts.empty()) return fail(name, "found an empty list; write its entries or remove the key");
  target = std::move(texts);
}

std::vector<const Value*> Section::sections(std::string_view name) {
  std::vector<const Value*> entries;
  const Value* list = get(name, Value::Type::array);
  if (list == nullptr) return entries;
  for (const Value& item : list->items) {
    if (item.is_table()) {
      entries.push_back(&item);
    } else {
      fail(name, fmt::format("found {}, expected sections headed [[{}]]", shown(item), name));
    }
  }
  return entries;
}

}  // namespace eveil::scenarios
