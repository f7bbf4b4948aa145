// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/day.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "scenarios/population/meetings.hpp"
#include "scenarios/population/tables.hpp"

namespace eveil::scenarios {

namespace {

constexpr double first_minute = 180.0;
constexpr double last_minute = 29.75 * 60.0;  // the last arrival planned
constexpr std::uint64_t most_tries = 16;
constexpr double shortest_at_site = 15.0;

TimeOfDay time_of(double minute) {
  return {static_cast<std::int32_t>(std::floor(minute * 60.0 + 1e-6)) * 1000};
}

bool always_open(const geo::Sites& sites, geo::SiteId site) {
  return !site.valid() ||
         (sites.opens[site] <= time_of_day(0) && sites.closes[site] >= time_of_day(24));
}

/// Share of long days kept that end at a minute: stays drawn one after the other, each by its own
/// hour alone, would add up to too many late evenings.
double kept_until(double minute) {
  return 1.0 - (1.0 - late_kept) * std::clamp((minute - late_from_min) / late_width_min, 0.0, 1.0);
}

/// One person's day: the letters, where each is done, and when.
class DayPlan {
 public:
  DayPlan(const World& world, const Person& person, const Spot& home, const Spot& anchor)
      : world_(world), person_(person), home_(home), anchor_(anchor) {
    day_ = world.chains.draw(world.seed, person, anchor.site.valid());
    for (std::size_t i = 0; i < day_.size(); ++i) spots_.push_back(spot_for(i));
  }

  /// Draws times until they fit the day, the opening hours and what came before.
  std::vector<PlannedTrip> trips(std::vector<Meeting>& meetings) {
    if (day_.empty()) return {};
    for (std::uint64_t number = 0; number < most_tries; ++number) {
      if (try_times(number, meetings)) return std::move(trips_);
      for (const std::size_t meeting : met_) meetings[meeting].taken = false;
    }
    return shortest_day();
  }
  const std::string& letters() const { return day_; }

 private:
  Spot spot_for(std::size_t at) const {
    const char letter = day_[at];
    if (letter == 'H') return home_;
    if (is_main(letter)) return anchor_;
    Draw draw(world_.seed, Purpose::shop, stable_name({person_.name, at}));
    const bool near_anchor =
        anchor_.zone.valid() && around(world_.seed, person_, day_, at) == Around::anchor;
    return world_.destinations.of(activity_of(letter))
        .draw(near_anchor ? anchor_.zone : home_.zone, world_.places, draw);
  }

  bool open(const Spot& spot, double from, double to) const {
    if (always_open(world_.sites, spot.site)) return true;
    return time_of(from) >= world_.sites.opens[spot.site] &&
           time_of(to) <= world_.sites.closes[spot.site];
  }

  bool try_times(std::uint64_t number, std::vector<Meeting>& meetings) {
    Draw draw(world_.seed, Purpose::departure, stable_name({person_.name, number}));
    trips_.clear();
    met_.clear();
    Spot at = home_;
    double arrived = first_minute;
    for (std::size_t i = 0; i < day_.size(); ++i) {
      PlannedTrip trip{spots_[i], {}, no_wanted_arrival, nobody, activity_of(day_[i])};
      double way = planned_minutes(at.place, trip.to.place);
      double leave = i == 0 ? world_.times.first_start(day_, person_.group, draw) - way
                            : world_.times.leaving(day_, i - 1, person_.group, arrived, draw);
      if (day_[i] == 'X') {
        const std::size_t met = meeting_for(meetings, {day_, i, at, arrived, leave + way});
        if (met < meetings.size()) {
          meetings[met].taken = true;
          met_.push_back(met);
          trip.to = meetings[met].school;
          trip.to.site = geo::SiteId::none();  // who brings a pupil isn't an attendee
          trip.escorted = meetings[met].child;
          way = planned_minutes(at.place, trip.to.place);
          leave = meetings[met].minute - way;
        }
      }
      if (leave < arrived || (i > 0 && !open(at, arrived, leave))) return false;
      trip.departure = time_of(leave);
      arrived = leave + way;
      if (is_main(day_[i]) || trip.escorted != nobody) trip.wanted_arrival = time_of(arrived);
      at = trip.to;
      trips_.push_back(trip);
    }
    if (arrived > last_minute) return false;
    return day_.size() < std::size_t{long_day} || draw.uniform() < kept_until(arrived);
  }

