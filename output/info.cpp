// SPDX-License-Identifier: Apache-2.0
#include "output/info.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <variant>

#include "geo/store/file.hpp"
#include "output/formats.hpp"

namespace eveil::output {
namespace {

/// No file of ours is deeper; hard links of another's can make a ring.
constexpr int deepest = 16;

Json as_json(const store::AttributeValue& value) {
  return std::visit(
      [](const auto& v) {
        if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::vector<std::byte>>) {
          return Json{{"bytes", v.size()}};
        } else {
          return Json(v);
        }
      },
      value);
}

Expected<Json> attributes_of(const store::Group& group) {
  Json attributes = Json::object();
  EVEIL_TRY(const auto names, group.attribute_names());
  for (const auto& name : names) {
    EVEIL_TRY(const auto value, group.attribute(name));
    attributes[name] = as_json(value);
  }
  return attributes;
}

/// The rows of a table with these columns; null where they differ.
Json rows_of(const Json& columns) {
  Json rows;
  for (const auto& column : columns) {
    if (column["name"] == "offsets") {
      const auto offsets = column["rows"].get<std::uint64_t>();
      return offsets == 0 ? Json(0) : Json(offsets - 1);
    }
  }
  for (const auto& column : columns) {
    if (!rows.is_null() && rows != column["rows"]) return nullptr;
    rows = column["rows"];
  }
  return rows;
}

Expected<void> collect(const store::Group& group, Json& tables, int depth) {
  if (depth > deepest) return bad_input(group.where(), "is nested too deeply");
  EVEIL_TRY(const auto names, group.names());
  Json columns = Json::array();
  std::vector<std::string> groups;
  for (const auto& name : names) {
    EVEIL_TRY(const auto kind, group.kind(name));
    if (kind == store::ObjectKind::group) {
      groups.push_back(name);
      continue;
    }
    EVEIL_TRY(const auto column, group.column(name));
    columns.push_back(Json{{"name", name},
                           {"type", std::string(store::name_of(column.type))},
                           {"rows", column.rows},
                           {"units", column.units},
                           {"description", column.description}});
  }
  EVEIL_TRY(Json attributes, attributes_of(group));
  if (!columns.empty() || (depth > 0 && !attributes.empty())) {
    tables.push_back(Json{{"path", group.path()},
                          {"rows", rows_of(columns)},
                          {"attributes", depth == 0 ? Json::object() : std::move(attributes)},
                          {"columns", std::move(columns)}});
  }
  for (const auto& name : groups) {
    EVEIL_TRY(const auto below, group.open(name));
    EVEIL_CHECK(collect(below, tables, depth + 1));
  }
  return {};
}

/// A value on one line, cut where it is long (a CRS as WKT is).
std::string short_text(const Json& value) {
  constexpr std::size_t longest = 80;
  std::string text = value.is_string() ? value.get<std::string>() : to_line(value);
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
  return text.substr(0, end) + " …";
}

/// The versions that this program reads, [oldest, newest]; null for other programs' files.
Json versions_read(const Json& format) {
  const auto known = format.is_string() ? versions_of(format.get<std::string>()) : std::nullopt;
  return known ? Json{known->oldest, known->newest} : Json();
}

/// The days whose rows a file of a run holds; null for other files.
Json recorded_days(const Json& attributes) {
  const Json format = attributes.value("format", Json());
  if (format != run_format && format != segment_format) return {};
  if (attributes.contains("recorded_days")) return attributes["recorded_days"];
  return attributes.contains("day") ? Json::array({attributes["day"]}) : Json();
}

/// `9 to 10 (2 days)`: a run records its last days.
std::string days_text(const Json& days) {
  if (!days.is_array() || days.empty()) return short_text(days);
  if (days.size() == 1) return short_text(days[0]);
  return fmt::format(
      "{} to {} ({} days)", short_text(days.front()), short_text(days.back()), days.size());
}

/// `version 1, while 2 is written now`.
std::string version_text(const Json& info) {
  if (info["format_version"].is_null()) return "version unknown";
  std::string text = fmt::format("version {}", short_text(info["format_version"]));
  const Json& read = info["versions_read"];
  if (read.is_null() || info["format_version"] == read[1]) return text;
  if (info["format_version"] >= read[0]) {
    return fmt::format("{}, while {} is written now", text, to_line(read[1]));
  }
  return fmt::format("{}, which is no longer read (now {})", text, to_line(read[1]));
}

}  // namespace

Expected<Json> info_of(const std::filesystem::path& path) {
  EVEIL_TRY(const store::File file, store::File::open(path));
  const store::Group root = file.root();
  EVEIL_CHECK(refuse_later(root));
  std::error_code ignored;
  EVEIL_TRY(Json attributes, attributes_of(root));
  Json info = {{"file", path.string()},
               {"bytes", std::filesystem::file_size(path, ignored)},
               {"format", attributes.value("format", Json())},
               {"format_version", attributes.value("format_version", Json())},
               {"versions_read", versions_read(attributes.value("format", Json()))},
               {"complete", attributes.value("complete", Json(false))},
               {"recorded_days", recorded_days(attributes)},
               {"attributes", std::move(attributes)},
               {"tables", Json::array()}};
  EVEIL_CHECK(collect(root, info["tables"], 0));
  return info;
}

std::string listing(const Json& info) {
  std::string text =
      fmt::format("{}: {}, {}, {}, {} bytes\n",
                  info["file"].get<std::string>(),
                  info["format"].is_null() ? "HDF5 of another program" : short_text(info["format"]),
                  version_text(info),
                  info["complete"] == true ? "complete" : "not complete",
                  info["bytes"].get<std::uint64_t>());
  for (const auto& [name, value] : info["attributes"].items()) {
    if (name == "format" || name == "format_version" || name == "complete") continue;
    if (name == "recorded_days") continue;
    text += fmt::format("  {:24} {}\n", name, short_text(value));
  }
  const Json& days = info["recorded_days"];
  if (!days.is_null()) text += fmt::format("  {:24} {}\n", "recorded_days", days_text(days));
  if (!info["tables"].empty()) text += fmt::format("\n{:>12}  table\n", "rows");
  for (const auto& table : info["tables"]) {
    if (table["columns"].empty()) continue;
    std::string columns;
    for (const auto& column : table["columns"]) {
      if (!columns.empty()) columns += ' ';
      columns += column["name"].get<std::string>();
    }
    text += fmt::format("{:>12}  {}: {}\n",
                        table["rows"].is_null() ? "differ" : to_line(table["rows"]),
                        table["path"].get<std::string>(),
                        columns);
  }
  return text;
}

}  // namespace eveil::output
