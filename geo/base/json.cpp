// SPDX-License-Identifier: Apache-2.0
#include "geo/base/json.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace eveil {

namespace {

// Builds the value from the parser's events: the library's own builder has no limit of depth, keeps
// the last of two equal keys, and looks for a key by walking through all before it.
class Builder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  explicit Builder(std::string_view text) : text_(text) {}

  bool read() {
    // The library takes a zero byte for the end and would ignore what follows.
    const std::size_t zero = text_.find('\0');
    if (zero != std::string_view::npos) return not_json(zero + 1, "a zero byte");
    return Json::sax_parse(text_.begin(), text_.end(), this);
  }

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(number_integer_t value) { return add(value); }
  bool number_unsigned(number_unsigned_t value) { return add(value); }
  bool number_float(number_float_t value, const string_t&) { return add(value); }
  bool string(string_t& value) { return add(std::move(value)); }
  bool binary(binary_t&) { return refuse("", "holds binary data, which JSON text cannot"); }

  bool start_object(std::size_t) { return open(Json::object()); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_array() { return close(); }

  bool key(string_t& name) {
    Level& level = levels_.back();
    level.key = name;
    if (level.keys.insert(name).second) return true;
    return refuse(path(), "the key occurs twice in one object; keep one of them");
  }

  bool parse_error(std::size_t position, const std::string&, const Json::exception& error) {
    const std::string what = error.what();
    const std::size_t column = what.find("column ");
    const std::size_t colon = what.find(": ", column == std::string::npos ? 0 : column);
    const std::string reason = colon == std::string::npos ? what : what.substr(colon + 2);
    return refuse(line_and_column(position),
                  "not JSON: " + reason + "; correct the document there");
  }

  Json& value() { return root_; }
  const std::string& place() const { return place_; }
  const std::string& reason() const { return reason_; }

 private:
  struct Level {
    Json* value;
    std::string key;
    std::set<std::string> keys;
  };

  template <class T>
  Json* append(T&& value) {
    if (levels_.empty()) {
      root_ = Json(std::forward<T>(value));
      return &root_;
    }
    Level& level = levels_.back();
    if (level.value->is_array()) {
      auto& items = level.value->get_ref<Json::array_t&>();
      items.emplace_back(std::forward<T>(value));
      return &items.back();
    }
    auto& members = level.value->get_ref<Json::object_t&>();
    members.emplace_back(level.key, std::forward<T>(value));
    return &members.back().second;
  }

  template <class T>
  bool add(T&& value) {
    append(std::forward<T>(value));
    return true;
  }

  bool open(Json container) {
    if (levels_.size() >= static_cast<std::size_t>(json_depth_limit)) {
      return refuse(
          "", fmt::format("nested deeper than {} levels; flatten the document", json_depth_limit));
    }
    levels_.push_back({append(std::move(container)), {}, {}});
    return true;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  bool not_json(std::size_t position, const std::string& reason) {
    return refuse(line_and_column(position),
                  "not JSON: " + reason + "; correct the document there");
  }

  bool refuse(std::string place, std::string reason) {
    place_ = std::move(place);
    reason_ = std::move(reason);
    return false;
  }

  // As in `runs[3].seed`.
  std::string path() const {
    std::string text;
    for (const Level& level : levels_) {
      if (level.value->is_array()) {
        text += fmt::format("[{}]", level.value->size() - 1);
      } else {
        text += (text.empty() ? "" : ".") + level.key;
      }
    }
    return text;
  }

  // The parser counts the bytes read, the offending one included.
  std::string line_and_column(std::size_t position) const {
    const std::string_view before =
        text_.substr(0, position == 0 ? 0 : std::min(position - 1, text_.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    return fmt::format("{}:{}", line, before.size() - line_start + 1);
  }

  std::string_view text_;
  Json root_;
  std::vector<Level> levels_;
  std::string place_;
  std::string reason_;
};

}  // namespace

Expected<Json> parse_json(std::string_view text, std::string_view where) {
  Builder builder(text);
  if (!builder.read()) {
    const std::string place = builder.place().empty() ? "" : ":" + builder.place();
    return bad_input(std::string(where) + place, builder.reason());
  }
  return std::move(builder.value());
}

std::string to_text(const Json& value) {
  return value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string to_line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace eveil
