// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/units.hpp"
#include "scenarios/read/keys.hpp"
#include "scenarios/read/value.hpp"

namespace eveil::scenarios {

/// Reads one section of a file against the declared keys and gathers every error.
///
/// Reading a key that is absent leaves the target as it is, so that the struct's default holds; an
/// absent required key is an error. Making one reports keys that aren't declared.
class Section {
 public:
  Section(const Value& table, TomlFile file, std::string_view section, std::vector<Error>& errors);

  void read(std::string_view key, bool& target);
  void read(std::string_view key, double& target);
  void read(std::string_view key, std::uint32_t& target);
  void read(std::string_view key, std::uint64_t& target);
  void read(std::string_view key, std::string& target);
  void read(std::string_view key, Duration& target);
  void read(std::string_view key, TimeOfDay& target);
  void read_euros(std::string_view key, double& target);
  /// A bare number, or a text of a number and a unit, blanks between them or not: "12 min", "3%".
  void read_quantity(std::string_view key, double& number, std::string& unit);
  void read_path(std::string_view key, std::string& target);
  void read_texts(std::string_view key, std::vector<std::string>& target);

  /// The value if present and of this type; else none, and an error where it is required or wrong.
  const Value* get(std::string_view key, Value::Type type);
  /// The entries of `[[key]]`; none where absent.
  std::vector<const Value*> sections(std::string_view key);
  /// Whether the key is there, of whatever type.
  bool has(std::string_view key) const { return table_->find(key) != nullptr; }
  /// Notes an error at a key, or at the section where the key is absent.
  void fail(std::string_view key, std::string message);
  /// `file:line:column: section.key`; of no key: the section's.
  std::string where(std::string_view key) const;

 private:
  bool in_range(const Key& key, double value, const Value& found);

  const Value* table_;
  TomlFile file_;
  std::string section_;
  std::vector<Error>* errors_;
};

/// The path as it opens from the working directory, for a text that stands in `value`'s file.
std::string resolved_path(const Value& value);

/// "5", "at least 0", "0 to 1", for messages and the reference.
std::string range_text(const Key& key);

}  // namespace eveil::scenarios
