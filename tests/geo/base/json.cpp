// SPDX-License-Identifier: Apache-2.0
#include "geo/base/json.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>

#include "geo/base/json_text.hpp"

using namespace eveil;

namespace {

std::string refusal(std::string_view text) {
  const auto value = parse_json(text, "request.json");
  REQUIRE_FALSE(value);
  REQUIRE(value.error().kind == ErrorKind::bad_input);
  return describe(value.error());
}

}  // namespace

TEST_CASE("JSON keeps the order of its keys and reads back equal", "[base][json]") {
  Json value;
  value["zebra"] = 0.1;
  value["ant"] = {1, -2, 18446744073709551615ULL};
  value["word"] = "é \"\n";
  const std::string text = to_text(value);
  CHECK(text ==
        "{\n  \"zebra\": 0.1,\n  \"ant\": [\n    1,\n    -2,\n    18446744073709551615\n  ],\n"
        "  \"word\": \"é \\\"\\n\"\n}\n");
  CHECK(to_line(value) == R"({"zebra":0.1,"ant":[1,-2,18446744073709551615],"word":"é \"\n"})");
  const auto back = parse_json(text, "own");
  REQUIRE(back);
  CHECK(*back == value);
}

TEST_CASE("JSON numbers are written in the shortest form that reads back to the same bits",
          "[base][json]") {
  CHECK(to_line(Json(1.0)) == "1.0");
  CHECK(to_line(Json(0.1 + 0.2)) == "0.30000000000000004");
  CHECK(to_line(Json(1e300)) == "1e+300");
  const double third = 1.0 / 3.0;
  CHECK(parse_json(to_line(Json(third)), "own")->get<double>() == third);
  CHECK(to_line(Json(std::numeric_limits<double>::quiet_NaN())) == "null");
}

TEST_CASE("text that is not JSON is refused with its line and column", "[base][json]") {
  CHECK(refusal("{\n  \"a\": 1,\n  \"b\": ?\n}").starts_with("request.json:3:8: not JSON"));
  CHECK(refusal("").starts_with("request.json:1:1: not JSON"));
  CHECK(refusal("[1] 2").starts_with("request.json:1:5: not JSON"));
  refusal("[1, NaN]");
  refusal("[Infinity]");
  refusal("{'a': 1}");
  refusal("[1,]");
  refusal("\"\xff\"");
  refusal(std::string("[1]\0", 4));
}

TEST_CASE("a JSON number too large for a double is refused", "[base][json]") {
  CHECK(refusal("[1e999]").find("1e999") != std::string::npos);
  CHECK(parse_json("[1e308]", "own"));
}

TEST_CASE("a JSON key that occurs twice is refused with its path", "[base][json]") {
  CHECK(refusal(R"({"runs": [{}, {"seed": 1, "seed": 2}]})")
            .starts_with("request.json:runs[1].seed: "));
  CHECK(parse_json(R"([{"a": 1}, {"a": 1}])", "own"));
}

TEST_CASE("JSON nested deeper than 64 levels is refused, 64 are read", "[base][json]") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(parse_json(nested(64), "own"));
  CHECK(refusal(nested(65)).find("64") != std::string::npos);
  CHECK(refusal(std::string(1'000'000, '[')).find("64") != std::string::npos);
}

TEST_CASE("a JSON object of many keys is read in time that grows with its length", "[base][json]") {
  std::string text = "{\"k\": 0";
  for (int i = 0; i < 100'000; ++i) text += ",\"" + std::to_string(i) + "\": 1";
  const auto value = parse_json(text + "}", "own");
  REQUIRE(value);
  CHECK(value->size() == 100'001);
}

TEST_CASE("a value added to a text is what the library writes of it", "[base][json]") {
  for (const double value : {0.0,
                             -0.0,
                             1.0,
                             0.1 + 0.2,
                             -1.5e-7,
                             1e15,
                             123456789012345680.0,
                             1e300,
                             5e-324,
                             std::nan(""),
                             -HUGE_VAL}) {
    CAPTURE(value);
    std::string text = "x";
    append_json(text, value);
    CHECK(text == "x" + to_line(Json(value)));
  }
  for (const std::string value :
       {"", "zone:34172", "a \"b\"\\", "line\nend", "été", "\x7f", "broken \xff"}) {
    CAPTURE(value);
    std::string text;
    append_json(text, std::string_view(value));
    CHECK(text == to_line(Json(value)));
  }
}
