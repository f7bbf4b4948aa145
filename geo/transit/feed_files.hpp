// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "geo/base/error.hpp"
#include "geo/transit/feed.hpp"
#include "geo/transit/feed_table.hpp"

namespace eveil::geo {

/// The files of a GTFS zip, at its root or in the one folder that holds the feed; or of a folder.
Expected<FeedFiles> files_of_feed(const std::string& path);

/// read_feed on files that are wherever they are.
Expected<ReadFeed> read_feed(const FeedFiles& files, const FeedOptions& options);

}  // namespace eveil::geo
