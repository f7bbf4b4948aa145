// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/store/file.hpp"
#include "geo/store/ragged.hpp"
#include "tests/geo/store/sample.hpp"
#include "tests/geo/store/scratch.hpp"

using namespace eveil;
using store::ValueType;

namespace {

/// What comes back of `values` written as one column.
template <class T>
std::vector<T> there_and_back(const std::vector<T>& values) {
  const test::Scratch scratch;
  auto file = store::File::create(scratch / "a.h5");
  REQUIRE(file);
  const store::ColumnSpec spec{"x", store::value_type_of<T>, "1", "numbers", {}};
  REQUIRE(file->root().write(spec, values, {3, 2}));  // chunks of 3 rows
  REQUIRE(file->commit());
  auto read = store::File::open(scratch / "a.h5");
  REQUIRE(read);
  auto back = read->root().read<T>("x");
  REQUIRE(back);
  return *back;
}

template <class T>
std::vector<T> extremes() {
  using Limits = std::numeric_limits<T>;
  return {Limits::min(), Limits::max(), Limits::lowest(), T(1), T(2), T(3), T(0)};
}

}  // namespace

TEMPLATE_TEST_CASE("numbers of every type come back as they were written",
                   "[geo/store][column]",
                   std::int8_t,
                   std::int16_t,
                   std::int32_t,
                   std::int64_t,
                   std::uint8_t,
                   std::uint16_t,
                   std::uint32_t,
                   std::uint64_t,
                   float,
                   double) {
  CHECK(there_and_back(extremes<TestType>()) == extremes<TestType>());
  CHECK(there_and_back(std::vector<TestType>{}).empty());
  CHECK(there_and_back(std::vector<TestType>{7}) == std::vector<TestType>{7});
}

TEST_CASE("texts come back with their accents, the empty ones empty", "[geo/store][column]") {
  const std::vector<std::string> texts = {"", "Été", "Œuvre à Sète", "a", "", "日本", "🚲"};
  CHECK(there_and_back(texts) == texts);
  CHECK(there_and_back(std::vector<std::string>{"", ""}) == std::vector<std::string>{"", ""});
}

TEST_CASE("quantities and ids are stored as the number they hold", "[geo/store][column]") {
  CHECK(there_and_back(std::vector<Metres>{Metres(2.5)}) == std::vector<Metres>{Metres(2.5)});
  using Id = Index<struct LinkTag>;
  CHECK(there_and_back(std::vector<Id>{Id(3), Id::none()}) == std::vector<Id>{Id(3), Id::none()});
}

TEST_CASE("a table comes back whatever the batches, with words, booleans and texts",
          "[geo/store][table]") {
  const test::Scratch scratch;
  test::Sample sample;
  sample.batch = GENERATE(1, 37, 64, 300);
  REQUIRE(test::write_sample(scratch / "a.h5", sample));
  auto file = store::File::open(scratch / "a.h5");
  REQUIRE(file);
  auto links = file->root().open("links");
  REQUIRE(links);
  CHECK(links->table_rows().value() == 300);
  CHECK(links->names().value() ==
        std::vector<std::string>{"id", "length_m", "mode", "name", "open"});
  const auto id = links->read<std::int64_t>("id").value();
  const auto length = links->read<double>("length_m").value();
  const auto mode = links->read_enumeration("mode").value();
  const auto open = links->read<std::uint8_t>("open").value();
  const auto name = links->read<std::string>("name").value();
  REQUIRE(id.size() == 300);
  for (std::size_t row = 0; row < 300; ++row) {
    CHECK(id[row] == static_cast<std::int64_t>(row) - 7);
    CHECK(length[row] == (row == 0 ? 0.5 : 1.25 * static_cast<double>(row)));
    CHECK(mode.words[mode.values[row]] == sample.words[row % 3]);
    CHECK(open[row] == row % 2);
    CHECK(name[row] == (row % 5 == 0 ? "" : "rue d'Été " + std::to_string(row)));
  }
  // Rows 62 to 66 lie across two chunks of 64.
  CHECK(links->read<std::int64_t>("id", 62, 5).value() ==
        std::vector<std::int64_t>{55, 56, 57, 58, 59});
  const auto info = links->column("length_m").value();
  CHECK(info.units == "m");
  CHECK(info.description == "length");
  CHECK(info.rows == 300);
  CHECK(file->root().flag("complete").value());
}

