// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/count_log.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace eveil::sim {

namespace {

/// Rows that may wait to be joined.
constexpr std::size_t most_waiting = std::size_t{1} << 20U;

auto place_of(const LinkCount& row) {
  return std::tuple(row.link.value, row.slice, static_cast<std::uint8_t>(row.vehicle_class));
}

void append(std::vector<LinkCount>& rows, const LinkCount& row) {
  if (!rows.empty() && place_of(rows.back()) == place_of(row)) {
    rows.back().volume += row.volume;
    rows.back().travel_ms += row.travel_ms;
  } else {
    rows.push_back(row);
  }
}

/// By link, each link's rows in the order given: counted, then placed.
std::vector<LinkCount> by_link(const std::vector<CountRow>& rows,
                               const std::vector<std::uint32_t>& external) {
  std::vector<std::uint64_t> place(external.size() + 1);
  for (const CountRow& row : rows) ++place[external[row.link] + 1];
  for (std::size_t link = 1; link < place.size(); ++link) place[link] += place[link - 1];
  std::vector<LinkCount> out(rows.size());
  for (const CountRow& row : rows) {
    const std::uint32_t link = external[row.link];
    out[place[link]++] = {row.tally.travel_ms,
                          geo::LinkId(std::size_t{link}),
                          row.tally.volume,
                          row.tally.slice,
                          row.tally.vehicle_class};
  }
  return out;
}

bool before(const LinkCount& a, const LinkCount& b) { return place_of(a) < place_of(b); }

/// The rows of each link in order: nearly so already, and few.
void sort_within_links(std::vector<LinkCount>& rows) {
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t last = first + 1;
    while (last < rows.size() && rows[last].link == rows[first].link) ++last;
    const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(last);
    if (!std::is_sorted(begin, end, before)) std::sort(begin, end, before);
    first = last;
  }
}

}  // namespace

LinkCount LinkCounts::at(geo::LinkId link, std::size_t slice, VehicleClass vehicle_class) const {
  const LinkCount wanted{0, link, 0, static_cast<std::uint16_t>(slice), vehicle_class};
  const auto found = std::lower_bound(rows.begin(), rows.end(), wanted, before);
  return found != rows.end() && place_of(*found) == place_of(wanted) ? *found : wanted;
}

void CountLog::clear() {
  rows_.clear();
  joined_.rows.clear();
}

void CountLog::join(const std::vector<std::uint32_t>& external) {
  std::vector<LinkCount> fresh = by_link(rows_, external);
  rows_.clear();
  sort_within_links(fresh);
  const std::vector<LinkCount> old = std::exchange(joined_.rows, {});
  joined_.rows.reserve(old.size() + fresh.size());
  std::size_t row = 0;
  for (const LinkCount& next : fresh) {
    for (; row < old.size() && !before(next, old[row]); ++row) append(joined_.rows, old[row]);
    append(joined_.rows, next);
  }
  for (; row < old.size(); ++row) append(joined_.rows, old[row]);
}

void CountLog::tidy(const std::vector<std::uint32_t>& external) {
  if (rows_.size() > most_waiting + joined_.rows.size()) join(external);
}

const LinkCounts& CountLog::joined(const std::vector<std::uint32_t>& external) {
  if (!rows_.empty()) join(external);
  return joined_;
}

std::size_t CountLog::bytes() const {
  return rows_.capacity() * sizeof(CountRow) + joined_.rows.capacity() * sizeof(LinkCount);
}

bool CountLog::sound(std::size_t links) const {
  const auto known = [&](std::size_t link, std::size_t slice, VehicleClass vehicle_class) {
    return link < links && slice < slice_count &&
           static_cast<std::size_t>(vehicle_class) < vehicle_class_count;
  };
  return std::all_of(rows_.begin(),
                     rows_.end(),
                     [&](const CountRow& row) {
                       return row.tally.volume > 0 &&
                              known(row.link, row.tally.slice, row.tally.vehicle_class);
                     }) &&
         std::all_of(joined_.rows.begin(),
                     joined_.rows.end(),
                     [&](const LinkCount& row) {
                       return row.volume > 0 && row.volume < (1U << 31U) &&
                              known(row.link.value, row.slice, row.vehicle_class);
                     }) &&
         std::is_sorted(joined_.rows.begin(), joined_.rows.end(), before);
}

}  // namespace eveil::sim
