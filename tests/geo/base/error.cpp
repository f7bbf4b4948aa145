// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace eveil;

namespace {

Expected<int> parse(bool good) {
  if (!good) return bad_input("links.csv:17:length_m", "found -3, expected a length > 0 m");
  return 7;
}

Expected<void> check(bool good) {
  EVEIL_TRY(const int value, parse(good));
  if (value != 7) return failed("", "arithmetic is broken");
  return {};
}

Expected<std::string> pass_on(bool good) {
  EVEIL_CHECK(check(good));
  return "done";
}

}  // namespace

TEST_CASE("an error passes through its callers with its place and its words", "[base][error]") {
  CHECK(pass_on(true).value() == "done");
  const auto refused = pass_on(false);
  REQUIRE_FALSE(refused);
  CHECK(describe(refused.error()) == "links.csv:17:length_m: found -3, expected a length > 0 m");
}

TEST_CASE("several errors of one file are told together, in their order", "[base][error]") {
  std::vector<Error> errors;
  errors.push_back(bad_input("a.csv:1", "first").value());
  errors.push_back(bad_input("a.csv:2", "second").value());
  errors.push_back(bad_input("a.csv:3", "third").value());
  const Unexpected all = joined(std::move(errors));
  CHECK(describe(all.value()) == "a.csv:1: first\na.csv:2: second\na.csv:3: third");
  CHECK(all.value().kind == ErrorKind::bad_input);
}

TEST_CASE("each kind of failure has the exit code that scripts rely on", "[base][error]") {
  CHECK(exit_code(ErrorKind::failed) == 1);
  CHECK(exit_code(ErrorKind::usage) == 2);
  CHECK(exit_code(ErrorKind::bad_input) == 3);
  CHECK(exit_code(ErrorKind::interrupted) == 4);
  CHECK(exit_code(ErrorKind::need_not_met) == 5);
}

TEST_CASE("an unknown key is answered with the nearest known one, if one is near",
          "[base][error]") {
  const std::vector<std::string_view> known{"vehicles", "seats", "hours", "max_wait"};
  CHECK(nearest("vehicels", known) == "vehicles");
  CHECK(nearest("seat", known) == "seats");
  CHECK(nearest("maxwait", known) == "max_wait");
  CHECK(nearest("colour_of_the_seats", known).empty());
  CHECK(nearest("x", {}).empty());
}
