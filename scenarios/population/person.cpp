// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/person.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "scenarios/population/population.hpp"
#include "scenarios/population/tables.hpp"

namespace eveil::scenarios {

namespace {

constexpr std::size_t typical_count = 20000;
constexpr std::uint64_t typical_seed = 0;
constexpr int oldest = 94;

bool chance(double share, std::uint64_t seed, Purpose purpose, std::uint64_t name) {
  return Draw(seed, purpose, name).uniform() < share;
}

int from_bins(std::span<const survey::Bin> bins, Draw& draw) {
  double total = 0.0;
  for (const survey::Bin& bin : bins) total += bin.weight;
  double left = draw.uniform() * total;
  std::size_t row = 0;
  while (row + 1 < bins.size() && left >= bins[row].weight) left -= bins[row++].weight;
  return bins[row].from +
         static_cast<int>(draw.below(static_cast<std::uint64_t>(bins[row].to - bins[row].from)));
}

const survey::Relations& relations_of(int adults, int reference_age) {
  const int generation = reference_age < 35 ? 0 : reference_age < 55 ? 1 : 2;
  const auto rows = survey::relations();
  for (const survey::Relations& row : rows) {
    if (row.adults == std::min(adults, 3) && row.generation == generation) return row;
  }
  return rows[0];
}

std::uint8_t age_between(int low, int high, Draw& draw) {
  high = std::max(low, high);
  return static_cast<std::uint8_t>(
      low + static_cast<int>(draw.below(static_cast<std::uint64_t>(high - low) + 1)));
}

Group group_of(std::size_t kind, int age) {
  if (age < 5) return Group::infant;
  if (age < 11) return Group::pupil_5_10;
  switch (kind) {
    case 0:
      return Group::full_time;
    case 1:
      return Group::part_time;
    case 2:
      return age < 18 ? Group::pupil_11_17 : Group::student;
    case 3:
      return Group::at_home;
    default:
      return Group::retired;
  }
}

const survey::CarShares& car_row(std::size_t size, std::size_t licences) {
  const auto rows = survey::cars();
  for (const survey::CarShares& row : rows) {
    if (row.size == std::min<std::size_t>(size, 4) &&
        row.licences == std::min<std::size_t>(licences, 3)) {
      return row;
    }
  }
  return rows[0];
}

/// A row's shares of 0 to 3 cars, shifted.
std::array<double, 4> shifted(const survey::CarShares& row, double factor) {
  std::array<double, 4> weights = row.share;
  double power = 1.0;
  for (double& weight : weights) {
    weight *= power;
    power *= factor;
  }
  return weights;
}

double mean_cars(const survey::CarShares& row, double factor) {
  const auto weights = shifted(row, factor);
  return (weights[1] + 2 * weights[2] + 3 * weights[3]) /
         (weights[0] + weights[1] + weights[2] + weights[3]);
}

std::size_t licences_of(const Household& household) {
  return static_cast<std::size_t>(std::count_if(household.members.begin(),
                                                household.members.end(),
                                                [](const Person& p) { return p.licence; }));
}

}  // namespace

HouseholdMaker::HouseholdMaker(std::uint64_t seed, double cars_per_person) : seed_(seed) {
  double sum = 0.0;
  for (const survey::HouseholdType& type : survey::household_types()) {
    sum += type.weight;
    cumulative_.push_back(sum);
  }
  if (cars_per_person <= 0.0) return;
  const auto rows = survey::cars();
  std::vector<double> households(rows.size());
  double people = 0.0;
  for (const Household& household : typical_households(typical_count)) {
    people += static_cast<double>(household.members.size());
    const survey::CarShares& row = car_row(household.members.size(), licences_of(household));
    households[static_cast<std::size_t>(&row - rows.data())] += 1.0;
  }
  double low = 1e-6;
  double high = 1e6;
  for (int round = 0; round < 100; ++round) {
    factor_ = std::sqrt(low * high);
    double cars = 0.0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      cars += households[i] * mean_cars(rows[i], factor_);
    }
    reached_ = cars / people;
    (reached_ < cars_per_person ? low : high) = factor_;
  }
}

std::size_t HouseholdMaker::draw_type(Draw& draw) const {
  const auto found =
      std::upper_bound(cumulative_.begin(), cumulative_.end(), draw.uniform() * cumulative_.back());
  return std::min<std::size_t>(static_cast<std::size_t>(found - cumulative_.begin()),
                               cumulative_.size() - 1);
}

std::size_t HouseholdMaker::size_of(std::size_t type) {
  const survey::HouseholdType& row = survey::household_types()[type];
  return static_cast<std::size_t>(row.adults) + row.under_5 + row.from_5_to_10 + row.from_11_to_17;
}

