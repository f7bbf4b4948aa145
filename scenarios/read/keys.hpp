// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eveil::scenarios {

enum class KeyType : std::uint8_t {
  number,
  whole,
  flag,  ///< true or false
  text,
  word,  ///< one of a few
  path,
  duration,  ///< "10 min"
  money,     ///< "2.5 EUR"
  quantity,  ///< 0.8, "12 min", "3 %": its reader knows which units fit
  time,      ///< "07:30"
  ranges,    ///< ["06:00-22:00"]
  texts,     ///< ["a", "b"]
  wholes,    ///< [1, 2]
  date,      ///< 2025-10-16
  place,     ///< [longitude, latitude]
  section,   ///< [section]
  sections,  ///< [[section]], any number
  later,     ///< reserved: refused by name
  gone,      ///< of an earlier version: refused with what to write instead
};

enum class TomlFile : std::uint8_t { territory, scenario, need };

/// One key that a file may have. The readers take only what is declared here.
struct Key {
  TomlFile file = TomlFile::scenario;
  std::string section;  ///< as in the file: "simulation", "service"; empty: at the top
  std::string name;
  KeyType type = KeyType::text;
  std::string unit;  ///< of bare numbers
  double low = 0.0;  ///< smallest and largest value of numbers, durations (s) and money (EUR)
  double high = 0.0;
  std::string fallback;  ///< the default as written; "required"; "none"
  std::string sentence;  ///< what it is; of a later key, what it will be; of a gone one, the advice
  std::vector<std::string> words = {};  ///< of a word: those it may be
};

/// All keys, in the order in which the reference prints them.
const std::vector<Key>& all_keys();

/// The declared key; a missing one is a fault of the code.
const Key& key_of(TomlFile file, std::string_view section, std::string_view name);

/// The keys of one section.
std::vector<const Key*> keys_in(TomlFile file, std::string_view section);

}  // namespace eveil::scenarios
