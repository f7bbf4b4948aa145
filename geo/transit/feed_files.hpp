// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "geo/base/error.hpp"
#include "geo/transit/feed_audit.hpp"
#include "geo/transit/feed_table.hpp"

namespace eveil::geo {

/// The files of a GTFS zip, at its root or in the one folder that holds the feed.
Expected<FeedFiles> files_of_zip(const std::string& path);

/// audit_feed on files that are wherever they are.
Expected<FeedAudit> audit_files(const FeedFiles& files, const Date* day);

}  // namespace eveil::geo
