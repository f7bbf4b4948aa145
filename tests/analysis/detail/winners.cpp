// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/winners.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <utility>

#include "analysis/detail/quantiles.hpp"
#include "analysis/detail/winners_table.hpp"
#include "analysis/statistics.hpp"
#include "tests/analysis/written_day.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::Scratch;
using eveil::tests::SmallRun;
using eveil::tests::written_day;

namespace {

/// Runs of three people on the drawn street, ten each: the first has a car.
class Days {
 public:
  explicit Days(const std::string& name) : scratch_("winners-" + name) {
    run.small.people.weight = 10.0;
  }

  /// A run in which the persons get these utilities out of the day; NaN: not told.
  std::string write(const std::string& name, std::array<double, 3> utilities) {
    return written_day(run, run.options(scratch_ / name), [&](sim::Sink& sink) {
      for (std::size_t person = 0; person < 3; ++person) {
        if (!std::isnan(utilities[person]))
          sink.take(
              std::vector<sim::PersonDayRow>{{scenarios::PersonId(person), utilities[person]}});
      }
      sink.take(run.trips());
    });
  }

  SmallRun run;

 private:
  Scratch scratch_;
};

Winners winners_of(const PairedFiles& files) {
  auto winners = read_winners(files);
  INFO((winners ? "" : describe(winners.error())));
  REQUIRE(winners);
  return std::move(*winners);
}

const GroupChange& group(const Winners& winners, const char* scope) {
  const GroupChange* found = winners.find(scope);
  CAPTURE(scope);
  REQUIRE(found != nullptr);
  return *found;
}

constexpr double none = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("each person's day is held against the same person's, in minutes of driving",
          "[analysis][detail][winners]") {
  Days days("two");
  // A minute of driving costs 0.06: +10 min, −5 min and +0.5 min, which is too small to count; in
  // the second pair the first person gains 20 min and the second nothing.
  const PairedFiles files{
      {days.write("b1.h5", {-2.0, -3.0, -4.0}), days.write("b2.h5", {-2.0, -3.0, -4.0})},
      {days.write("v1.h5", {-1.4, -3.3, -3.97}), days.write("v2.h5", {-0.8, -3.0, -3.97})}};
  const Winners winners = winners_of(files);
  const GroupChange& all = group(winners, "territory");
  CHECK(all.people == Approx(30.0));
  CHECK(all.persons == Approx(3.0));
  CHECK(all.gain.mean == Approx(1.0 / 3.0));
  CHECK(all.gain.low == Approx(1.0 / 3.0));  // a third in both pairs
  CHECK(all.lose.mean == Approx(1.0 / 6.0));
  CHECK(all.net.mean == Approx(1.0 / 6.0));
  // (10 − 5 + 0.5) ÷ 3 and (20 + 0.5) ÷ 3: mean 4.333, s = 3.536, half = 12.706 · 3.536 ÷ √2.
  CHECK(all.minutes.mean == Approx(13.0 / 3.0));
  CHECK(all.minutes.high == Approx(13.0 / 3.0 + 12.7062 * 2.5).epsilon(1e-4));
  // Only the first has a car; nobody's ways or costs changed.
  CHECK(group(winners, "class:car=yes").gain.mean == 1.0);
  CHECK(group(winners, "class:car=yes").minutes.mean == Approx(15.0));
  CHECK(group(winners, "class:car=no").lose.mean == Approx(0.25));
  CHECK(group(winners, "zone:Z").people == Approx(30.0));
  CHECK(all.travel_min.mean == 0.0);
  CHECK(all.cost_eur.mean == 0.0);
  // −5 to 10 min in the first pair, 20 min alone in the second.
  REQUIRE(winners.parade.size() == 101);
  CHECK(winners.parade.front() == Approx(7.5));
  CHECK(winners.parade.back() == Approx(15.0));
}

TEST_CASE("persons pair by id, not by row, and who has no pair is left out",
          "[analysis][detail][winners]") {
  Days days("ids");
  const std::string variant = days.write("v.h5", {-1.0, -2.0, -3.0});
  auto& name = days.run.small.people.name;
  const scenarios::PersonId first(std::size_t{0});
  const scenarios::PersonId second(std::size_t{1});
  const scenarios::PersonId third(std::size_t{2});
  std::swap(name[first], name[second]);
  name[third] += 1000;
  // The base's second row is the variant's first person: −1 against −4, so +50 min; the other pair
  // is equal, and the third person is a stranger.
  const Winners winners = winners_of({{days.write("b.h5", {-2.0, -4.0, -3.0})}, {variant}});
  const GroupChange& all = group(winners, "territory");
  CHECK(all.persons == 2.0);
  CHECK(all.gain.mean == Approx(0.5));
  CHECK(all.lose.mean == 0.0);
  CHECK(all.minutes.mean == Approx(25.0));
  CHECK(std::isnan(all.minutes.low));  // one pair
  CHECK(winners.not_paired == 1.0);
}

TEST_CASE("equal days have neither winners nor losers, exactly", "[analysis][detail][winners]") {
  Days days("equal");
  const std::string base = days.write("b.h5", {-2.0, -3.0, none});
  const std::string variant = days.write("v.h5", {-2.0, -3.0, none});
  const Winners winners = winners_of({{base, base}, {variant, variant}});
  const GroupChange& all = group(winners, "territory");
  CHECK(all.persons == 2.0);  // of the third no utility is told
  CHECK(all.gain.high == 0.0);
  CHECK(all.lose.high == 0.0);
  CHECK(all.minutes.low == 0.0);
  CHECK(winners.parade.empty());
}

TEST_CASE("winners.csv has a row a group, with intervals", "[analysis][detail][winners]") {
  Days days("csv");
  Comparison comparison;
  comparison.source.base_scenario = "base";
  comparison.source.variant_scenario = "with, a bus";
  Detail detail;
  detail.winners = winners_of(
      {{days.write("b.h5", {-2.0, -3.0, -4.0})}, {days.write("v.h5", {-1.4, -3.0, -4.0})}});
  const std::string csv = winners_csv({comparison}, {detail});
  CHECK(csv.starts_with("scope,base_name,variant_name,people,persons,gain,gain.low,gain.high,"));
  CHECK(csv.find("\nterritory,base,\"with, a bus\",30,3,0.333333,,,0,,,") != std::string::npos);
  CHECK(csv.find("\nzone:Z,") != std::string::npos);
}

TEST_CASE("quantiles of weighted values are those of statistics.hpp, sorted once",
          "[analysis][detail][quantiles]") {
  const std::vector<double> values = {4.0, 1.0, 9.0, 1.0, 6.0};
  const std::vector<double> weights = {1.0, 3.0, 0.5, 2.0, 1.5};
  std::vector<Weighted> pairs;
  for (std::size_t row = 0; row < values.size(); ++row)
    pairs.push_back({values[row], weights[row]});
  const std::vector<double> curve = quantiles_of(pairs, 20);
  REQUIRE(curve.size() == 21);
  for (std::size_t step = 0; step <= 20; ++step) {
    CAPTURE(step);
    const double p = static_cast<double>(step) / 20.0;
    CHECK(curve[step] == Approx(weighted_quantile(values, weights, p)));
  }
  CHECK(quantiles_of({}, 4).empty());
  CHECK(quantiles_of({{none, 1.0}, {5.0, none}}, 4).empty());  // of a damaged file
  CHECK(quantiles_of({{7.0, 2.0}}, 2) == std::vector<double>{7.0, 7.0, 7.0});
}
