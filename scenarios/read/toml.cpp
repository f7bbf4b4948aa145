// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "geo/base/file.hpp"
#include "geo/base/text.hpp"
#include "scenarios/read/value.hpp"

namespace eveil::scenarios {

namespace {

constexpr std::size_t largest_file = 10'000'000;

struct Origin {
  std::string file;    // as shown in messages
  std::string folder;  // where relative paths start
  bool places = true;  // whether lines and columns mean something to the user
};

Value converted(const toml::node& node, const Origin& origin) {
  Value value;
  const auto begin = node.source().begin;
  value.where =
      origin.places ? fmt::format("{}:{}:{}", origin.file, begin.line, begin.column) : origin.file;
  value.folder = origin.folder;
  if (const toml::table* table = node.as_table()) {
    value.type = Value::Type::table;
    for (const auto& [key, item] : *table) {
      value.keys.emplace_back(key.str());
      value.items.push_back(converted(item, origin));
      // A key is where the user looks; a value may stand lines below it.
      const auto place = key.source().begin;
      if (origin.places) {
        value.items.back().where = fmt::format("{}:{}:{}", origin.file, place.line, place.column);
      }
    }
  } else if (const toml::array* array = node.as_array()) {
    value.type = Value::Type::array;
    for (const toml::node& item : *array) value.items.push_back(converted(item, origin));
  } else if (const auto* text = node.as_string()) {
    value.type = Value::Type::text;
    value.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    value.type = Value::Type::whole;
    value.whole = whole->get();
    value.number = static_cast<double>(value.whole);
  } else if (const auto* number = node.as_floating_point()) {
    value.type = Value::Type::number;
    value.number = number->get();
  } else if (const auto* flag = node.as_boolean()) {
    value.type = Value::Type::boolean;
    value.flag = flag->get();
  } else if (const auto* date = node.as_date()) {
    value.type = Value::Type::date;
    value.date = geo::date_of(date->get().year, date->get().month, date->get().day);
  } else {
    value.type = Value::Type::time;
  }
  return value;
}

Expected<Value> parsed(std::string_view text, const Origin& origin) {
  // The packaged library throws; no exception of it leaves this function.
  try {
    return converted(toml::parse(text), origin);
  } catch (const toml::parse_error& error) {
    const auto begin = error.source().begin;
    return bad_input(fmt::format("{}:{}:{}", origin.file, begin.line, begin.column),
                     fmt::format("not valid TOML: {}", error.description()));
  }
}

std::string joined_names(const Value& list) {
  std::string text;
  for (const Value& entry : list.items) {
    const Value* name = entry.find("name");
    if (name != nullptr) text += (text.empty() ? "" : ", ") + name->text;
  }
  return text.empty() ? "none" : text;
}

/// The table that the next part of a dotted key leads to; made where it is missing.
Expected<Value*> step(Value& at, const std::string& part, const std::string& where) {
  if (at.type == Value::Type::array) {
    for (Value& entry : at.items) {
      const Value* name = entry.is_table() ? entry.find("name") : nullptr;
      if (name != nullptr && name->text == part) return &entry;
    }
    return bad_input(where, fmt::format("\"{}\" is not among them: {}", part, joined_names(at)));
  }
  if (!at.is_table()) {
    return bad_input(where, fmt::format("\"{}\" is inside {}, not a section", part, shown(at)));
  }
  if (Value* known = at.find(part)) return known;
  Value made;
  made.where = where;
  at.keys.push_back(part);
  at.items.push_back(std::move(made));
  return &at.items.back();
}

}  // namespace

Expected<Value> read_toml(const std::string& path) {
  EVEIL_TRY(const std::string text, read_text_file(path, largest_file));
  return parsed(text, {path, std::filesystem::path(path).parent_path().string(), true});
}

Expected<void> apply_setting(Value& root, std::string_view setting) {
  const std::size_t equals = setting.find('=');
  const std::string key(trim(setting.substr(0, equals)));
  const std::string where = "--set " + key;
  if (equals == std::string_view::npos) {
    return bad_input(where, "no value: write key=value, as in simulation.sample=0.1");
  }
  const std::string_view written = trim(setting.substr(equals + 1));
  std::vector<std::string> parts;
  for (const std::string_view part : split(key, '.')) {
    parts.emplace_back(part);
    if (part.empty()) return bad_input(where, "an empty part in the key");
  }
  const Origin origin{where, "", false};
  Expected<Value> document = parsed(fmt::format("value = {}", written), origin);
  Value value;
  if (document && document->items.size() == 1) {
    value = document->items[0];
  } else {
    value.type = Value::Type::text;
    value.text = std::string(written);
    value.where = where;
  }
  Value* at = &root;
  for (std::size_t row = 0; row + 1 < parts.size(); ++row) {
    EVEIL_TRY(at, step(*at, parts[row], where));
  }
  if (!at->is_table()) return bad_input(where, fmt::format("{} has no keys", shown(*at)));
  if (Value* old = at->find(parts.back())) {
    *old = std::move(value);
  } else {
    at->keys.push_back(parts.back());
    at->items.push_back(std::move(value));
  }
  return {};
}

}  // namespace eveil::scenarios
