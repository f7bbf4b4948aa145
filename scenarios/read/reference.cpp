// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string>

#include "scenarios/read/keys.hpp"
#include "scenarios/read/read.hpp"
#include "scenarios/read/section.hpp"

namespace eveil::scenarios {

namespace {

std::string_view type_text(KeyType type) {
  switch (type) {
    case KeyType::number:
      return "number";
    case KeyType::whole:
      return "whole number";
    case KeyType::text:
      return "text";
    case KeyType::word:
      return "word";
    case KeyType::path:
      return "file, relative to this one";
    case KeyType::duration:
      return "duration, as \"10 min\"";
    case KeyType::money:
      return "amount, as \"2.5 EUR\"";
    case KeyType::flag:
      return "true or false";
    case KeyType::quantity:
      return "number, or text with its unit, as \"12 min\"";
    case KeyType::time:
      return "time, as \"07:30\"";
    case KeyType::ranges:
      return "list of hours, as [\"06:00-22:00\"]";
    case KeyType::texts:
      return "list of texts";
    case KeyType::wholes:
      return "list of whole numbers";
    case KeyType::date:
      return "date, as 2025-10-16";
    case KeyType::place:
      return "[longitude, latitude]";
    case KeyType::section:
      return "section";
    case KeyType::sections:
      return "sections";
    case KeyType::later:
      return "not in this version";
    case KeyType::gone:
      return "no longer a key";
  }
  return "";
}

std::string_view title_of(TomlFile file) {
  switch (file) {
    case TomlFile::territory:
      return "territory.toml";
    case TomlFile::scenario:
      return "scenario.toml";
    case TomlFile::need:
      return "need.toml";
  }
  return "";
}

std::string heading(const Key& key) {
  if (key.section.empty()) return "\n### at the top\n";
  for (const Key& other : all_keys()) {
    if (other.file == key.file && other.name == key.section && other.type == KeyType::sections) {
      return fmt::format("\n### [[{}]]\n", key.section);
    }
  }
  return fmt::format("\n### [{}]\n", key.section);
}

}  // namespace

std::string key_reference() {
  std::string text =
      "# Keys of the files\n\nAn unknown key is refused.\n\n"
      "`docs/schemas` has a JSON Schema of each file. An editor with TOML support by taplo (Even "
      "Better TOML in VS Code)\nthen completes and checks while you write, if the file's first "
      "line "
      "says where its schema is, relative to the file:\n"
      "`#:schema ../docs/schemas/scenario.schema.json`.\n";
  const Key* before = nullptr;
  for (const Key& key : all_keys()) {
    if (key.type == KeyType::later || key.type == KeyType::gone) continue;
    if (before == nullptr || before->file != key.file) {
      text += fmt::format("\n## {}\n", title_of(key.file));
    }
    if (before == nullptr || before->file != key.file || before->section != key.section) {
      text +=
          heading(key) + "\n| key | type | range | default | meaning |\n|---|---|---|---|---|\n";
    }
    const std::string range = key.low == key.high ? "" : range_text(key);
    text += fmt::format("| `{}` | {} | {} | {} | {} |\n",
                        key.name,
                        type_text(key.type),
                        range,
                        key.fallback,
                        key.sentence);
    before = &key;
  }
  return text;
}

}  // namespace eveil::scenarios
