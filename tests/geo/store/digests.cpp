// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "geo/store/digest.hpp"
#include "tests/geo/store/sample.hpp"
#include "tests/geo/store/scratch.hpp"

using namespace eveil;

namespace {

std::string digest_after(const std::function<void(test::Sample&)>& change) {
  const test::Scratch scratch;
  test::Sample sample;
  change(sample);
  REQUIRE(test::write_sample(scratch / "a.h5", sample));
  const auto digest = store::digest_of(scratch / "a.h5", {{"/provenance"}, {"started"}});
  REQUIRE(digest);
  return *digest;
}

}  // namespace

TEST_CASE("the digest does not depend on chunks, compression, order or clocks",
          "[geo/store][digest]") {
  const std::string digest = digest_after([](auto&) {});
  CHECK(digest.size() == 64);
  CHECK(digest_after([](auto& s) { s.layout.chunk_rows = 1000; }) == digest);
  CHECK(digest_after([](auto& s) { s.layout.chunk_rows = 1; }) == digest);
  CHECK(digest_after([](auto& s) { s.layout.deflate = 4; }) == digest);
  CHECK(digest_after([](auto& s) { s.batch = 1; }) == digest);
  CHECK(digest_after([](auto& s) { s.links_first = false; }) == digest);
  CHECK(digest_after([](auto& s) { s.words = {"bicycle", "car", "walk"}; }) == digest);
  CHECK(digest_after([](auto& s) { s.started = "09:30"; }) == digest);
}

TEST_CASE("the digest changes with a value, a name, a unit, an attribute, a word or a row",
          "[geo/store][digest]") {
  std::vector<std::string> digests = {
      digest_after([](auto&) {}),
      digest_after([](auto& s) { s.first_value = 0.5000000000000001; }),
      digest_after([](auto& s) { s.column = "length"; }),
      digest_after([](auto& s) { s.units = "km"; }),
      digest_after([](auto& s) { s.title = "another"; }),
      digest_after([](auto& s) { s.words.emplace_back("boat"); }),
      digest_after([](auto& s) { s.rows = 299; })};
  std::sort(digests.begin(), digests.end());
  CHECK(std::adjacent_find(digests.begin(), digests.end()) == digests.end());
}

TEST_CASE("the digest of a group is that of its content, wherever it is", "[geo/store][digest]") {
  const test::Scratch scratch;
  auto file = store::File::create(scratch / "a.h5").value();
  REQUIRE(test::write_zones(file.root().create("here").value(), {}));
  REQUIRE(test::write_zones(file.root().create("there/below").value(), {}));
  REQUIRE(file.commit());
  const auto root = store::File::open(scratch / "a.h5")->root();
  CHECK(store::digest_of(root.open("here").value(), {}).value() ==
        store::digest_of(root.open("there/below").value(), {}).value());
}
