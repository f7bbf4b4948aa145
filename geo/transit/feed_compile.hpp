// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/transit/feed.hpp"
#include "geo/transit/feed_content.hpp"

namespace eveil::geo {

/// What became of a feed's stops and trips on the day.
struct CompiledFeed {
  FeedTimetable timetable;
  std::vector<std::string> warnings;
  std::uint64_t trips_of_eve = 0;
  std::uint64_t trips_of_next_day = 0;
};

/// The timetable of one service day, with the vehicles of the eve and of the next day that run
/// between 03:00 and 30:00.
///
/// \param content  read without a problem.
/// \errors bad_input at `name`: more than 50 million stop times run on the day.
Expected<CompiledFeed> compile_feed(const FeedContent& content,
                                    const std::string& name,
                                    Date day,
                                    const DegreeBox& box);

/// The stop times of a trip that have no time get one, by the distance between the timed ones.
void fill_times(const FeedContent& content, std::vector<FeedStopTime>& stops);

/// Why a stop isn't in the timetable.
enum class StopFate : std::uint8_t { kept, no_place, far_off, outside };
/// One a stop of the feed; stops that no trip serves are kept.
std::vector<StopFate> stop_fates(const FeedContent& content, const DegreeBox& box);

/// Metres between two places in degrees, on a sphere unrolled at their middle: for short ways.
double metres_between(double lon_a, double lat_a, double lon_b, double lat_b);

}  // namespace eveil::geo
