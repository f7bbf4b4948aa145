// SPDX-License-Identifier: Apache-2.0
#include <span>

#include "geo/base/hash.hpp"
#include "scenarios/population/population.hpp"

namespace eveil::scenarios {

namespace {

template <class Id, class T>
void add(Sha256& hash, const Column<Id, T>& column) {
  hash.update(std::as_bytes(std::span<const T>(column.raw())));
}

}  // namespace

std::string digest_of(const Population& population) {
  Sha256 hash;
  add(hash, population.household_name);
  add(hash, population.cars);
  add(hash, population.bicycles);
  add(hash, population.first_person);
  add(hash, population.name);
  add(hash, population.home_link);
  add(hash, population.age);
  add(hash, population.part_time);
  add(hash, population.income);
  add(hash, population.car);
  add(hash, population.bicycle);
  add(hash, population.passenger);
  add(hash, population.site);
  add(hash, population.first_trip);
  add(hash, population.tour);
  add(hash, population.purpose);
  add(hash, population.departure);
  add(hash, population.wanted_arrival);
  add(hash, population.escorted);
  add(hash, population.origin_link);
  add(hash, population.destination_link);
  if (population.stated.any()) {
    const StatedTrips& stated = population.stated;
    add(hash, stated.mode);
    add(hash, stated.stay);
    add(hash, stated.travel);
    add(hash, stated.distance);
    add(hash, stated.access);
    add(hash, stated.egress);
    hash.update(std::as_bytes(std::span<const std::uint64_t>(stated.route.offsets())));
    hash.update(std::as_bytes(std::span<const geo::LinkId>(stated.route.values())));
  }
  return hash.hex();
}

}  // namespace eveil::scenarios
