// SPDX-License-Identifier: Apache-2.0
#include "output/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/formats.hpp"
#include "output/older.hpp"
#include "output/schema.hpp"

namespace eveil::output {
namespace {

using store::ValueType;

std::string place(std::string_view table, std::string_view column) {
  return fmt::format("{}/{}", table, column);
}

Unexpected holds(const store::Group& root,
                 const std::string& column,
                 ValueType found,
                 std::string_view wanted) {
  return bad_input(root.where(column),
                   fmt::format("holds {}, where {} is expected; was this file changed by another "
                               "program?",
                               store::name_of(found),
                               wanted));
}

/// Refuses what isn't a run, says in plain words what it is instead.
/// \return the version, which is one that is read.
Expected<std::int64_t> check_format(const store::Group& root,
                                    const std::filesystem::path& path,
                                    bool allow_segment) {
  const Expected<std::string> format = root.text("format");
  if (!format) {
    return bad_input(path.string(),
                     "is an HDF5 file, but not a result of eveil: its root has no attribute "
                     "`format`; give a file that `eveil run` wrote");
  }
  if (*format == segment_format && !allow_segment) {
    return bad_input(path.string(),
                     "is one day of a run that wasn't finished; run the scenario again and give "
                     "its result");
  }
  if (*format != run_format && *format != segment_format) {
    return bad_input(path.string(),
                     fmt::format("is of the format '{}', expected '{}': a file that `eveil run` "
                                 "wrote",
                                 *format,
                                 run_format));
  }
  EVEIL_TRY(const std::int64_t version, readable_version(root, *versions_of(*format)));
  if (!root.flag("complete").value_or(false)) {
    return bad_input(path.string(),
                     "is not complete: the run that wrote it was stopped; run it again");
  }
  return version;
}

/// Why a column or attribute can't be read that files of this version don't have.
Unexpected not_yet(const store::Group& root, const std::string& name, std::int64_t version) {
  return bad_input(root.where(name),
                   fmt::format("does not exist in a file of version {}, and version {} is written "
                               "now; run the scenario again",
                               version,
                               run_format_version));
}

/// The tables without which a run is none.
Expected<void> check_tables(const store::Group& root, bool segment) {
  for (const char* table : {"persons", "trips", "legs", "links", "services"}) {
    if (!root.has(table)) {
      return bad_input(root.where(table), "is missing: the file is damaged; run it again");
    }
  }
  if (!segment && !root.has("indicators")) {
    return bad_input(root.where("indicators"), "is missing: the file is damaged; run it again");
  }
  return {};
}

}  // namespace

std::size_t EnumColumn::code_of(std::string_view name) const {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

Expected<RunFile> open_run(const std::filesystem::path& path, bool allow_segment) {
  EVEIL_TRY(store::File file, store::File::open(path));
  const store::Group root = file.root();
  EVEIL_TRY(const std::int64_t version, check_format(root, path, allow_segment));
  RunFile run(std::move(file));
  run.version_ = version;
  EVEIL_TRY(const std::string format, root.text("format"));
  run.is_segment_ = format == segment_format;
  EVEIL_CHECK(check_tables(root, run.is_segment_));
  EVEIL_TRY(const std::int64_t day, root.integer("day"));
  run.day_ = static_cast<std::uint32_t>(day);
  EVEIL_TRY(run.modes_, root.texts("modes"));
  EVEIL_TRY(run.services_, run.texts_attribute("services", "names"));
  return run;
}

Expected<store::Group> RunFile::group(std::string_view name) const {
  return file_.root().open(name);
}

Expected<std::optional<StandIn>> RunFile::lacked(const std::string& column) const {
  const store::Group root = file_.root();
  if (version_ == run_format_version || root.has(column)) return std::optional<StandIn>();
  if (const auto instead = stand_in(version_, column)) return instead;
  return not_yet(root, column, version_);
}

bool RunFile::has(std::string_view table) const { return file_.root().has(table); }

Expected<std::uint64_t> RunFile::rows(std::string_view table) const {
  EVEIL_TRY(const store::Group found, group(table));
  return found.table_rows();
}

Expected<std::vector<double>> RunFile::numbers(std::string_view table,
                                               std::string_view column) const {
  const store::Group root = file_.root();
  const std::string name = place(table, column);
  EVEIL_TRY(const std::optional<StandIn> instead, lacked(name));
  if (instead == StandIn::not_a_number || instead == StandIn::no_row) {
    const double none = instead == StandIn::no_row ? -1.0 : std::nan("");
    EVEIL_TRY(const std::uint64_t count, rows(table));
    return std::vector<double>(count, none);
  }
  EVEIL_TRY(const store::ColumnInfo info, root.column(name));
  switch (info.type) {
    case ValueType::text:
    case ValueType::enumeration:
    case ValueType::boolean:
    case ValueType::uint64:
      return holds(root, name, info.type, "a number");
    case ValueType::int64: {
      EVEIL_TRY(const std::vector<std::int64_t> whole, root.read<std::int64_t>(name));
      return std::vector<double>(whole.begin(), whole.end());
    }
    default:
      return root.read<double>(name);
  }
}

Expected<std::vector<std::int64_t>> RunFile::integers(std::string_view table,
                                                      std::string_view column) const {
  const std::string name = place(table, column);
  EVEIL_TRY(const std::optional<StandIn> instead, lacked(name));
  if (instead == StandIn::no_row) {
    EVEIL_TRY(const std::uint64_t count, rows(table));
    return std::vector<std::int64_t>(count, -1);
  }
  return file_.root().read<std::int64_t>(name);
}

Expected<std::vector<std::uint64_t>> RunFile::identifiers(std::string_view table,
                                                          std::string_view column) const {
  const std::string name = place(table, column);
  EVEIL_CHECK(lacked(name));
  return file_.root().read<std::uint64_t>(name);
}

Expected<std::vector<std::string>> RunFile::texts(std::string_view table,
                                                  std::string_view column) const {
  const std::string name = place(table, column);
  EVEIL_CHECK(lacked(name));
  return file_.root().read<std::string>(name);
}

Expected<EnumColumn> RunFile::words(std::string_view table, std::string_view column) const {
  const std::string name = place(table, column);
  EVEIL_CHECK(lacked(name));
  EVEIL_TRY(store::EnumerationColumn read, file_.root().read_enumeration(name));
  return EnumColumn{std::move(read.values), std::move(read.words)};
}

Expected<std::vector<std::uint8_t>> RunFile::flags(std::string_view table,
                                                   std::string_view column) const {
  const store::Group root = file_.root();
  const std::string name = place(table, column);
  EVEIL_CHECK(lacked(name));
  EVEIL_TRY(const store::ColumnInfo info, root.column(name));
  if (info.type != ValueType::boolean) return holds(root, name, info.type, "true or false");
  return root.read<std::uint8_t>(name);
}

Expected<std::string> RunFile::units(std::string_view table, std::string_view column) const {
  EVEIL_TRY(store::ColumnInfo info, file_.root().column(place(table, column)));
  return std::move(info.units);
}

bool RunFile::has_attribute(std::string_view group_name, std::string_view name) const {
  const Expected<store::Group> found = group(group_name);
  return found && found->has_attribute(name);
}

Expected<std::string> RunFile::text_attribute(std::string_view group_name,
                                              std::string_view name) const {
  EVEIL_TRY(const store::Group found, group(group_name));
  return found.text(name);
}

Expected<std::int64_t> RunFile::integer_attribute(std::string_view group_name,
                                                  std::string_view name) const {
  EVEIL_TRY(const store::Group found, group(group_name));
  return found.integer(name);
}

Expected<double> RunFile::number_attribute(std::string_view group_name,
                                           std::string_view name) const {
  EVEIL_TRY(const store::Group found, group(group_name));
  return found.number(name);
}

Expected<std::vector<std::string>> RunFile::texts_attribute(std::string_view group_name,
                                                            std::string_view name) const {
  EVEIL_TRY(const store::Group found, group(group_name));
  const bool of_root = group_name.empty();
  if (of_root && !found.has_attribute(name) && stand_in(version_, fmt::format("@{}", name))) {
    return std::vector<std::string>();
  }
  return found.texts(name);
}

Expected<std::vector<std::byte>> RunFile::bytes_attribute(std::string_view group_name,
                                                          std::string_view name) const {
  EVEIL_TRY(const store::Group found, group(group_name));
  return found.bytes(name);
}

Expected<double> RunFile::parameter(std::string_view key) const {
  EVEIL_TRY(const std::vector<std::string> keys, texts("parameters", "key"));
  EVEIL_TRY(const std::vector<double> values, numbers("parameters", "value"));
  for (std::size_t row = 0; row < std::min(keys.size(), values.size()); ++row) {
    if (keys[row] == key) return values[row];
  }
  return bad_input(file_.root().where("parameters"),
                   fmt::format("has no '{}'; was this file written by another version?", key));
}

std::string RunFile::service_group(std::string_view service) {
  return output::service_group(service);
}

Expected<std::vector<IndicatorRow>> RunFile::indicators() const {
  if (is_segment_) return std::vector<IndicatorRow>();
  EVEIL_TRY(const std::uint64_t count, rows("indicators"));
  EVEIL_TRY(std::vector<std::string> indicator, texts("indicators", "indicator"));
  EVEIL_TRY(std::vector<std::string> scope, texts("indicators", "scope"));
  EVEIL_TRY(std::vector<std::string> definition, texts("indicators", "definition"));
  EVEIL_TRY(const std::vector<double> value, numbers("indicators", "value"));
  EVEIL_TRY(std::vector<std::string> unit, texts("indicators", "units"));
  EVEIL_TRY(const std::vector<std::int64_t> taken_of, integers("indicators", "count"));
  EVEIL_TRY(const std::vector<std::int64_t> day, integers("indicators", "day"));
  std::vector<IndicatorRow> found(count);
  for (std::size_t row = 0; row < found.size(); ++row) {
    found[row] = {std::move(indicator[row]),
                  std::move(scope[row]),
                  std::move(definition[row]),
                  value[row],
                  std::move(unit[row]),
                  static_cast<std::uint64_t>(taken_of[row]),
                  static_cast<std::uint32_t>(day[row])};
  }
  return found;
}

}  // namespace eveil::output