TEST_CASE("chunks of one value come back as such, and others between them", "[geo/store][column]") {
  // Chunks of 3 rows; the last one isn't full.
  const std::vector<std::int32_t> values = {
      5, 5, 5, 5, 5, 5, 1, 2, 3, 5, 5, 5, 6, 6, 6, 5, 5, 5, 6};
  CHECK(there_and_back(values) == values);
}

TEST_CASE("a column is copied as it is stored, with its units and words", "[geo/store][column]") {
  const test::Scratch scratch;
  REQUIRE(test::write_sample(scratch / "a.h5", test::Sample{}));
  const auto from = store::File::open(scratch / "a.h5");
  auto to = store::File::create(scratch / "b.h5");
  REQUIRE((from && to));
  const auto links = from->root().open("links");
  const auto made = to->root().create("links");
  REQUIRE((links && made));
  for (const char* column : {"id", "length_m", "mode", "name", "open"}) {
    REQUIRE(made->copy(*links, column));
  }
  const auto again = made->copy(*links, "id");
  REQUIRE_FALSE(again);
  CHECK(again.error().kind == ErrorKind::failed);
  CHECK_FALSE(made->copy(*links, "nothing"));
  CHECK_FALSE(made->copy(from->root(), "links"));
  REQUIRE(to->commit());
  const auto copy = store::File::open(scratch / "b.h5");
  REQUIRE(copy);
  const auto read = copy->root().open("links");
  REQUIRE(read);
  CHECK(read->read<std::int64_t>("id").value() == links->read<std::int64_t>("id").value());
  CHECK(read->read<std::string>("name").value() == links->read<std::string>("name").value());
  CHECK(read->read_enumeration("mode")->values == links->read_enumeration("mode")->values);
  CHECK(read->read_enumeration("mode")->words == links->read_enumeration("mode")->words);
  CHECK(read->column("length_m")->units == "m");
}

TEST_CASE("words come back as positions in the reader's own list", "[geo/store][column]") {
  const test::Scratch scratch;
  REQUIRE(test::write_sample(scratch / "a.h5"));
  auto links = store::File::open(scratch / "a.h5")->root().open("links").value();
  const std::vector<std::string_view> mine = {"bicycle", "boat", "car", "walk"};
  const auto modes = links.read_enumeration("mode", mine).value();
  CHECK(modes[0] == 3);
  CHECK(modes[1] == 2);
  CHECK(modes[2] == 0);
  const std::vector<std::string_view> too_few = {"car", "walk"};
  const auto refused = links.read_enumeration("mode", too_few);
  REQUIRE(!refused);
  CHECK(refused.error().kind == ErrorKind::bad_input);
  CHECK_THAT(refused.error().where, Catch::EndsWith("a.h5:/links/mode:2"));
  CHECK_THAT(refused.error().message, Catch::Contains("'bicycle'"));
}

TEST_CASE("numbers are read into wider types only", "[geo/store][column]") {
  const test::Scratch scratch;
  REQUIRE(test::write_sample(scratch / "a.h5"));
  const auto root = store::File::open(scratch / "a.h5")->root();
  CHECK(root.read<std::int64_t>("zones/people").value()[2] == 4000000000);
  CHECK(root.read<double>("zones/people").value()[2] == 4e9);
  CHECK(root.read<double>("zones/shape/values").value()[4] == 5.0);
  CHECK(root.read<std::int32_t>("zones/people").error().message == "holds uint32, not int32");
  CHECK(root.read<float>("links/length_m").error().message == "holds float64, not float32");
  CHECK(root.read<double>("links/id").error().message == "holds int64, not float64");
  CHECK(root.read<std::uint8_t>("links/mode").error().message == "holds enumeration, not uint8");
  CHECK(root.read<std::string>("links/id").error().message == "holds int64, not text");
  CHECK(root.read<double>("links/nothing").error().message == "does not exist");
  CHECK(!root.read<std::int64_t>("links/id", 299, 2));
  CHECK(!root.read<std::int64_t>("links/id", 301, 0));
}

