// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/texts.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "analysis/catalogue.hpp"
#include "analysis/report/language.hpp"
#include "analysis/wording.hpp"

using namespace eveil::analysis;

namespace {

/// The marks of a text: "{place}" …
std::multiset<std::string> marks(std::string_view text) {
  std::multiset<std::string> found;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    REQUIRE(end != std::string_view::npos);
    found.emplace(text.substr(at, end - at + 1));
  }
  return found;
}

std::map<std::string_view, std::string_view> by_key(std::span<const Text> texts) {
  std::map<std::string_view, std::string_view> map;
  for (const Text& one : texts) {
    CAPTURE(one.key);
    CHECK_FALSE(one.text.empty());
    CHECK(map.emplace(one.key, one.text).second);  // no key twice
  }
  return map;
}

Entry entry(const char* indicator, const char* definition, const char* units, double value) {
  Entry made;
  made.indicator = indicator;
  made.definition = definition;
  made.units = units;
  made.base = made.variant = made.difference = value;
  made.low = made.high = made.variant_low = made.variant_high = value;
  return made;
}

}  // namespace

TEST_CASE("a difference that shows as zero has no sign", "[analysis][report]") {
  const Language english = Language::english();
  CHECK(english.difference(0.004, 2) == "0.00");
  CHECK(english.difference(-0.004, 2) == "0.00");
  CHECK(english.difference(0.006, 2) == "+0.01");
  CHECK(english.difference(-1234.5, 1) == "−1,234.5");
  CHECK(Language::french().difference(0.5, 1) == "+0,5");
}

TEST_CASE("the report's texts have the same keys and marks in English and French",
          "[analysis][report][texts]") {
  const std::pair<std::span<const Text>, std::span<const Text>> pairs[] = {
      {english_texts(), french_texts()},
      {english_verdict_texts(), french_verdict_texts()},
      {english_sure_texts(), french_sure_texts()},
      {english_sensitivity(), french_sensitivity()},
      {english_depth_texts(), french_depth_texts()}};
  for (const auto& [english_list, french_list] : pairs) {
    const auto english = by_key(english_list);
    const auto french = by_key(french_list);
    for (const auto& [key, text] : english) {
      CAPTURE(key);
      const auto found = french.find(key);
      REQUIRE(found != french.end());
      CHECK(marks(text) == marks(found->second));
    }
    for (const auto& [key, text] : french) {
      CAPTURE(key);
      CHECK(english.contains(key));
    }
  }
}

TEST_CASE("every indicator has its name and definition in French", "[analysis][report][texts]") {
  const auto french = by_key(french_indicators());
  for (const IndicatorFact& fact : indicator_facts()) {
    const std::string key(fact.definition.empty() ? fact.key : fact.definition);
    CAPTURE(key);
    CHECK(french.contains(key));
    CHECK(french.contains(key + "?"));
    CHECK_FALSE(meaning_of(key).empty());
  }
}

TEST_CASE("numbers are written as each language does", "[analysis][report][texts]") {
  const Language english = Language::english();
  const Language french = Language::french();
  CHECK(english.number(-1234.56, 1) == "−1,234.6");
  CHECK(french.number(-1234.56, 1) == "−1\u202f234,6");
  CHECK(english.number(-0.04, 1) == "0.0");
  CHECK(english.number(1234567.0, 0) == "1,234,567");
  const Entry wait = entry("service.wait.mean", "service.wait.mean", "s", 378.0);
  CHECK(english.level(wait, wait.variant) == "6.30\u00a0min");
  CHECK(french.level(wait, wait.variant) == "6,30\u00a0min");
  CHECK(french.change(wait, wait.difference) == "+6,30\u00a0min");
}

TEST_CASE("an indicator's variable part is said in words", "[analysis][report][texts]") {
  const Entry car = entry("mode_share.car_driver", "mode_share", "1", 0.5);
  CHECK(Language::english().title(car) == "Share of trips by car");
  CHECK(Language::french().title(car) == "Part des déplacements en voiture");
  const Entry service = entry("mode_share.bus 7.b", "mode_share", "1", 0.5);
  CHECK(Language::english().title(service) == "Share of trips with bus 7.b");
  const Entry cause = entry("service.refusals.no_seat", "service.refusals", "1", 4.0);
  CHECK(Language::french().title(cause) == "Refus\u00a0: plus de place");
}

TEST_CASE("what is filled in keeps its braces, and marks without a filling vanish",
          "[analysis][report][texts]") {
  const Language english = Language::english();
  CHECK(english.say("verdict.met", {{"need", "{low}"}}) == "The need “{low}” is met.");
  CHECK(english.say("verdict.met") == "The need “” is met.");
}
