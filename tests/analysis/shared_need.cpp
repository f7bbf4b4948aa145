// SPDX-License-Identifier: Apache-2.0
#include "analysis/shared_need.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "tests/analysis/small_comparison.hpp"

using namespace eveil;
using namespace eveil::analysis;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using eveil::tests::three_pairs;
using scenarios::Criterion;
using scenarios::Demand;
using scenarios::Need;

namespace {

/// Asked of so many territories that at least `minimum` meet it; 0: all.
Need need_of(std::uint32_t minimum) {
  Need need;
  need.file = "need.toml";
  need.name = "Last mile";
  need.minimum_territories = minimum;
  Criterion criterion;
  criterion.indicator = "service.wait.mean";
  criterion.scope = "service:navette";
  criterion.number = 8.0;
  criterion.unit = "min";
  need.criteria = {criterion};
  return need;
}

/// A folder with one variant's answer.
NeedAnswers answers(const std::string& territory,
                    Answer answer,
                    const std::string& variant = "navette") {
  return {territory + "/need.json", territory, {{variant, answer, {}}}};
}

std::vector<SharedVerdict> shared(std::uint32_t minimum, const std::vector<NeedAnswers>& all) {
  const auto found = shared_verdicts(need_of(minimum), {"A", "B", "C"}, all);
  INFO((found ? "" : describe(found.error())));
  REQUIRE(found);
  return *found;
}

Answer overall(std::uint32_t minimum, Answer a, Answer b, Answer c) {
  return shared(minimum, {answers("A", a), answers("B", b), answers("C", c)}).front().answer;
}

}  // namespace

TEST_CASE("a shared need is met where enough territories meet it, not met where they no longer can",
          "[analysis][need]") {
  constexpr Answer yes = Answer::met;
  constexpr Answer no = Answer::not_met;
  constexpr Answer open = Answer::undecided;
  CHECK(overall(2, yes, yes, no) == Answer::met);
  CHECK(overall(2, yes, yes, open) == Answer::met);
  CHECK(overall(2, yes, no, no) == Answer::not_met);
  CHECK(overall(2, no, no, open) == Answer::not_met);
  CHECK(overall(2, yes, no, open) == Answer::undecided);
  CHECK(overall(2, open, open, no) == Answer::undecided);
  CHECK(overall(1, no, no, yes) == Answer::met);
  // Without a minimum all must.
  CHECK(overall(0, yes, yes, yes) == Answer::met);
  CHECK(overall(0, yes, yes, no) == Answer::not_met);
  CHECK(overall(0, yes, yes, open) == Answer::undecided);
}

TEST_CASE("a territory that wasn't compared may still decide", "[analysis][need]") {
  const SharedVerdict verdict =
      shared(2, {answers("A", Answer::met), answers("C", Answer::undecided)}).front();
  CHECK(verdict.answer == Answer::undecided);
  const std::vector<std::string> sentences = sentences_of(verdict);
  REQUIRE(sentences.size() == 5);
  CHECK(sentences[0] ==
        "The need “Last mile” is undecided for navette: 1 of 3 territories meet it; at least 2 "
        "must.");
  CHECK(sentences[1] == "met: A, navette (A/need.json)");
  CHECK(sentences[2] == "not compared: B");
  CHECK(sentences[3] == "undecided: C, navette (C/need.json)");
  CHECK(sentences[4] ==
        "it is met once 1 more of B (not compared yet), C meet it, and can't be once 2 of them "
        "don't");
  CHECK(shared(1, {answers("A", Answer::met)}).front().answer == Answer::met);
}

TEST_CASE("variants of one name belong together across territories", "[analysis][need]") {
  NeedAnswers a = answers("A", Answer::met, "small");
  a.variants.push_back({"large", Answer::not_met, {}});
  NeedAnswers b = answers("B", Answer::met, "large");
  const std::vector<SharedVerdict> verdicts = shared(2, {a, b});
  REQUIRE(verdicts.size() == 2);
  CHECK(verdicts[0].variant == "small");
  CHECK(verdicts[0].answer == Answer::undecided);  // B and C don't know it
  CHECK(verdicts[1].variant == "large");
  CHECK(verdicts[1].answer == Answer::undecided);
  CHECK_THAT(sentences_of(verdicts[1])[2], StartsWith("met: B, large"));
}

TEST_CASE("single variants of different names are one answer", "[analysis][need]") {
  const std::vector<SharedVerdict> verdicts =
      shared(2, {answers("A", Answer::met, "north"), answers("B", Answer::met, "coast")});
  REQUIRE(verdicts.size() == 1);
  CHECK(verdicts[0].answer == Answer::met);
  CHECK_THAT(sentences_of(verdicts[0])[0], StartsWith("The need “Last mile” is met: 2 of 3"));
  const Json json = to_json(verdicts);
  CHECK(json[0]["verdict"] == "met");
  CHECK(json[0]["met"] == 2);
  CHECK(json[0]["territories"][2]["compared"] == false);
}

TEST_CASE("answers of another territory, or twice of one, are refused", "[analysis][need]") {
  const auto refusal = [](const std::vector<NeedAnswers>& all) {
    const auto found = shared_verdicts(need_of(1), {"A", "B"}, all);
    REQUIRE_FALSE(found);
    CHECK(found.error().kind == ErrorKind::bad_input);
    return describe(found.error());
  };
  CHECK_THAT(
      refusal({answers("Z", Answer::met)}),
      Contains("Z/need.json: is of Z, which isn't among the territories of need.toml: A, B"));
  CHECK_THAT(refusal({answers("A", Answer::met), answers("A", Answer::met)}),
             Contains("A/need.json: is of A, as A/need.json is"));
}

TEST_CASE("answers are read back as they were given, and those to another need refused",
          "[analysis][need]") {
  // Waits of 300, 360, 420 s; the interval 210.95 s to 509.05 s holds 480 s.
  const Comparison comparison = three_pairs("answers").compared();
  Need need = need_of(0);
  const auto verdict = judge(need, comparison);
  REQUIRE(verdict);
  const std::string text = to_text(answers_json(need, {*verdict}));
  const auto read = read_answers(text, "out/need.json", need);
  INFO((read ? "" : describe(read.error())));
  REQUIRE(read);
  CHECK(read->territory == "drawn");
  REQUIRE(read->variants.size() == 1);
  CHECK(read->variants[0].variant == "with navette");
  CHECK(read->variants[0].answer == Answer::undecided);
  REQUIRE(read->variants[0].open.size() == 1);
  CHECK_THAT(read->variants[0].open[0], Contains("Wait, mean") && Contains("would decide"));

  const auto refusal = [&](const std::string& content) {
    const auto refused = read_answers(content, "out/need.json", need);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::bad_input);
    return describe(refused.error());
  };
  need.criteria[0].number = 9.0;
  CHECK_THAT(refusal(text), Contains("out/need.json") && Contains("criterion 1 differs"));
  need.criteria.push_back(need.criteria[0]);
  need.criteria[0].number = 8.0;
  CHECK_THAT(refusal(text), Contains("criterion 2 differs"));
  need.criteria.pop_back();
  need.name = "Another";
  CHECK_THAT(refusal(text), Contains("the name differs"));
  CHECK_THAT(refusal("[]"), Contains("has no answers to a need"));
  CHECK_THAT(refusal("{"), Contains("out/need.json"));
}
