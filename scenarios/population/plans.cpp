// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "geo/base/random.hpp"
#include "geo/places/zones.hpp"
#include "scenarios/population/plan_route.hpp"
#include "scenarios/population/plan_words.hpp"

namespace eveil::scenarios {

namespace {

constexpr Duration not_stated{-1};
constexpr double usual_speed_m_s = 30.0 / 3.6;  // to tell the hour of a departure, nothing else
constexpr std::uint8_t usual_age = 40;          // where none is stated
constexpr std::uint8_t usual_income = 3;

struct Place {
  Point at;
  geo::LinkId link;
  geo::ZoneId zone;
};

struct Trip {
  StatedMode mode = StatedMode::walk;
  Activity purpose = Activity::other;
  TimeOfDay departure;
  Duration stay = not_stated;
  Duration travel = not_stated;
  double distance_m = -1.0;
  Duration access{0};
  Duration egress{0};
  std::vector<geo::LinkId> route;
  Place from;
  Place to;
};

std::string percent(std::uint64_t part, std::uint64_t whole) {
  return fmt::format(
      "{:.1f} %",
      whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

}  // namespace

std::uint64_t PlannedPeople::persons_lost() const {
  std::uint64_t sum = 0;
  for (const auto& [cause, loss] : lost) sum += loss.persons;
  return sum;
}

std::uint64_t PlannedPeople::trips_lost() const {
  std::uint64_t sum = 0;
  for (const auto& [cause, loss] : lost) sum += loss.trips;
  return sum;
}

std::vector<std::string> PlannedPeople::notes() const {
  std::vector<std::string> out;
  for (const auto& [cause, loss] : lost) {
    out.push_back(
        fmt::format("{}: {} persons left out whole ({}), {} trips not made ({}); the first is "
                    "person `{}`",
                    cause,
                    loss.persons,
                    percent(loss.persons, persons_read),
                    loss.trips,
                    percent(loss.trips, trips_read),
                    loss.example));
  }
  if (several_modes > 0) {
    out.push_back(fmt::format("{} trips by several modes ({}) count as their main mode",
                              several_modes,
                              percent(several_modes, trips_read)));
  }
  if (ages_assumed > 0) {
    out.push_back(fmt::format(
        "{} persons state no age: {} years are written for them", ages_assumed, usual_age));
  }
  return out;
}

class PlansOnTerritory::Maker {
 public:
  Maker(const geo::Territory& territory, double share)
      : territory_(territory),
        names_(territory.network),
        links_(territory.network),
        zones_(territory.zones) {
    out.people.weight = 1.0 / share;
    out.people.first_person.push_back(0);
    out.people.first_trip.push_back(0);
  }

  PlannedPeople out;

  void take(const PlanPerson& person) {
    ++out.persons_read;
    std::uint64_t trips = 0;
    for (std::size_t row = 1; row < person.activities.size(); ++row) {
      trips += person.activities[row].interaction ? 0 : 1;
    }
    out.trips_read += trips;
    std::vector<Trip> made;
    Place home;
    const std::string cause = plan(person, home, made);
    if (cause.empty()) return put(person, home, made);
    PlanLoss& loss = lost(cause, person);
    ++loss.persons;
    loss.trips += trips;
  }

 private:
  PlanLoss& lost(const std::string& cause, const PlanPerson& person) {
    PlanLoss& loss = out.lost[cause];
    if (loss.persons + loss.trips == 0) loss.example = person.id;
    return loss;
  }

  /// \return why the plan can't be kept; empty where it can.
  std::string plan(const PlanPerson& person, Place& home, std::vector<Trip>& trips) {
    if (person.activities.empty()) return "no plan";
    if (std::string cause = place_of(person.activities.front(), home); !cause.empty()) return cause;
    TimeOfDay now = day_start;
    TimeOfDay before = day_start;
    Place from = home;
    for (std::size_t row = 0; row < person.legs.size();) {
      std::size_t next = row + 1;
      while (next + 1 < person.activities.size() && person.activities[next].interaction) ++next;
      Trip trip;
      trip.from = from;
      if (std::string cause = place_of(person.activities[next], trip.to); !cause.empty()) {
        return cause;
      }
      const std::span<const PlanLeg> legs = std::span(person.legs).subspan(row, next - row);
      const std::string late = leave(person.activities[row], legs.front(), now, trip);
      if (trip.departure < day_start) return "departs before 03:00";
      if (!late.empty()) {
        cut(person, late, next);
        break;
      }
      trip.departure = before = std::max(before, trip.departure);
      if (std::string cause = travel(legs, trip); !cause.empty()) return cause;
      trip.purpose = purpose(person, next, home, trip.to);
      now = trip.departure + expected(trip);
      from = trip.to;
      trips.push_back(std::move(trip));
      row = next;
    }
    return "";
  }

  // From the trip to activity `next` on nothing is made.
  void cut(const PlanPerson& person, const std::string& cause, std::size_t next) {
    PlanLoss& loss = lost(cause, person);
    for (std::size_t row = next; row < person.activities.size(); ++row) {
      loss.trips += person.activities[row].interaction ? 0 : 1;
    }
  }

  std::string place_of(const PlanActivity& activity, Place& place) const {
    const geo::Network& network = territory_.network;
    if (!activity.link.empty() && names_.has_names()) {
      place.link = names_.link(activity.link);
      if (!place.link.valid()) return "an activity on a link that isn't there";
    }
    if (activity.place) {
      place.at = *activity.place;
    } else if (place.link.valid()) {
      const Point a = network.place[network.from[place.link]];
      const Point b = network.place[network.to[place.link]];
      place.at = {(a.x + b.x) / 2.0, (a.y + b.y) / 2.0};
    } else {
      return "an activity without a place";
    }
    if (!place.link.valid() || !names_.for_cars(place.link)) place.link = links_.nearest(place.at);
    place.zone = zones_.nearest_zone(place.at);
    return "";
  }

  /// Sets the departure; \return why there is none.
  static std::string leave(const PlanActivity& activity,
                           const PlanLeg& leg,
                           TimeOfDay now,
                           Trip& trip) {
    constexpr Duration farthest = seconds(1'000'000);
    const auto at = [&](Duration after_midnight) {
      return TimeOfDay{0} + std::clamp(after_midnight, seconds(-1), farthest);
    };
    if (activity.end) {
      trip.departure = at(*activity.end);
    } else if (activity.stays) {
      trip.stay = std::clamp(*activity.stays, Duration{0}, farthest);
      trip.departure = now + trip.stay;
    } else if (leg.departure) {
      trip.departure = at(*leg.departure);
    } else {
      trip.departure = day_end;
      return "an activity without an end";
    }
    return trip.departure < day_end ? "" : "departs at 30:00 or later";
  }

  std::string travel(std::span<const PlanLeg> legs, Trip& trip) {
    std::uint32_t vehicles = 0;
    const PlanLeg* main = &legs.front();
    for (const PlanLeg& leg : legs) {
      const std::optional<StatedMode> mode = stated_mode(leg.mode);
      if (!mode) return fmt::format("the mode `{}`, which isn't known", leg.mode);
      const bool higher = rank_of(*mode) > rank_of(trip.mode);
      const bool first_vehicle = vehicles == 0;
      if (*mode != StatedMode::walk &&
          (first_vehicle || *mode != StatedMode::transit || trip.mode != StatedMode::transit)) {
        ++vehicles;
      }
      if (higher) main = &leg;
      if (higher) trip.mode = *mode;
    }
    out.several_modes += vehicles > 1 ? 1 : 0;
    if (trip.mode == StatedMode::car) return drive(legs, *main, vehicles > 1, trip);
    sum_up(legs, trip);
    if (trip.mode == StatedMode::transit) {
      const bool timetable = territory_.timetable.stop_place.size() > 0;
      if (timetable) trip.travel = not_stated;
      if (!timetable && trip.travel < Duration{0}) {
        return "public transport without a timetable and without a time";
      }
    }
    return "";
  }

  // Off the roads: what all legs together take, where each says so.
  static void sum_up(std::span<const PlanLeg> legs, Trip& trip) {
    Duration travel{0};
    double metres = 0.0;
    for (const PlanLeg& leg : legs) {
      travel = leg.travel && travel >= Duration{0} ? travel + *leg.travel : not_stated;
      metres = leg.distance_m && metres >= 0.0 ? metres + *leg.distance_m : -1.0;
    }
    trip.travel = travel;
    trip.distance_m = metres;
  }

  std::string drive(std::span<const PlanLeg> legs, const PlanLeg& main, bool several, Trip& trip) {
    PlanLeg leg = main;
    if (leg.start_link.empty()) leg.start_link = link_name(trip.from.link);
    if (leg.end_link.empty()) leg.end_link = link_name(trip.to.link);
    if (!several) {
      PlanRoute route = names_.route(leg);
      if (!route.cause.empty()) return route.cause;
      trip.route = std::move(route.links);
    }
    if (trip.route.empty()) {
      ++out.routes_sought;
    } else {
      ++out.routes_kept;
      trip.from.link = trip.route.front();
      trip.to.link = trip.route.back();
    }
    for (const PlanLeg& walk : legs) {
      if (&walk == &main) break;
      trip.access = trip.access + walk.travel.value_or(Duration{0});
    }
    bool after = false;
    for (const PlanLeg& walk : legs) {
      if (after) trip.egress = trip.egress + walk.travel.value_or(Duration{0});
      after = after || &walk == &main;
    }
    return "";
  }

  std::string link_name(geo::LinkId link) const {
    return names_.has_names() ? territory_.network.link_name[link] : std::string();
  }

  static Activity purpose(const PlanPerson& person,
                          std::size_t row,
                          const Place& home,
                          const Place& at) {
    const PlanActivity& activity = person.activities[row];
    const bool same = activity.type == person.activities.front().type && at.at == home.at;
    return same ? Activity::home : stated_purpose(activity.type);
  }

  Duration expected(const Trip& trip) const {
    if (trip.travel >= Duration{0}) return trip.travel;
    const geo::Network& network = territory_.network;
    double seconds = 0.0;
    for (std::size_t row = 1; row < trip.route.size(); ++row) {
      const geo::LinkId link = trip.route[row];
      seconds += (network.length[link] / network.free_speed[link]).value;
    }
    if (trip.route.empty()) seconds = distance(trip.from.at, trip.to.at).value / usual_speed_m_s;
    return duration(Seconds(std::min(seconds, 1e6))) + trip.access + trip.egress;
  }

  void put(const PlanPerson& person, const Place& home, const std::vector<Trip>& trips) {
    Population& people = out.people;
    const auto uses = [&](StatedMode mode) {
      return std::any_of(
          trips.begin(), trips.end(), [&](const Trip& trip) { return trip.mode == mode; });
    };
    const PersonId row = people.name.push_back(stable_name(person.id));
    people.label.push_back(person.id);
    people.household.push_back(HouseholdId(people.household_name.size()));
    people.zone.push_back(home.zone);
    people.home.push_back(home.at);
    people.home_link.push_back(home.link);
    out.ages_assumed += person.age ? 0 : 1;
    people.age.push_back(person.age.value_or(usual_age));
    people.sex.push_back(person.sex.value_or(Sex::female));
    people.employed.push_back(person.employed.value_or(uses_purpose(trips, Activity::work)) ? 1
                                                                                            : 0);
    people.part_time.push_back(0);
    people.student.push_back(uses_purpose(trips, Activity::study) ? 1 : 0);
    people.income.push_back(usual_income);
    const bool drives = uses(StatedMode::car);
    people.licence.push_back(drives || person.licence.value_or(false) ? 1 : 0);
    people.car.push_back(drives || person.car.value_or(false) ? 1 : 0);
    people.bicycle.push_back(uses(StatedMode::bicycle) ? 1 : 0);
    people.passenger.push_back(uses(StatedMode::passenger) ? 1 : 0);
    people.site.push_back(geo::SiteId::none());
    people.role.push_back(geo::Role::none);
    const HouseholdId household = people.household_name.push_back(people.name[row]);
    people.cars.push_back(people.car[row]);
    people.bicycles.push_back(people.bicycle[row]);
    people.first_person.push_back(household.value + 1);
    std::uint16_t tour = 0;
    for (std::size_t i = 0; i < trips.size(); ++i) {
      const bool starts =
          i > 0 && (trips[i - 1].purpose == Activity::home || trips[i - 1].mode != trips[i].mode);
      tour = static_cast<std::uint16_t>(tour + (starts ? 1 : 0));
      put(row, tour, i == 0 ? home.at : trips[i - 1].to.at, trips[i]);
    }
    people.first_trip.push_back(static_cast<std::uint32_t>(people.person.size()));
  }

  static bool uses_purpose(const std::vector<Trip>& trips, Activity purpose) {
    return std::any_of(
        trips.begin(), trips.end(), [&](const Trip& trip) { return trip.purpose == purpose; });
  }

  void put(PersonId person, std::uint16_t tour, Point origin, const Trip& trip) {
    Population& people = out.people;
    people.person.push_back(person);
    people.tour.push_back(tour);
    people.purpose.push_back(trip.purpose);
    people.departure.push_back(trip.departure);
    people.wanted_arrival.push_back(no_wanted_arrival);
    people.escorted.push_back(PersonId::none());
    people.origin.push_back(origin);
    people.destination.push_back(trip.to.at);
    people.origin_link.push_back(trip.from.link);
    people.destination_link.push_back(trip.to.link);
    people.origin_zone.push_back(trip.from.zone);
    people.destination_zone.push_back(trip.to.zone);
    people.destination_site.push_back(geo::SiteId::none());
    StatedTrips& stated = people.stated;
    stated.mode.push_back(trip.mode);
    stated.stay.push_back(trip.stay);
    stated.travel.push_back(trip.travel);
    stated.distance.push_back(Metres(trip.distance_m));
    stated.access.push_back(trip.access);
    stated.egress.push_back(trip.egress);
    stated.route.push_row(trip.route);
  }

  const geo::Territory& territory_;
  NamedNetwork names_;
  geo::LinkFinder links_;
  geo::ZoneFinder zones_;
};

PlansOnTerritory::PlansOnTerritory(const geo::Territory& territory, double share)
    : maker_(std::make_unique<Maker>(territory, share)) {}
PlansOnTerritory::~PlansOnTerritory() = default;

void PlansOnTerritory::take(PlanPerson person) { maker_->take(person); }

Expected<PlannedPeople> PlansOnTerritory::finish(const std::string& where) {
  PlannedPeople& out = maker_->out;
  if (out.people.trip_count() > 0) return std::move(out);
  std::string why;
  for (const std::string& note : out.notes()) why += "; " + note;
  return bad_input(where,
                   fmt::format("none of its {} persons makes a trip{}", out.persons_read, why));
}

}  // namespace eveil::scenarios
