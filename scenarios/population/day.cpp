// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "scenarios/population/person.hpp"

namespace eveil::scenarios {

namespace {

constexpr double first_hour = 3.0;
constexpr double last_hour = 29.5;        // a last trip that the day can still hold
constexpr double latest_morning = 10.5;   // where more of the day follows work, study or escort
constexpr double shortest_stay_h = 0.25;  // at home between two tours
constexpr int most_tries = 60;

/// A time of leaving from the peaks, within bounds; hours after midnight.
double draw_leaving(std::span<const Peak> peaks, double low, double high, Draw& draw) {
  double total = 0.0;
  for (const Peak& peak : peaks) total += peak.weight;
  for (int tries = 0; tries < most_tries; ++tries) {
    double left = draw.uniform() * total;
    std::size_t row = 0;
    while (row + 1 < peaks.size() && left >= peaks[row].weight) left -= peaks[row++].weight;
    const double hour = peaks[row].mean_h + peaks[row].sd_h * draw.normal();
    if (hour >= low && hour <= high) return hour;
  }
  // Too late for any peak: soon after the earliest time.
  return low + 0.5 * draw.uniform();
}

double draw_length(const Length& length, Draw& draw) {
  return std::max(length.shortest_h, length.mean_h + length.sd_h * draw.normal());
}

double travel_h(Point a, Point b) {
  return planned_detour * distance(a, b).value / planned_speed_m_s / 3600.0 + planned_extra_h;
}

Activity activity_of(char letter) {
  switch (letter) {
    case 'W':
      return Activity::work;
    case 'E':
      return Activity::study;
    case 'S':
      return Activity::shop;
    case 'H':
      return Activity::home;
    default:
      return Activity::leisure;
  }
}

TimeOfDay time_of(double hours) {
  return {static_cast<std::int32_t>(std::floor(hours * 3600.0)) * 1000};
}

Spot destination(
    const World& world, const Person& person, char letter, const Spot& from, Draw draw) {
  switch (letter) {
    case 'H':
      return person.home;
    case 'W':
    case 'E':
      return person.anchor;
    case 'S':
      return world.destinations.shop.draw(from.zone, world.places, draw);
    case 'X': {
      // Whoever brings somebody to a school isn't one of its attendees.
      Spot spot = world.destinations.pupil.draw(from.zone, world.places, draw);
      return spot.site.valid() ? world.places.spot_in(spot.zone, draw) : spot;
    }
    default:
      return world.destinations.leisure.draw(from.zone, world.places, draw);
  }
}

}  // namespace

std::size_t plan_day(const World& world,
                     const Person& person,
                     std::array<PlannedTrip, longest_day>& trips) {
  const std::string_view day = person.day;
  const auto times = [&](char letter) { return std::count(day.begin(), day.end(), letter); };
  Draw leave(world.seed, Purpose::departure, person.name);
  Draw stay(world.seed, Purpose::activity_duration, person.name);
  Spot at = person.home;
  double now = first_hour;
  std::uint16_t tour = 0;
  for (std::size_t i = 0; i < day.size(); ++i) {
    const char letter = day[i];
    const bool from_home = i == 0 || day[i - 1] == 'H';
    const bool half = (letter == 'W' || letter == 'E') && times(letter) > 1;
    if (i == 0) {
      const bool early = day.size() > 2 && letter != 'S' && letter != 'L';
      now = draw_leaving(
          peaks_of(letter, person.adult()), first_hour, early ? latest_morning : last_hour, leave);
    } else if (from_home && half) {
      now += std::max(0.4, lunch_at_home_h + 0.25 * leave.normal());
    } else if (from_home) {
      now = draw_leaving(peaks_of(letter, person.adult()), now + shortest_stay_h, last_hour, leave);
    } else {
      const char before = day[i - 1];
      now += draw_length(
          length_of(before, person.adult(), (before == 'W' || before == 'E') && times(before) > 1),
          stay);
    }
    now = std::min(now, last_hour);
    PlannedTrip& trip = trips[i];
    const Draw where(world.seed, Purpose::shop, stable_name({person.name, i}));
    trip = {at,
            destination(world, person, letter, at, where),
            activity_of(letter),
            time_of(now),
            tour,
            no_wanted_arrival};
    now += travel_h(at.place, trip.to.place);
    if (letter == 'W' || letter == 'E') trip.wanted_arrival = time_of(now);
    at = trip.to;
    if (letter == 'H') ++tour;
  }
  return day.size();
}

}  // namespace eveil::scenarios