  /// There and back, with times cut to what is possible: for the few whose day fits nowhere.
  std::vector<PlannedTrip> shortest_day() {
    const std::size_t main = day_.find_first_of("WE");
    const std::size_t at = main == std::string::npos ? 0 : main;
    Spot there = spots_[at];
    if (!is_main(day_[at]) && !always_open(world_.sites, there.site)) {
      Draw place(world_.seed, Purpose::shop, stable_name({person_.name, most_tries}));
      there = world_.places.spot_in(there.zone, place);
    }
    const std::string day{day_[at], 'H'};
    Draw draw(world_.seed, Purpose::departure, stable_name({person_.name, most_tries}));
    const double way = planned_minutes(home_.place, there.place);
    double low = first_minute + way;
    double high = last_minute - way;
    if (!always_open(world_.sites, there.site)) {
      low = std::max(low, world_.sites.opens[there.site].seconds() / 60.0);
      high = std::min(high, world_.sites.closes[there.site].seconds() / 60.0);
    }
    high = std::max(high, low + shortest_at_site);
    double start = world_.times.first_start(day, person_.group, draw);
    start = std::min(std::max(start, low), high - shortest_at_site);
    const double end = std::clamp(
        world_.times.leaving(day, 0, person_.group, start, draw), start + shortest_at_site, high);
    const bool fixed = is_main(day_[at]);
    return {{there,
             time_of(start - way),
             fixed ? time_of(start) : no_wanted_arrival,
             nobody,
             activity_of(day_[at])},
            {home_, time_of(end), no_wanted_arrival, nobody, Activity::home}};
  }

  const World& world_;
  const Person& person_;
  const Spot& home_;
  Spot anchor_;
  std::string day_;
  std::vector<Spot> spots_;
  std::vector<PlannedTrip> trips_;
  std::vector<std::size_t> met_;
};

Spot anchor_of(const World& world, const Person& person, const Spot& home) {
  const AnchorKind kind = anchor_kind_of(person);
  if (kind == AnchorKind::none) return {};
  const Purpose purpose = kind == AnchorKind::work ? Purpose::workplace : Purpose::school;
  Draw draw(world.seed, purpose, person.name);
  return world.destinations.of(kind).draw(home.zone, world.places, draw);
}

/// When a child's school begins and ends, for those who bring and fetch it.
void add_meetings(std::uint32_t child, const PersonDay& day, std::vector<Meeting>& meetings) {
  for (std::size_t i = 0; i < day.trips.size(); ++i) {
    const PlannedTrip& trip = day.trips[i];
    const bool from_home = i == 0 || day.trips[i - 1].purpose == Activity::home;
    if (trip.purpose == Activity::study && from_home) {
      const double begins = trip.wanted_arrival.seconds() / 60.0;
      meetings.push_back({child, begins, true, false, trip.to});
    }
    if (i > 0 && trip.purpose == Activity::home && day.trips[i - 1].purpose == Activity::study) {
      const double ends = trip.departure.seconds() / 60.0;
      meetings.push_back({child, ends, false, false, day.trips[i - 1].to});
    }
  }
}

}  // namespace

double planned_minutes(Point from, Point to) {
  return planned_detour * distance(from, to).value / planned_speed_m_s / 60.0 + planned_extra_min;
}

std::vector<PersonDay> plan_days(const World& world, const Household& household, const Spot& home) {
  std::vector<PersonDay> days(household.members.size());
  std::vector<Meeting> meetings;
  // Children come last in a household and are planned first.
  for (std::size_t i = household.members.size(); i-- > 0;) {
    const Person& person = household.members[i];
    days[i].anchor = anchor_of(world, person, home);
    std::vector<Meeting> none;
    DayPlan plan(world, person, home, days[i].anchor);
    days[i].trips = plan.trips(person.adult() ? meetings : none);
    if (person.group == Group::pupil_5_10) {
      add_meetings(static_cast<std::uint32_t>(i), days[i], meetings);
    }
  }
  return days;
}

}  // namespace eveil::scenarios
