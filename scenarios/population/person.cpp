// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/person.hpp"

#include <algorithm>
#include <vector>

namespace eveil::scenarios {

namespace {

bool chance(double share, std::uint64_t seed, Purpose purpose, std::uint64_t name) {
  return Draw(seed, purpose, name).uniform() < share;
}

const AgeBand& draw_age(const World& world, Person& person) {
  const auto bands = age_bands();
  Draw draw(world.seed, Purpose::age, person.name);
  double total = 0.0;
  for (const AgeBand& band : bands) total += band.share;
  double left = draw.uniform() * total;
  std::size_t row = 0;
  while (row + 1 < bands.size() && left >= bands[row].share) left -= bands[row++].share;
  const AgeBand& band = bands[row];
  const auto years = static_cast<std::uint64_t>(band.to - band.from) + 1;
  person.age = static_cast<std::uint8_t>(band.from + draw.below(years));
  return band;
}

/// Students first; those who are neither counted as students may have a job.
void draw_occupation(const World& world, const AgeBand& band, Person& person) {
  Draw draw(world.seed, Purpose::employment, person.name);
  person.student = draw.uniform() < band.student;
  const double second = draw.uniform();
  if (!person.student && band.student < 1.0) {
    person.employed = second < band.employed / (1.0 - band.student);
  }
}

void draw_anchor(const World& world, Person& person) {
  if (person.employed) {
    Draw draw(world.seed, Purpose::workplace, person.name);
    person.anchor = world.destinations.work.draw(person.zone, world.places, draw);
  } else if (person.student) {
    Draw draw(world.seed, Purpose::school, person.name);
    const Destinations& table =
        person.adult() ? world.destinations.adult_student : world.destinations.pupil;
    person.anchor = table.draw(person.zone, world.places, draw);
  }
}

/// Attendees of a generator are those of the day, so whoever belongs to one goes there.
void draw_chain(const World& world, const AgeBand& band, Person& person) {
  Draw draw(world.seed, Purpose::chain, person.name);
  const bool attends = person.anchor.site.valid();
  const bool mobile = draw.uniform() < band.mobile;
  const double presence = draw.uniform();
  const double which = draw.uniform();
  if (!mobile && !attends) return;
  PersonType type = PersonType::other;
  if (person.employed && (attends || presence < works_when_mobile)) type = PersonType::worker;
  if (person.student && (attends || presence < studies_when_mobile)) type = PersonType::student;
  const auto chains = chains_of(type);
  double total = 0.0;
  for (const Chain& chain : chains) total += chain.weight;
  double left = which * total;
  std::size_t row = 0;
  while (row + 1 < chains.size() && left >= chains[row].weight) left -= chains[row++].weight;
  person.day = chains[row].letters;
}

}  // namespace

Person make_person(const World& world, std::uint64_t name, geo::ZoneId zone) {
  Person person;
  person.name = name;
  person.zone = zone;
  Draw home(world.seed, Purpose::home, name);
  person.home = world.places.spot_in(zone, home);
  const AgeBand& band = draw_age(world, person);
  person.sex = chance(female_share, world.seed, Purpose::sex, name) ? Sex::female : Sex::male;
  draw_occupation(world, band, person);
  person.licence = chance(band.licence, world.seed, Purpose::licence, name);
  person.car = person.licence && chance(world.car_given_licence, world.seed, Purpose::car, name);
  person.bicycle = chance(bicycle_share, world.seed, Purpose::bicycle, name);
  person.passenger = chance(other_driver_share, world.seed, Purpose::passenger, name);
  person.part_time =
      person.employed && chance(part_time_share, world.seed, Purpose::part_time, name);
  person.income = static_cast<std::uint8_t>(
      1 + Draw(world.seed, Purpose::income, name).below(income_class_count));
  draw_anchor(world, person);
  draw_chain(world, band, person);
  return person;
}

}  // namespace eveil::scenarios
