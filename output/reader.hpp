// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/file.hpp"
#include "output/indicator_row.hpp"
#include "output/older.hpp"

namespace eveil::output {

/// A column of words: `names[codes[row]]`.
struct EnumColumn {
  std::vector<std::uint8_t> codes;
  std::vector<std::string> names;

  const std::string& operator[](std::size_t row) const { return names[codes[row]]; }
  /// The code of a word, or names.size() where the list doesn't have it (so no row does).
  std::size_t code_of(std::string_view name) const;
};

/// A finished run, or one closed day of a run under way; read only.
///
/// Tables are named as in the file, without the first slash: `trips`, `links/by_time`,
/// `services/navette-nord/requests`; output/schema.hpp lists their columns.
///
/// A file of an older version is read as well: what it lacks is NaN where it is a number that
/// wasn't told, -1 where it names a row (output/older.hpp), and else refused with the version.
///
/// \errors   bad_input: a table or column is missing or of another kind, or the file is damaged;
///           `where` is `FILE:/table/column`.
/// \threads  one thread at a time.
class RunFile {
 public:
  const std::filesystem::path& path() const { return file_.path(); }
  /// Whether this is one closed day of a run rather than a finished run.
  bool is_segment() const { return is_segment_; }

  /// Of the result format, at most `run_format_version`.
  std::int64_t version() const { return version_; }

  bool has(std::string_view table) const;  ///< a table, or `table/column`
  Expected<std::uint64_t> rows(std::string_view table) const;

  /// Any column of numbers; text, words and `persons/id` are not.
  Expected<std::vector<double>> numbers(std::string_view table, std::string_view column) const;
  /// Whole numbers; -1 says "none" where the column names a row.
  Expected<std::vector<std::int64_t>> integers(std::string_view table,
                                               std::string_view column) const;
  /// Stable names of 64 bits: `persons/id`.
  Expected<std::vector<std::uint64_t>> identifiers(std::string_view table,
                                                   std::string_view column) const;
  Expected<std::vector<std::string>> texts(std::string_view table, std::string_view column) const;
  Expected<EnumColumn> words(std::string_view table, std::string_view column) const;
  /// Yes or no: 1 or 0.
  Expected<std::vector<std::uint8_t>> flags(std::string_view table, std::string_view column) const;
  Expected<std::string> units(std::string_view table, std::string_view column) const;

  // Attributes of a group; "" is the root.
  bool has_attribute(std::string_view group, std::string_view name) const;
  Expected<std::string> text_attribute(std::string_view group, std::string_view name) const;
  Expected<std::int64_t> integer_attribute(std::string_view group, std::string_view name) const;
  Expected<double> number_attribute(std::string_view group, std::string_view name) const;
  Expected<std::vector<std::string>> texts_attribute(std::string_view group,
                                                     std::string_view name) const;
  Expected<std::vector<std::byte>> bytes_attribute(std::string_view group,
                                                   std::string_view name) const;
  /// A coefficient of the scenario: `choice.car_per_min`, `emissions.car_co2_g_per_km`.
  Expected<double> parameter(std::string_view key) const;

  /// Names of the services in the order of their rows (`/legs/service`).
  const std::vector<std::string>& services() const { return services_; }
  /// `services/NAME/requests`, `services/NAME/vehicles`: table names; `services/NAME`: the group.
  static std::string service_group(std::string_view service);
  /// The words of every column of modes, in their order: car_driver, walk, bicycle,
  /// car_passenger, transit, then the services.
  const std::vector<std::string>& modes() const { return modes_; }
  /// The day recorded in the tables.
  std::uint32_t day() const { return day_; }

  /// All of /indicators; empty for a segment.
  Expected<std::vector<IndicatorRow>> indicators() const;

 private:
  explicit RunFile(store::File file) : file_(std::move(file)) {}
  Expected<store::Group> group(std::string_view name) const;
  /// What stands in for a column that this version doesn't have; none where the column is there.
  Expected<std::optional<StandIn>> lacked(const std::string& column) const;
  friend Expected<RunFile> open_run(const std::filesystem::path& path, bool allow_segment);

  store::File file_;
  bool is_segment_ = false;
  std::int64_t version_ = 0;
  std::uint32_t day_ = 0;
  std::vector<std::string> services_;
  std::vector<std::string> modes_;
};

/// Opens a finished run; where `allow_segment`, also one closed day of a run under way.
///
/// \errors bad_input: not there, not HDF5, damaged, not a run of this program, of a later format,
///         or not complete.
Expected<RunFile> open_run(const std::filesystem::path& path, bool allow_segment = false);

}  // namespace eveil::output
