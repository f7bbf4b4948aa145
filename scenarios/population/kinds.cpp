// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/kinds.hpp"

namespace eveil::scenarios {

namespace {
constexpr std::string_view letters = "HWESLXO";  // in the order of Activity
constexpr std::string_view names[] = {
    "home", "work", "study", "shop", "leisure", "escort", "other"};
}  // namespace

std::string_view name_of(Activity activity) { return names[static_cast<std::size_t>(activity)]; }

char letter_of(Activity activity) { return letters[static_cast<std::size_t>(activity)]; }

Activity activity_of(char letter) {
  const std::size_t at = letters.find(letter);
  return at == std::string_view::npos ? Activity::other : static_cast<Activity>(at);
}

}  // namespace eveil::scenarios
