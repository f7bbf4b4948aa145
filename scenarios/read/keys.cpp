// SPDX-License-Identifier: Apache-2.0
#include "scenarios/read/keys.hpp"

#include <utility>

#include "geo/base/error.hpp"
#include "scenarios/read/key_tables.hpp"

namespace eveil::scenarios {

namespace {

std::vector<Key> made() {
  std::vector<Key> keys = territory_keys();
  for (Key& key : scenario_keys()) keys.push_back(std::move(key));
  for (Key& key : need_keys()) keys.push_back(std::move(key));
  return keys;
}

}  // namespace

const std::vector<Key>& all_keys() {
  static const std::vector<Key> keys = made();
  return keys;
}

const Key& key_of(TomlFile file, std::string_view section, std::string_view name) {
  const Key* found = nullptr;
  for (const Key& key : all_keys()) {
    if (key.file == file && key.section == section && key.name == name) found = &key;
  }
  EVEIL_ASSERT(found != nullptr);
  return *found;
}

std::vector<const Key*> keys_in(TomlFile file, std::string_view section) {
  std::vector<const Key*> found;
  for (const Key& key : all_keys()) {
    if (key.file == file && key.section == section) found.push_back(&key);
  }
  return found;
}

}  // namespace eveil::scenarios
