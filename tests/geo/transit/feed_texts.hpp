// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "geo/transit/feed_files.hpp"

namespace eveil::geo {

/// The files of a feed by name, drawn in a test.
using Texts = std::map<std::string, std::string>;

/// \pre the texts outlive what is returned.
inline FeedFiles files_of(const Texts& texts) {
  FeedFiles files;
  files.name = "feed.zip";
  for (const auto& [name, text] : texts) files.files.push_back(name);
  files.read = [&texts](const std::string& name) -> Expected<std::string> {
    return texts.at(name);
  };
  return files;
}

}  // namespace eveil::geo
