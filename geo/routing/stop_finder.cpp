// SPDX-License-Identifier: Apache-2.0
#include "geo/routing/stop_finder.hpp"

#include <algorithm>
#include <cmath>

namespace eveil::geo {

namespace {

constexpr double most_cells_a_side = 2000.0;

}  // namespace

StopFinder::StopFinder(const Timetable& timetable) {
  std::vector<Entry> stops;
  for (const StopId stop : timetable.calls.ids()) {
    if (!timetable.calls[stop].empty()) stops.push_back({stop, timetable.stop_place[stop]});
  }
  if (stops.empty()) {
    cell_first_.assign(2, 0);
    return;
  }
  low_ = stops.front().place;
  Point high = low_;
  for (const Entry& entry : stops) {
    low_ = {std::min(low_.x, entry.place.x), std::min(low_.y, entry.place.y)};
    high = {std::max(high.x, entry.place.x), std::max(high.y, entry.place.y)};
  }
  const double extent = std::max(high.x - low_.x, high.y - low_.y);
  cell_ = std::max(cell_, extent / most_cells_a_side);
  columns_ = static_cast<std::size_t>((high.x - low_.x) / cell_) + 1;
  rows_ = static_cast<std::size_t>((high.y - low_.y) / cell_) + 1;
  cell_first_.assign(columns_ * rows_ + 1, 0);
  const auto cell_of = [&](const Entry& entry) {
    return row_of(entry.place.y) * columns_ + column_of(entry.place.x);
  };
  for (const Entry& entry : stops) ++cell_first_[cell_of(entry) + 1];
  for (std::size_t cell = 1; cell < cell_first_.size(); ++cell) {
    cell_first_[cell] += cell_first_[cell - 1];
  }
  entries_.resize(stops.size());
  std::vector<std::uint32_t> next(cell_first_.begin(), cell_first_.end() - 1);
  for (const Entry& entry : stops) entries_[next[cell_of(entry)]++] = entry;
}

std::size_t StopFinder::column_of(double x) const {
  const double column = std::floor((x - low_.x) / cell_);
  return static_cast<std::size_t>(std::clamp(column, 0.0, static_cast<double>(columns_ - 1)));
}

std::size_t StopFinder::row_of(double y) const {
  const double row = std::floor((y - low_.y) / cell_);
  return static_cast<std::size_t>(std::clamp(row, 0.0, static_cast<double>(rows_ - 1)));
}

void StopFinder::near(Point place,
                      Metres radius,
                      std::size_t most,
                      std::vector<NearStop>& found) const {
  found.clear();
  if (entries_.empty()) return;
  const std::size_t last_column = column_of(place.x + radius.value);
  const std::size_t last_row = row_of(place.y + radius.value);
  for (std::size_t row = row_of(place.y - radius.value); row <= last_row; ++row) {
    for (std::size_t column = column_of(place.x - radius.value); column <= last_column; ++column) {
      const std::size_t cell = row * columns_ + column;
      for (std::uint32_t at = cell_first_[cell]; at < cell_first_[cell + 1]; ++at) {
        const Metres metres = distance(place, entries_[at].place);
        if (metres <= radius) found.push_back({entries_[at].stop, metres});
      }
    }
  }
  const auto nearer = [](const NearStop& a, const NearStop& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.stop < b.stop;
  };
  if (found.size() > most) {
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(most);
    std::partial_sort(found.begin(), end, found.end(), nearer);
    found.erase(end, found.end());
  } else {
    std::sort(found.begin(), found.end(), nearer);
  }
}

}  // namespace eveil::geo