TEST_CASE("attributes of every kind come back", "[geo/store][attribute]") {
  const test::Scratch scratch;
  const std::string wkt(9000, 'w');  // longer than what is stored with variable length
  {
    auto file = store::File::create(scratch / "a.h5");
    const auto group = file->root().create("a/b").value();
    REQUIRE(group.set("word", "Sète"));
    REQUIRE(group.set("word", "Été"));  // the second replaces the first
    REQUIRE(group.set("empty", ""));
    REQUIRE(group.set("long", wkt));
    REQUIRE(group.set("count", -3));
    REQUIRE(group.set("share", 0.1));
    REQUIRE(group.set("yes", true));
    REQUIRE(group.set("words", std::vector<std::string>{"a", "", "ç"}));
    REQUIRE(group.set("none", std::vector<std::string>{}));
    REQUIRE(group.set("years", std::vector<std::int64_t>{2015, 2019}));
    REQUIRE(group.set("extent", std::vector<double>{1.5, -2}));
    REQUIRE(group.set("area", std::vector<std::byte>(100000, std::byte{7})));
    CHECK(!group.set("bad", std::string("\xff")));
    REQUIRE(file->commit());
  }
  const auto group = store::File::open(scratch / "a.h5")->root().open("a/b").value();
  CHECK(group.text("word").value() == "Été");
  CHECK(group.text("empty").value().empty());
  CHECK(group.text("long").value() == wkt);
  CHECK(group.integer("count").value() == -3);
  CHECK(group.number("count").value() == -3.0);
  CHECK(group.number("share").value() == 0.1);
  CHECK(group.flag("yes").value());
  CHECK(group.texts("words").value() == std::vector<std::string>{"a", "", "ç"});
  CHECK(group.texts("none").value().empty());
  CHECK(std::get<std::vector<std::int64_t>>(group.attribute("years").value())[1] == 2019);
  CHECK(std::get<std::vector<double>>(group.attribute("extent").value())[1] == -2.0);
  CHECK(group.bytes("area").value() == std::vector<std::byte>(100000, std::byte{7}));
  CHECK(group.attribute_names().value().size() == 11);
  CHECK(group.integer("word").error().message == "is not an integer");
  CHECK_THAT(group.text("absent").error().where, Catch::EndsWith("a.h5:/a/b@absent"));
}

TEST_CASE("ragged rows come back, and offsets that fall are refused", "[geo/store][ragged]") {
  const test::Scratch scratch;
  REQUIRE(test::write_sample(scratch / "a.h5"));
  const auto zones = store::File::open(scratch / "a.h5")->root().open("zones").value();
  const auto shape = store::read_ragged<float>(zones, "shape").value();
  CHECK(shape.offsets == std::vector<std::uint64_t>{0, 2, 2, 5});
  CHECK(shape.values == std::vector<float>{1, 2, 3, 4, 5});

  const std::vector<std::vector<std::uint64_t>> wrong = {{}, {1, 5}, {0, 4, 3, 5}, {0, 4}, {0, 6}};
  for (const auto& offsets : wrong) {
    auto file = store::File::create(scratch / "b.h5", store::Existing::replace);
    const store::ColumnSpec spec{"", ValueType::float32, "1", "v", {}};
    REQUIRE(store::write_ragged(file->root(), "r", spec, offsets, std::vector<float>(5)));
    REQUIRE(file->commit());
    auto read = store::File::open(scratch / "b.h5");
    CHECK(!store::read_ragged<float>(read->root(), "r"));
  }
}

TEST_CASE("a column without units, a wrong word, a wrong type or uneven batches are refused",
          "[geo/store][table]") {
  const test::Scratch scratch;
  auto file = store::File::create(scratch / "a.h5").value();
  const auto root = file.root();
  const std::vector<double> two = {1, 2};
  CHECK(!root.write({"x", ValueType::float64, "", "no units", {}}, two));
  CHECK(!root.write({"x", ValueType::float64, "m", "", {}}, two));
  CHECK(!root.write({"x/y", ValueType::float64, "m", "a path", {}}, two));
  CHECK(!root.write({"x", ValueType::float32, "m", "another type", {}}, two));
  CHECK(!root.write({"x", ValueType::enumeration, "1", "no words", {}},
                    std::vector<std::uint8_t>{0}));
  const store::ColumnSpec mode{"x", ValueType::enumeration, "1", "mode", {"car", "walk"}};
  CHECK_THAT(root.write(mode, std::vector<std::uint8_t>{0, 2}).error().where,
             Catch::EndsWith("a.h5:/x:1"));
  CHECK(!root.write({"x", ValueType::text, "1", "t", {}},
                    std::vector<std::string>{std::string("a\0b", 3)}));

  auto table = store::TableWriter::create(
      root, "t", {{"a", ValueType::float64, "m", "a", {}}, {"b", ValueType::int32, "1", "b", {}}});
  REQUIRE(table);
  CHECK(!table->append({two}));
  CHECK(!table->append({two, std::vector<std::int32_t>{1}}));
  CHECK(!table->append({two, two}));
  CHECK(table->rows() == 0);
  CHECK(table->append({two, std::vector<std::int32_t>{1, 2}}));
  CHECK(table->close().value() == 2);
}
