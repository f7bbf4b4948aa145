// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "geo/store/open_file.hpp"

namespace eveil::store {

// Attributes of any open object: groups and columns alike. `where` is the object's.

Expected<void> set_attribute(const OpenFile& file,
                             hid_t object,
                             const std::string& where,
                             const std::string& name,
                             const AttributeValue& value);
Expected<AttributeValue> read_attribute(const OpenFile& file,
                                        hid_t object,
                                        const std::string& where,
                                        const std::string& name);
/// In name order.
Expected<std::vector<std::string>> attribute_names_of(const OpenFile& file,
                                                      hid_t object,
                                                      const std::string& where);

}  // namespace eveil::store
