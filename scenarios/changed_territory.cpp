// SPDX-License-Identifier: Apache-2.0
#include "scenarios/changed_territory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "geo/network/strong_parts.hpp"
#include "scenarios/changed_timetable.hpp"

namespace eveil::scenarios {

namespace {

using geo::LinkId;
using geo::Network;

template <class T>
bool among(const std::vector<T>& list, const T& value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

Expected<void> check_ids(const Change& change, const Network& network) {
  std::vector<std::int64_t> known(network.source_id.begin(), network.source_id.end());
  std::sort(known.begin(), known.end());
  std::vector<Error> errors;
  for (const std::int64_t id : change.where.ids) {
    if (std::binary_search(known.begin(), known.end(), id)) continue;
    errors.push_back({ErrorKind::bad_input,
                      change.place,
                      fmt::format("no link of the territory has the id {}: the road isn't in the "
                                  "source, isn't for cars, or was joined to another one",
                                  id),
                      {}});
  }
  if (!errors.empty()) return joined(std::move(errors));
  return {};
}

/// The links for cars that fit the filter.
Expected<std::vector<LinkId>> links_of(const Change& change, const Network& network) {
  EVEIL_CHECK(check_ids(change, network));
  const ChangeFilter& where = change.where;
  std::vector<LinkId> links;
  for (const LinkId link : network.from.ids()) {
    if ((network.access[link] & geo::access_car) == 0) continue;
    if (!among(where.classes, network.road_class[link])) continue;
    if (!among(where.ids, network.source_id[link])) continue;
    if (!where.area.empty() && !contains(where.area, middle_of(network.shape[link]))) continue;
    links.push_back(link);
  }
  if (!links.empty()) return links;
  return bad_input(
      change.place,
      fmt::format("\"{}\" fits no link that is open to cars; loosen `where`", sentence_of(change)));
}

Expected<void> check_left(const Change& change, const Network& network, LinkId link) {
  const double speed = in_kilometres_per_hour(network.free_speed[link]);
  const double flow = in_vehicles_per_hour(network.capacity[link]);
  if (speed >= 1.0 && speed <= 300.0 && flow >= 1.0) return {};
  return bad_input(change.place,
                   fmt::format("\"{}\" leaves link {} (id {}) with {:.3g} km/h and {:.3g} veh/h, "
                               "allowed is 1 to 300 km/h and at least 1 veh/h; close links with "
                               "links:closed",
                               sentence_of(change),
                               link.value,
                               network.source_id[link],
                               speed,
                               flow));
}

void change_link(const Change& change, LinkId link, ChangedTerritory& out) {
  Network& network = out.territory.network;
  switch (change.target) {
    case ChangeTarget::links_speed:
      network.free_speed[link] = MetresPerSecond(change.applied(network.free_speed[link].value));
      break;
    case ChangeTarget::car_time:
      network.free_speed[link] = MetresPerSecond(network.free_speed[link].value / change.amount);
      break;
    case ChangeTarget::links_capacity:
      network.capacity[link] = VehiclesPerSecond(change.applied(network.capacity[link].value));
      break;
    default:
      if (out.closure.empty()) out.closure.resize(network.link_count(), Closure::open);
      out.closure[link] = Closure::closed;
      network.access[link] &= static_cast<std::uint8_t>(~geo::access_car);
      break;
  }
}

double kilometres(const Network& network, const std::vector<LinkId>& links) {
  double metres = 0.0;
  for (const LinkId link : links) metres += network.length[link].value;
  return metres / 1000.0;
}

Expected<void> change_links(const Change& change, ChangedTerritory& out) {
  const Network& network = out.territory.network;
  EVEIL_TRY(const std::vector<LinkId> links, links_of(change, network));
  for (const LinkId link : links) {
    change_link(change, link, out);
    EVEIL_CHECK(check_left(change, network, link));
  }
  out.notes.push_back(fmt::format(
      "{}: {} links, {:.1f} km", sentence_of(change), links.size(), kilometres(network, links)));
  return {};
}

/// Takes what can't be reached or left any more from the cars, too.
Expected<void> cut_off(const std::string& where, ChangedTerritory& out) {
  Network& network = out.territory.network;
  const Column<LinkId, std::uint8_t> main = geo::main_part(network, geo::access_car);
  std::vector<LinkId> lost;
  std::size_t left = 0;
  for (const LinkId link : network.from.ids()) {
    left += main[link];
    if (main[link] != 0 || (network.access[link] & geo::access_car) == 0) continue;
    lost.push_back(link);
    out.closure[link] = Closure::cut_off;
    network.access[link] &= static_cast<std::uint8_t>(~geo::access_car);
  }
  if (left == 0) return bad_input(where, "the closures leave no road that cars can go round on");
  if (!lost.empty()) {
    out.notes.push_back(
        fmt::format("the closures cut off {} more links, {:.1f} km: no car comes there",
                    lost.size(),
                    kilometres(network, lost)));
  }
  return {};
}

bool on_timetable(ChangeTarget target) {
  return target == ChangeTarget::transit_headway || target == ChangeTarget::transit_capacity;
}

bool usable(const Network& network, LinkId link) {
  return (network.access[link] & geo::access_car) != 0;
}

void move_sites(ChangedTerritory& out) {
  geo::Territory& territory = out.territory;
  const geo::LinkFinder finder(territory.network);
  std::size_t moved = 0;
  for (const geo::SiteId site : territory.sites.name.ids()) {
    LinkId& link = territory.site_link[site];
    if (usable(territory.network, link)) continue;
    link = finder.nearest(territory.sites.place[site]);
    ++moved;
  }
  if (moved == 0) return;
  out.notes.push_back(
      fmt::format("{} mobility generators are now reached by the nearest open link", moved));
}

}  // namespace

bool changes_supply(std::span<const Change> changes) {
  return std::any_of(changes.begin(), changes.end(), [](const Change& change) {
    return on_links(change.target) || on_timetable(change.target);
  });
}

Expected<ChangedTerritory> apply_changes(std::span<const Change> changes,
                                         const geo::Territory& territory) {
  ChangedTerritory out;
  out.territory = territory;
  std::vector<Error> errors;
  std::string closing;
  for (const Change& change : changes) {
    if (on_timetable(change.target)) {
      auto done = change_timetable(change, out.territory.timetable, out.notes);
      if (!done) errors.push_back(std::move(done).error());
    }
    if (!on_links(change.target)) continue;
    if (change.target == ChangeTarget::links_closed) closing = change.place;
    if (auto done = change_links(change, out); !done) errors.push_back(std::move(done).error());
  }
  if (!errors.empty()) return joined(std::move(errors));
  if (out.closure.empty()) return out;
  EVEIL_CHECK(cut_off(closing, out));
  move_sites(out);
  return out;
}

MovedPeople moved_off_closed(const ChangedTerritory& changed, const Population& people) {
  const Network& network = changed.territory.network;
  const geo::LinkFinder finder(network);
  MovedPeople out;
  out.people = people;
  const auto move = [&](LinkId& link, Point place) -> std::uint64_t {
    if (changed.closure[link] != Closure::closed) return 0;
    link = finder.nearest(place);
    return 1;
  };
  for (const PersonId person : people.persons()) {
    out.homes += move(out.people.home_link[person], people.home[person]);
  }
  for (const TripId trip : people.person.ids()) {
    LinkId& from = out.people.origin_link[trip];
    LinkId& to = out.people.destination_link[trip];
    out.trip_ends += move(from, people.origin[trip]) + move(to, people.destination[trip]);
    const bool reached = usable(network, from) && usable(network, to);
    out.cut_off += reached ? 0 : 1;
  }
  return out;
}

}  // namespace eveil::scenarios
