// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "geo/base/error.hpp"

namespace eveil {

/// A JSON value whose objects keep their keys in the order of writing, so that equal content is
/// equal text.
///
/// The one place that names the library. Its checked accessors (`at`, `get`) throw on a wrong type:
/// ask `is_number()` and its kin first where the document is a user's.
using Json = nlohmann::ordered_json;

/// The deepest nesting of arrays and objects that is read.
inline constexpr int json_depth_limit = 64;

/// Reads a document of another program or of a user: the whole text must be one value.
///
/// \param where  the document's name for messages; line and column, or the key's path, are added.
/// \errors       bad_input: not JSON, nested deeper than 64, a key that occurs twice, a number too
/// large
///               for a double, text that is not UTF-8.
/// \threads      pure.
Expected<Json> parse_json(std::string_view text, std::string_view where);

/// The value as text: two blanks of indent, numbers in the shortest form that reads back equal, a
/// line end last. What is not finite becomes null, a broken UTF-8 sequence the replacement
/// character.
std::string to_text(const Json& value);

/// The same on one line without blanks, for protocols of one document a line; no line end.
std::string to_line(const Json& value);

}  // namespace eveil
