// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "scenarios/population/chains.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/population/survey_tables.hpp"
#include "scenarios/population/times.hpp"
#include "tests/scenarios/population/drawn_territory.hpp"
#include "tests/support/places.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using Catch::Matchers::Contains;
using eveil::tests::drawn_territory;

namespace {

/// What the survey's own answers are compared with: everybody from 5 years on.
struct Days {
  double people = 0.0;
  double trips = 0.0;
  double at_home = 0.0;
  double tours = 0.0;
  double tours_of_two = 0.0;
  std::array<double, 27> hours{};
  std::array<double, activity_count> purposes{};
  std::array<double, group_count> group_people{};
  std::array<double, group_count> group_trips{};
  std::array<double, group_count> group_at_home{};
  std::vector<double> work_minutes;
};

std::size_t group_of(const Population& p, PersonId id) {
  if (p.employed[id] != 0) return p.part_time[id] != 0 ? 1 : 0;
  if (p.student[id] != 0) return p.age[id] < 11 ? 2 : p.age[id] < 18 ? 3 : 4;
  return group_count;  // the columns don't tell at home from retired
}

void add_trips(const Population& p, PersonId id, Days& days) {
  std::size_t in_tour = 0;
  double work = 0.0;
  std::size_t times_at_work = 0;
  for (std::uint32_t t = 0; t < p.trip_count_of(id); ++t) {
    const TripId trip(p.first_trip[id] + t);
    ++in_tour;
    days.hours[static_cast<std::size_t>(p.departure[trip].seconds() / 3600.0) - 3] += 1.0;
    days.purposes[static_cast<std::size_t>(p.purpose[trip])] += 1.0;
    if (p.purpose[trip] == Activity::work) {
      ++times_at_work;
      work = (p.departure[TripId(trip.value + 1)] - p.wanted_arrival[trip]).seconds() / 60.0;
    }
    if (p.purpose[trip] != Activity::home) continue;
    days.tours += 1.0;
    days.tours_of_two += in_tour == 2 ? 1.0 : 0.0;
    in_tour = 0;
  }
  if (times_at_work == 1 && group_of(p, id) == 0) days.work_minutes.push_back(work);
}

Days days_of(const Population& p) {
  Days days;
  for (const PersonId id : p.persons()) {
    if (p.age[id] < 5) continue;
    const double trips = p.trip_count_of(id);
    days.people += 1.0;
    days.trips += trips;
    days.at_home += trips == 0 ? 1.0 : 0.0;
    if (const std::size_t group = group_of(p, id); group < group_count) {
      days.group_people[group] += 1.0;
      days.group_trips[group] += trips;
      days.group_at_home[group] += trips == 0 ? 1.0 : 0.0;
    }
    add_trips(p, id, days);
  }
  std::sort(days.work_minutes.begin(), days.work_minutes.end());
  return days;
}

void line(const std::string& what, double survey, double ours) {
  std::cout << fmt::format("| {} | {:.3f} | {:.3f} |\n", what, survey, ours);
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("the days of the synthetic people are those of the survey",
          "[scenarios][population][survey]") {
  // 20 x 20 zones of 1 km with 150 people: about 56 000 of 5 years and more.
  auto made = synthesise(drawn_territory(20, 20, 150), {});
  REQUIRE(made);
  const survey::KnownAnswers& known = survey::known_answers();
  const Days days = days_of(*made);
  std::cout << "| what | survey | synthetic |\n|---|---:|---:|\n";
  const double rate = days.trips / days.people;
  line("trips a person from 5 years on", known.trips_a_person, rate);
  CHECK(rate == Approx(known.trips_a_person).epsilon(0.04));
  line("share at home all day", known.at_home, days.at_home / days.people);
  CHECK(days.at_home / days.people == Approx(known.at_home).margin(0.015));
  const double two = days.tours_of_two / days.tours;
  line("tours of two trips", known.tours_of_two_trips, two);
  CHECK(two == Approx(known.tours_of_two_trips).margin(0.03));
  constexpr std::array<const char*, 5> groups = {
      "full-time workers", "part-time workers", "pupils 5-10", "pupils 11-17", "students"};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const double trips = days.group_trips[i] / days.group_people[i];
    line(std::string("trips of ") + groups[i], known.group_trips[i], trips);
    CHECK(trips == Approx(known.group_trips[i]).epsilon(0.07));
    const double at_home = days.group_at_home[i] / days.group_people[i];
    line(std::string("at home all day, ") + groups[i], known.group_at_home[i], at_home);
    CHECK(at_home == Approx(known.group_at_home[i]).margin(0.02));
  }
  for (std::size_t i = 0; i < activity_count; ++i) {
    const double share = days.purposes[i] / days.trips;
    line(fmt::format("trips to {}", name_of(static_cast<Activity>(i))), known.purposes[i], share);
    CHECK(share == Approx(known.purposes[i]).margin(0.015));
  }
  double mean = 0.0;
  for (const double minutes : days.work_minutes) mean += minutes;
  mean /= static_cast<double>(days.work_minutes.size());
  line("minutes at work, mean", known.work_minutes_mean, mean);
  CHECK(mean == Approx(known.work_minutes_mean).epsilon(0.12));
  const double median = days.work_minutes[days.work_minutes.size() / 2];
  line("minutes at work, median", known.work_minutes_median, median);
  CHECK(median == Approx(known.work_minutes_median).epsilon(0.12));
  for (std::size_t hour = 3; hour < 30; ++hour) {
    const double share = days.hours[hour - 3] / days.trips;
    line(fmt::format("trips that start from {}:00", hour), known.hours[hour - 3], share);
    CHECK(share == Approx(known.hours[hour - 3]).margin(0.012));
  }
}

TEST_CASE("the survey's tables are whole", "[scenarios][population][survey]") {
  CHECK(check_chains(survey::chains()));
  CHECK(ActivityTimes().complete());
  double households = 0.0;
  for (const survey::HouseholdType& type : survey::household_types()) households += type.weight;
  CHECK(households == Approx(1.0).margin(0.001));
  for (const survey::CarShares& row : survey::cars()) {
    CHECK(row.share[0] + row.share[1] + row.share[2] + row.share[3] == Approx(1.0).margin(0.001));
  }
}

TEST_CASE("days that cannot be are refused with their row", "[scenarios][population][survey]") {
  const auto refusal = [](std::string_view letters, double weight = 1.0) {
    std::vector<survey::DayChain> chains;
    for (std::uint8_t type = 0; type < group_count; ++type) chains.push_back({type, "", 1.0});
    chains.push_back({0, letters, weight});
    const auto checked = check_chains(chains);
    return checked ? std::string() : describe(checked.error());
  };
  CHECK(refusal("WSH").empty());
  CHECK_THAT(refusal("WS"), Contains("row 7") && Contains("\"WS\": it doesn't return home"));
  CHECK_THAT(refusal("WHHSH"), Contains("it goes from home to home"));
  CHECK_THAT(refusal("HSH"), Contains("it goes from home to home"));
  CHECK_THAT(refusal("WQH"), Contains("it has a letter other than"));
  CHECK_THAT(refusal("SHSHSHSHSHSHSHSH"), Contains("more trips than a day can hold"));
  CHECK_THAT(refusal("WH", -1.0), Contains("its weight is negative"));
  CHECK_THAT(describe(check_chains({}).error()), Contains("no day for people of type 0"));
}

TEST_CASE("the committed tables are what the survey gives",
          "[scenarios][population][survey][slow]") {
  const auto shared = eveil::tests::shared_data("data/montpellier/survey");
  if (!shared) return;
  const auto folder = std::filesystem::temp_directory_path() / "eveil-survey-tables";
  std::filesystem::create_directories(folder);
  const auto population = eveil::tests::source_dir() / "scenarios" / "population";
  const std::string command =
      fmt::format("python3 -B '{}' '{}' '{}'",
                  (population / "tables" / "derive.py").string(),
                  shared->parent_path().parent_path().parent_path().string(),
                  folder.string());
  REQUIRE(std::system(command.c_str()) == 0);
  for (const char* name :
       {"survey_households.cpp", "survey_days.cpp", "survey_times.cpp", "survey_time_bins.cpp"}) {
    INFO(name);
    CHECK(text_of(folder / name) == text_of(population / name));
  }
}
