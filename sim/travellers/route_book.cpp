// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/route_book.hpp"

#include <algorithm>
#include <utility>

namespace eveil::sim {

RouteBook::RouteBook(std::vector<std::uint64_t> first,
                     std::vector<std::uint32_t> length,
                     std::vector<geo::LinkId> links)
    : first_(std::move(first)), length_(std::move(length)), links_(std::move(links)) {
  for (const std::uint32_t count : length_) used_ += count;
}

void RouteBook::put(scenarios::TripId trip, std::span<const geo::LinkId> route) {
  used_ += route.size();
  used_ -= length_[trip];
  if (route.size() <= length_[trip]) {
    std::copy(
        route.begin(), route.end(), links_.begin() + static_cast<std::ptrdiff_t>(first_[trip]));
  } else {
    first_[trip] = links_.size();
    links_.insert(links_.end(), route.begin(), route.end());
  }
  length_[trip] = static_cast<std::uint32_t>(route.size());
  if (links_.size() > 2 * used_ + 1'000'000) compact();
}

void RouteBook::compact() {
  std::vector<geo::LinkId> packed;
  packed.reserve(used_);
  for (const scenarios::TripId trip : first_.ids()) {
    const auto route = (*this)[trip];
    first_[trip] = packed.size();
    packed.insert(packed.end(), route.begin(), route.end());
  }
  links_ = std::move(packed);
}

}  // namespace eveil::sim
