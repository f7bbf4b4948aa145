// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <filesystem>

#include "geo/base/file.hpp"
#include "scenarios/read/keys.hpp"
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
  FAIL_CHECK("docs/keys.md is not what the readers take; cp " << made << ' ' << document);
}

TEST_CASE("the schemas for editors are those of the keys that the readers take",
          "[scenarios][read][reference]") {
  for (const scenarios::FileSchema& schema : scenarios::file_schemas()) {
    const std::filesystem::path document =
        tests::source_dir() / "docs" / "schemas" / (schema.name + ".schema.json");
    const auto documented = read_text_file(document, 1'000'000);
    if (documented && *documented == schema.text) continue;
    const std::filesystem::path made =
        std::filesystem::current_path() / (schema.name + ".schema.json");
    REQUIRE(write_whole_file(made, schema.text));
    FAIL_CHECK(document << " is not what the readers take; cp " << made << ' ' << document);
  }
}

TEST_CASE("every key of a few words says which", "[scenarios][read][reference]") {
  for (const scenarios::Key& key : scenarios::all_keys()) {
    if (key.type != scenarios::KeyType::word) continue;
    CAPTURE(key.section, key.name);
    CHECK_FALSE(key.words.empty());
    // The reference says them in its sentence, for people.
    for (const std::string& word : key.words) {
      CHECK(key.sentence.find(word) != std::string::npos);
    }
  }
}
