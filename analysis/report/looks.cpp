// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/looks.hpp"

#include <algorithm>
#include <vector>

#include "analysis/report/parts.hpp"

namespace eveil::analysis {

bool has_looks(const Source& source) { return source.looks.at.size() > 1; }

LookNow look_now(const Source& source) {
  const std::vector<std::uint32_t>& at = source.looks.at;
  LookNow now;
  now.pairs = static_cast<std::uint32_t>(source.replications.size());
  now.level = corrected_confidence(source.looks, now.pairs, 0.95);
  const auto look = std::lower_bound(at.begin(), at.end(), now.pairs);
  if (look == at.end()) return now;
  now.number = static_cast<std::size_t>(look - at.begin()) + 1;
  now.after = *look;
  return now;
}

std::string list_of_looks(const Language& words, const Looks& looks) {
  std::vector<std::string> texts;
  texts.reserve(looks.at.size());
  for (const std::uint32_t pairs : looks.at) texts.push_back(words.number(pairs, 0));
  return joined_list(words, texts);
}

}  // namespace eveil::analysis
