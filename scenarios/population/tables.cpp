// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/tables.hpp"

#include <algorithm>

namespace eveil::scenarios {

namespace {

// C: weighted aggregates of the survey EDGT Hérault-Montpellier 2013-14 (14 530 persons), from
// maelbds/diagnostic-mobilite, commit 0440272. Under 5 the survey has no trips, under 18 no
// licence; employment above 64 is not stated.
constexpr AgeBand bands[] = {
    {0, 4, 0.0558, 0.0, 0.0, 0.0, 0.0},
    {5, 10, 0.0689, 0.9848, 0.9991, 0.0, 0.0},
    {11, 14, 0.0477, 0.9647, 1.0, 0.0, 0.0},
    {15, 17, 0.0343, 0.9405, 0.955, 0.0118, 0.0},
    {18, 24, 0.1108, 0.9165, 0.6366, 0.2057, 0.628},
    {25, 34, 0.129, 0.9394, 0.0729, 0.6775, 0.8639},
    {35, 44, 0.1408, 0.9445, 0.0005, 0.8036, 0.9195},
    {45, 54, 0.1284, 0.9226, 0.0011, 0.8014, 0.9201},
    {55, 64, 0.122, 0.8845, 0.0, 0.466, 0.9245},
    {65, 74, 0.0874, 0.8537, 0.0, 0.0, 0.9228},
    {75, 94, 0.0749, 0.6758, 0.0, 0.0, 0.7579},
};

// UM: daily chains of mobile people, per cent; the "others, 6 trips on average" are shared out in
// proportion as the last chain of each type.
constexpr Chain worker_chains[] = {{"WH", 18},
                                   {"WSH", 5},
                                   {"WLH", 3},
                                   {"XWH", 2},
                                   {"WHLH", 4},
                                   {"WHWH", 5},
                                   {"XWXH", 4},
                                   {"WHSHLH", 7.2}};
constexpr Chain student_chains[] = {{"EH", 14}, {"EHEH", 5}, {"EHLH", 2}, {"EHLHLH", 3.7}};
constexpr Chain other_chains[] = {{"SH", 8}, {"LH", 8}, {"XHXH", 3}, {"SHLH", 4}, {"SHLHLH", 4.1}};

// UM: mixtures of normals for the time of leaving.
constexpr Peak work_peaks[] = {
    {7.6, 0.8, 0.78}, {13.4, 0.6, 0.12}, {5.0, 0.6, 0.05}, {20.5, 0.8, 0.05}};
constexpr Peak school_peaks[] = {{8.0, 0.3, 0.85}, {13.4, 0.3, 0.15}};
constexpr Peak university_peaks[] = {{8.3, 0.9, 0.7}, {12.9, 1.2, 0.3}};
constexpr Peak shop_peaks[] = {{10.3, 1.2, 0.45}, {16.8, 1.7, 0.55}};
constexpr Peak leisure_peaks[] = {{10.0, 1.5, 0.2}, {14.5, 1.2, 0.3}, {18.8, 1.5, 0.5}};
constexpr Peak escort_peaks[] = {{8.2, 0.35, 0.45}, {11.6, 0.3, 0.1}, {16.5, 0.6, 0.45}};

constexpr std::string_view survey = "EDGT Hérault-Montpellier 2013-14, weighted aggregates";
constexpr std::string_view own = "assumption of this project";
constexpr PopulationFact facts[] = {
    {"female_share", female_share, "1", "A", own},
    {"car_given_licence",
     car_given_licence,
     "1",
     "C",
     "cars per household by size over licence holders, at most two cars a household in use at "
     "once; EDGT Hérault-Montpellier 2013-14; French"},
    {"bicycle_share", bicycle_share, "1", "A", own},
    {"other_driver_share", other_driver_share, "1", "A", own},
    {"part_time_share", part_time_share, "1", "A", own},
    {"works_when_mobile",
     works_when_mobile,
     "1",
     "C",
     "workers who worked outside home on a weekday (0.773) over mobile workers (0.93); EDGT "
     "Hérault-Montpellier 2013-14"},
    {"studies_when_mobile", studies_when_mobile, "1", "A", own},
    {"lunch_at_home_h", lunch_at_home_h, "h", "A", own},
    {"planned_speed_m_s",
     planned_speed_m_s,
     "m/s",
     "A",
     "25 km/h, to plan when an activity starts; the simulated times differ"},
    {"planned_detour", planned_detour, "1", "A", "way over straight line, for the plan"},
    {"planned_extra_h", planned_extra_h, "h", "A", "added to each planned trip"},
    {"age_bands", 11, "rows", "C", survey},
    {"chains", 17, "rows", "UM", "daily chains of mobile people, France"},
    {"peaks", 18, "rows", "UM", "times of leaving by purpose, France"},
};

double letters_in(std::string_view text, std::string_view wanted) {
  return static_cast<double>(std::count_if(
      text.begin(), text.end(), [&](char c) { return wanted.find(c) != std::string_view::npos; }));
}

double mean_letters(PersonType type, std::string_view wanted) {
  double sum = 0.0;
  double weights = 0.0;
  for (const Chain& chain : chains_of(type)) {
    sum += chain.weight * letters_in(chain.letters, wanted);
    weights += chain.weight;
  }
  return sum / weights;
}

double trips_to(const AgeBand& band, std::string_view letters) {
  const double workers =
      (1.0 - band.student) *
      std::min(1.0, band.student < 1.0 ? band.employed / (1.0 - band.student) : 0.0);
  const double at_work = workers * works_when_mobile;
  const double at_school = band.student * studies_when_mobile;
  return band.mobile * (at_work * mean_letters(PersonType::worker, letters) +
                        at_school * mean_letters(PersonType::student, letters) +
                        (1.0 - at_work - at_school) * mean_letters(PersonType::other, letters));
}

}  // namespace

std::span<const AgeBand> age_bands() { return bands; }

std::span<const Chain> chains_of(PersonType type) {
  switch (type) {
    case PersonType::worker:
      return worker_chains;
    case PersonType::student:
      return student_chains;
    case PersonType::other:
      return other_chains;
  }
  return other_chains;
}

std::span<const Peak> peaks_of(char letter, bool adult) {
  switch (letter) {
    case 'W':
      return work_peaks;
    case 'E':
      return adult ? std::span<const Peak>(university_peaks) : school_peaks;
    case 'S':
      return shop_peaks;
    case 'X':
      return escort_peaks;
    default:
      return leisure_peaks;
  }
}

// UM for the full day of work and school, shopping, leisure and escort; half days, spreads and the
// shortest lengths are assumptions.
Length length_of(char letter, bool adult, bool half) {
  switch (letter) {
    case 'W':
      return half ? Length{4.0, 0.5, 2.0} : Length{8.3, 1.2, 3.0};
    case 'E':
      if (half) return {3.6, 0.4, 2.0};
      return adult ? Length{6.0, 1.5, 1.5} : Length{7.5, 0.6, 3.0};
    case 'S':
      return {0.6, 0.3, 0.1};
    case 'X':
      return {0.1, 0.03, 0.03};
    default:
      return {2.0, 0.8, 0.25};
  }
}

std::span<const PopulationFact> population_facts() { return facts; }

MeanPerson mean_person() {
  MeanPerson mean;
  double total = 0.0;
  for (const AgeBand& band : bands) total += band.share;
  for (const AgeBand& band : bands) {
    const double share = band.share / total;
    mean.employed += share * std::min(band.employed, 1.0 - band.student);
    (band.to < 18 ? mean.pupil : mean.adult_student) += share * band.student;
    mean.shop_trips += share * trips_to(band, "S");
    mean.leisure_trips += share * trips_to(band, "LX");
  }
  return mean;
}

}  // namespace eveil::scenarios
