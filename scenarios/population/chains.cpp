// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/chains.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "geo/base/random.hpp"
#include "scenarios/population/tables.hpp"

namespace eveil::scenarios {

namespace {

constexpr std::string_view wild_letters = "SLOX";
constexpr std::string_view known_letters = "HWESLXO?*";

bool has_main(std::string_view day) { return day.find_first_of("WE") != std::string_view::npos; }

std::string_view wrong_with(const survey::DayChain& chain) {
  const std::string_view day = chain.letters;
  if (chain.type >= 2 * group_count) return "its type of person is unknown";
  if (!(chain.weight >= 0.0)) return "its weight is negative or no number";
  if (day.empty()) return "";
  if (day.size() > longest_day) return "it has more trips than a day can hold";
  if (day.find_first_not_of(known_letters) != std::string_view::npos) {
    return "it has a letter other than H W E S L X O ? *";
  }
  if (day.front() == 'H' || day.find("HH") != std::string_view::npos) {
    return "it goes from home to home";
  }
  if (day.back() != 'H') return "it doesn't return home";
  return "";
}

}  // namespace

Expected<void> check_chains(std::span<const survey::DayChain> chains) {
  std::vector<Error> errors;
  std::array<double, 2 * group_count> weights{};
  for (std::size_t row = 0; row < chains.size(); ++row) {
    const std::string_view wrong = wrong_with(chains[row]);
    if (wrong.empty()) {
      weights[chains[row].type] += chains[row].weight;
      continue;
    }
    errors.push_back({ErrorKind::bad_input,
                      fmt::format("chains, row {}", row),
                      fmt::format("\"{}\": {}", chains[row].letters, wrong),
                      {}});
  }
  for (std::size_t type = 0; type < group_count; ++type) {
    if (weights[type] > 0.0) continue;
    errors.push_back({ErrorKind::bad_input,
                      "chains",
                      fmt::format("no day for people of type {}; add one, be it empty", type),
                      {}});
  }
  if (!errors.empty()) return joined(std::move(errors));
  return {};
}

ChainTables::ChainTables(std::span<const survey::DayChain> chains) {
  for (const survey::DayChain& chain : chains) {
    Type& type = types_[chain.type];
    const double all = type.cumulative.empty() ? 0.0 : type.cumulative.back();
    const double main = type.cumulative_main.empty() ? 0.0 : type.cumulative_main.back();
    type.days.push_back(chain.letters);
    type.cumulative.push_back(all + chain.weight);
    type.cumulative_main.push_back(main + (has_main(chain.letters) ? chain.weight : 0.0));
  }
  for (const survey::WildLetters& row : survey::wild_letters()) {
    types_[row.type].some = row.some;
    types_[row.type].more = row.more;
  }
}

const ChainTables::Type& ChainTables::type_of(const Person& person) const {
  const auto group = static_cast<std::size_t>(person.group);
  const Type& with_child = types_[group + group_count];
  return person.young_child && !with_child.days.empty() ? with_child : types_[group];
}

std::string ChainTables::draw(std::uint64_t seed, const Person& person, bool attends) const {
  if (person.group == Group::infant) return "";
  const Type& type = type_of(person);
  Draw draw(seed, Purpose::chain, person.name);
  const bool only_main = attends && type.cumulative_main.back() > 0.0;
  const std::vector<double>& cumulative = only_main ? type.cumulative_main : type.cumulative;
  const auto found =
      std::upper_bound(cumulative.begin(), cumulative.end(), draw.uniform() * cumulative.back());
  const auto row = std::min<std::size_t>(static_cast<std::size_t>(found - cumulative.begin()),
                                         cumulative.size() - 1);
  std::string day(type.days[row]);
  for (char& letter : day) {
    if (letter != '?' && letter != '*') continue;
    letter = wild_letters[draw.weighted(letter == '?' ? type.some : type.more)];
  }
  return day;
}

Around around(std::uint64_t seed, const Person& person, std::string_view day, std::size_t at) {
  const std::size_t before = day.substr(0, at).rfind('H');
  const std::size_t first = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view tour = day.substr(first, day.find('H', at) - first);
  if (!has_main(tour)) return Around::home;
  // On a break, somewhere near; on the way, near either end.
  if (at > first && is_main(day[at - 1]) && is_main(day[at + 1])) return Around::anchor;
  Draw draw(seed, Purpose::anchor, stable_name({person.name, at}));
  return draw.uniform() < near_anchor ? Around::anchor : Around::home;
}

}  // namespace eveil::scenarios
