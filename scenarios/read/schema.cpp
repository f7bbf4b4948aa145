// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/json.hpp"
#include "geo/base/text.hpp"
#include "scenarios/read/keys.hpp"
#include "scenarios/read/read.hpp"

namespace eveil::scenarios {

namespace {

// As geo/base/text reads them.
constexpr const char* number_pattern = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?";
constexpr const char* time_pattern = "[0-9]{1,2}:[0-5][0-9](:[0-5][0-9])?";

Json text_like(const std::string& pattern) {
  return {{"type", "string"}, {"pattern", "^[ \\t]*" + pattern + "[ \\t]*$"}};
}

Json text() { return {{"type", "string"}, {"minLength", 1}}; }

Json list_of(Json item) { return {{"type", "array"}, {"items", std::move(item)}, {"minItems", 1}}; }

// Whole numbers without a point, as people write them.
Json bound(double value) {
  if (std::floor(value) != value || std::fabs(value) > 1e15) return value;
  return static_cast<std::int64_t>(value);
}

Json number_of(const Key& key, const char* type) {
  Json schema = {{"type", type}};
  if (key.low == key.high) return schema;
  schema["minimum"] = bound(key.low);
  schema["maximum"] = bound(key.high);
  return schema;
}

Json object_of(TomlFile file, const std::string& section);

// What a value may be, without what is said about it.
Json value_of(const Key& key) {
  const std::string path = key.section.empty() ? key.name : key.section + "." + key.name;
  switch (key.type) {
    case KeyType::number:
      return number_of(key, "number");
    case KeyType::whole:
      return number_of(key, "integer");
    case KeyType::word:
      return key.words.empty() ? text() : Json{{"enum", key.words}};
    case KeyType::duration:
      return text_like(fmt::format("{}[ \\t]*(s|min|h)", number_pattern));
    case KeyType::money:
      return text_like(fmt::format("{}[ \\t]*EUR", number_pattern));
    case KeyType::flag:
      return {{"type", "boolean"}};
    case KeyType::quantity:
      return {{"anyOf",
               {{{"type", "number"}},
                text_like(fmt::format("{}[ \\t]*[^ \\t0-9].*", number_pattern))}}};
    case KeyType::time:
      return text_like(time_pattern);
    case KeyType::ranges:
      return list_of(text_like(fmt::format("{0}[ \\t]*-[ \\t]*{0}", time_pattern)));
    case KeyType::texts:
      return list_of(text());
    case KeyType::wholes:
      return list_of({{"type", "integer"}});
    case KeyType::date:
      return {{"type", "string"}, {"format", "date"}};
    case KeyType::place:
      return {{"type", "array"},
              {"prefixItems",
               {{{"type", "number"}, {"minimum", -180}, {"maximum", 180}},
                {{"type", "number"}, {"minimum", -90}, {"maximum", 90}}}},
              {"minItems", 2},
              {"maxItems", 2}};
    case KeyType::section:
      return object_of(key.file, path);
    case KeyType::sections:
      return {{"type", "array"}, {"items", object_of(key.file, path)}};
    case KeyType::text:
    case KeyType::path:
    case KeyType::later:
    case KeyType::gone:
      break;
  }
  return text();
}

// The default as a value; none where it is said in words only.
Json default_of(const Key& key) {
  switch (key.type) {
    case KeyType::number:
    case KeyType::whole:
      if (const auto whole = parse_int(key.fallback)) return *whole;
      if (const auto number = parse_double(key.fallback)) return *number;
      return nullptr;
    case KeyType::flag:
      return key.fallback == "true";
    case KeyType::duration:
      return parse_duration(key.fallback) ? Json(key.fallback) : Json();
    case KeyType::money:
      return parse_money(key.fallback) ? Json(key.fallback) : Json();
    case KeyType::time:
      return parse_time_of_day(key.fallback) ? Json(key.fallback) : Json();
    case KeyType::word:
      return std::find(key.words.begin(), key.words.end(), key.fallback) != key.words.end()
                 ? Json(key.fallback)
                 : Json();
    case KeyType::ranges: {
      const auto list = parse_json(key.fallback, "");
      return list && list->is_array() ? *list : Json();
    }
    default:
      return nullptr;
  }
}

std::string description_of(const Key& key, bool has_default) {
  std::string said = key.sentence;
  if (!key.unit.empty() && key.unit != "1" &&
      (key.type == KeyType::number || key.type == KeyType::whole)) {
    said += fmt::format(" Unit: {}.", key.unit);
  }
  const bool plain = key.fallback.empty() || key.fallback == "required" ||
                     key.fallback == "defaults" || key.fallback == "none";
  if (!has_default && !plain) said += fmt::format(" Default: {}.", key.fallback);
  return said;
}

Json described(const Key& key) {
  Json schema = value_of(key);
  const Json fallback = default_of(key);
  schema["description"] = description_of(key, !fallback.is_null());
  if (!fallback.is_null()) schema["default"] = fallback;
  return schema;
}

// A scenario states only what differs from its base, so there nothing but names is required.
bool is_required(const Key& key) {
  if (key.fallback != "required") return false;
  return key.file != TomlFile::scenario || (!key.section.empty() && key.name == "name");
}

Json object_of(TomlFile file, const std::string& section) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Key* key : keys_in(file, section)) {
    if (key->type == KeyType::later || key->type == KeyType::gone) continue;
    properties[key->name] = described(*key);
    if (is_required(*key)) required.push_back(key->name);
  }
  Json schema = {
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

std::string whole(TomlFile file, const std::string& title) {
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
  const Json top = object_of(file, "");
  for (const auto& [name, value] : top.items()) schema[name] = value;
  if (file == TomlFile::scenario) {
    schema["anyOf"] = {{{"required", {"territory"}}}, {{"required", {"base"}}}};
  }
  return to_text(schema);
}

}  // namespace

std::vector<FileSchema> file_schemas() {
  return {{"territory", whole(TomlFile::territory, "territory.toml of Éveil")},
          {"scenario", whole(TomlFile::scenario, "scenario.toml of Éveil")},
          {"need", whole(TomlFile::need, "need.toml of Éveil")}};
}

}  // namespace eveil::scenarios
