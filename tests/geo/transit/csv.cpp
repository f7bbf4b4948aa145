// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/csv.hpp"

#include <catch2/catch.hpp>

using eveil::geo::CsvRows;
using Table = std::vector<std::vector<std::string>>;

namespace {

Table read(std::string_view text, std::string& error) {
  CsvRows rows(text);
  Table table;
  while (rows.next()) table.emplace_back(rows.fields().begin(), rows.fields().end());
  error = rows.error();
  return table;
}

Table read(std::string_view text) {
  std::string error;
  Table table = read(text, error);
  CHECK(error.empty());
  return table;
}

std::string refusal(std::string_view text) {
  std::string error;
  read(text, error);
  return error;
}

}  // namespace

TEST_CASE("quotes hold commas, line ends and doubled quotes", "[transit][csv]") {
  CHECK(read("a,\"b, c\",\"d \"\"e\"\"\"\n\"f\r\ng\",,\n") ==
        Table{{"a", "b, c", "d \"e\""}, {"f\r\ng", "", ""}});
  CHECK(read("5\" pipe,b") == Table{{"5\" pipe", "b"}});
  CHECK(read("\"\",\"\"\"\"") == Table{{"", "\""}});
}

TEST_CASE("a byte order mark and mixed line ends are no part of the fields", "[transit][csv]") {
  CHECK(read("\xEF\xBB\xBF"
             "a,b\r\nc,d\re,f\ng,h") == Table{{"a", "b"}, {"c", "d"}, {"e", "f"}, {"g", "h"}});
}

TEST_CASE("empty lines are skipped and blanks around fields dropped", "[transit][csv]") {
  CHECK(read("\n a ,\tb c \n\n  \n \"d \" ,e\n\r\n\n") == Table{{"a", "b c"}, {"d ", "e"}});
  CHECK(read("").empty());
  CHECK(read("a,\n") == Table{{"a", ""}});
  CHECK(read("a,") == Table{{"a", ""}});
}

TEST_CASE("a row is known by the line where it begins", "[transit][csv]") {
  CsvRows rows("a\r\n\"b\nc\r\nd\"\n\ne");
  REQUIRE(rows.next());
  CHECK(rows.line() == 1);
  REQUIRE(rows.next());
  CHECK(rows.line() == 2);
  REQUIRE(rows.next());
  CHECK(rows.line() == 6);
  CHECK(!rows.next());
}

TEST_CASE("what is not CSV is refused with the reason", "[transit][csv]") {
  CHECK(refusal("a,\"b") == "ends inside of quotes: a closing quote is missing");
  CHECK(refusal("a,\"b\"c") == "has text after a closing quote: double a quote inside");
  CHECK(refusal(std::string_view("a\0b", 3)) == "has a NUL byte: save it as UTF-8 text");
  CHECK(refusal(std::string_view("\"a\0\"", 4)) == "has a NUL byte: save it as UTF-8 text");
  CHECK(refusal(std::string(CsvRows::longest_field, 'x')).empty());
  CHECK(refusal(std::string(CsvRows::longest_field + 1, 'x')).find("64000") != std::string::npos);
  CHECK(refusal("\"" + std::string(CsvRows::longest_field + 1, 'x') + "\"").find("64000") !=
        std::string::npos);
  CHECK(refusal(std::string(CsvRows::longest_row + 1, ',')).find("1000000") != std::string::npos);
}