void HouseholdMaker::draw_ages(Household& household, const survey::HouseholdType& type) const {
  Draw draw(seed_, Purpose::age, household.name);
  const int low = type.band == 0 ? 18 : 15 + 10 * type.band;
  const int high = type.band == 6 ? oldest : 24 + 10 * type.band;
  const int eldest = type.from_11_to_17 > 0 ? 11 : type.from_5_to_10 > 0 ? 5 : 0;
  auto& members = household.members;
  const int reference =
      age_between(std::min(high, std::max(low, eldest + parent_years)), high, draw);
  members[0].age = static_cast<std::uint8_t>(reference);
  const survey::Relations& relations = relations_of(type.adults, reference);
  const bool partner = type.adults > 1 && draw.uniform() < relations.partner;
  const bool man = draw.uniform() < (partner ? relations.man_with_partner : relations.man_alone);
  members[0].sex = man ? Sex::male : Sex::female;
  for (std::size_t i = 1; i < members.size(); ++i) {
    Person& person = members[i];
    person.sex = draw.uniform() < 0.5 ? Sex::male : Sex::female;
    if (i < type.adults) {
      int age = 0;
      if (i == 1 && partner) {
        person.sex = man ? Sex::female : Sex::male;
        age = reference - from_bins(survey::partner_gaps(), draw);
      } else if (reference >= 18 + parent_years && draw.uniform() < relations.child) {
        age = reference - from_bins(survey::child_gaps(), draw);
      } else {
        age = reference - flatmate_years + static_cast<int>(draw.below(2 * flatmate_years + 1));
      }
      person.age = static_cast<std::uint8_t>(age < 18 ? 18 + static_cast<int>(draw.below(3))
                                                      : std::min(age, oldest));
      continue;
    }
    const std::size_t child = i - type.adults;
    const bool pupil = child < std::size_t(type.from_11_to_17) + type.from_5_to_10;
    const int from = child < type.from_11_to_17 ? 11 : pupil ? 5 : 0;
    const int to = from == 11 ? 17 : from == 5 ? 10 : 4;
    person.age = age_between(from, std::min(to, reference - parent_years), draw);
  }
}

void HouseholdMaker::draw_traits(Person& person) const {
  for (const survey::PersonBand& band : survey::person_bands()) {
    if (person.age > band.to || person.sex != band.sex) continue;
    const std::array<double, 5> shares = {
        band.full_time, band.part_time, band.student, band.at_home, band.retired};
    Draw draw(seed_, Purpose::employment, person.name);
    const std::size_t kind = person.age < 11 ? 2 : draw.weighted(shares);
    person.group = group_of(kind, person.age);
    person.licence = person.adult() &&
                     chance(person.employed() ? band.licence_with_job : band.licence_without_job,
                            seed_,
                            Purpose::licence,
                            person.name);
    return;
  }
}

void HouseholdMaker::draw_vehicles(Household& household) const {
  auto& members = household.members;
  Draw car(seed_, Purpose::car, household.name);
  household.cars = static_cast<std::uint8_t>(
      car.weighted(shifted(car_row(members.size(), licences_of(household)), factor_)));
  Draw bicycle(seed_, Purpose::bicycle, household.name);
  const auto sizes = survey::bicycles();
  household.bicycles = static_cast<std::uint8_t>(
      bicycle.weighted(sizes[std::min(members.size(), sizes.size()) - 1].share));
  // Cars go to workers first, full time before part time; bicycles to whoever draws lowest.
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return members[a].group < members[b].group;
  });
  std::size_t left = household.cars;
  for (const std::size_t i : order) {
    members[i].car = members[i].licence && left > 0;
    left -= members[i].car ? 1 : 0;
  }
  std::vector<std::pair<std::uint64_t, std::size_t>> riders;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].age < 5) continue;
    riders.emplace_back(Draw(seed_, Purpose::bicycle, members[i].name).bits(), i);
  }
  std::sort(riders.begin(), riders.end());
  for (std::size_t i = 0; i < std::min<std::size_t>(riders.size(), household.bicycles); ++i) {
    members[riders[i].second].bicycle = true;
  }
}

Household HouseholdMaker::make(std::uint64_t name, std::size_t type) const {
  const survey::HouseholdType& row = survey::household_types()[type];
  Household household;
  household.name = name;
  household.members.resize(size_of(type));
  for (std::size_t i = 0; i < household.members.size(); ++i) {
    household.members[i].name = stable_name({name, i});
  }
  draw_ages(household, row);
  for (Person& person : household.members) draw_traits(person);
  draw_vehicles(household);
  household.income =
      static_cast<std::uint8_t>(1 + Draw(seed_, Purpose::income, name).below(income_class_count));
  std::size_t drivers = 0;
  for (const Person& person : household.members) drivers += person.car ? 1 : 0;
  for (Person& person : household.members) {
    person.young_child = person.adult() && row.under_5 + row.from_5_to_10 > 0;
    person.passenger = drivers > (person.car ? 1U : 0U) ||
                       chance(driver_elsewhere, seed_, Purpose::passenger, person.name);
  }
  return household;
}

std::vector<Household> typical_households(std::size_t count) {
  const HouseholdMaker maker(typical_seed, 0.0);
  std::vector<Household> made;
  made.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t name = stable_name({i});
    Draw draw(typical_seed, Purpose::household, name);
    made.push_back(maker.make(name, maker.draw_type(draw)));
  }
  return made;
}

}  // namespace eveil::scenarios
