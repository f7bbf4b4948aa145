// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <filesystem>

#include "geo/base/file.hpp"
#include "scenarios/read/read.hpp"
#include "tests/support/places.hpp"

using namespace eveil;

TEST_CASE("the keys in the documents are those that the readers take",
          "[scenarios][read][reference]") {
  const std::filesystem::path document = tests::source_dir() / "docs" / "keys.md";
  const auto documented = read_text_file(document, 1'000'000);
  REQUIRE(documented);
  const std::string reference = scenarios::key_reference();
  if (*documented == reference) return;
  // The right text is left where the test runs, so that making the document again is one copy.
  const std::filesystem::path made = std::filesystem::current_path() / "keys.md";
  REQUIRE(write_whole_file(made, reference));
  FAIL("docs/keys.md is not what the readers take; cp " << made << ' ' << document);
}
