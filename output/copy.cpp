// SPDX-License-Identifier: Apache-2.0
#include "output/copy.hpp"

#include <string>
#include <vector>

namespace eveil::output {
namespace {

Expected<void> copy_attributes(const store::Group& from, const store::Group& to) {
  EVEIL_TRY(const std::vector<std::string> names, from.attribute_names());
  for (const std::string& name : names) {
    EVEIL_TRY(const store::AttributeValue value, from.attribute(name));
    EVEIL_CHECK(to.set(name, value));
  }
  return {};
}

}  // namespace

Expected<void> copy_content(const store::Group& from, const store::Group& to) {
  EVEIL_TRY(const std::vector<std::string> names, from.names());
  for (const std::string& name : names) {
    EVEIL_TRY(const store::ObjectKind kind, from.kind(name));
    if (kind == store::ObjectKind::column) {
      EVEIL_CHECK(to.copy(from, name));
      continue;
    }
    EVEIL_TRY(const store::Group below, from.open(name));
    EVEIL_TRY(const store::Group made, to.create(name));
    EVEIL_CHECK(copy_attributes(below, made));
    EVEIL_CHECK(copy_content(below, made));  // as deep as this program's own schema
  }
  return {};
}

}  // namespace eveil::output
