// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/feed_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace eveil::geo {

void FeedProblems::add(std::string where, std::string message) {
  if (errors_.size() < most_shown) {
    errors_.push_back({ErrorKind::bad_input, std::move(where), std::move(message), {}});
  } else {
    ++hidden_;
  }
}

Unexpected FeedProblems::result(const std::string& feed) && {
  if (hidden_ > 0) {
    errors_.push_back({ErrorKind::bad_input,
                       feed,
                       fmt::format("{} more problems like these are not listed", hidden_),
                       {}});
  }
  return joined(std::move(errors_));
}

FeedTable::FeedTable(std::string place, std::string_view text, FeedProblems& problems)
    : place_(std::move(place)), rows_(text), problems_(&problems) {
  if (rows_.next()) {
    for (const std::string_view name : rows_.fields()) header_.emplace_back(name);
  }
}

bool FeedTable::has_columns(std::initializer_list<std::string_view> required) {
  if (header_.empty()) {
    const std::string reason = rows_.error().empty() ? "is empty" : rows_.error();
    problems_->add(place_ + ":1", reason + "; expected a header line with the names of columns");
    return false;
  }
  std::vector<std::string_view> known(header_.begin(), header_.end());
  std::sort(known.begin(), known.end());
  bool complete = true;
  const auto twice = std::adjacent_find(known.begin(), known.end());
  if (twice != known.end() && !twice->empty()) {
    problem_at(1, twice->substr(0, 40), "the column is there twice; leave one");
    complete = false;
  }
  for (const std::string_view name : required) {
    if (column(name) < header_.size()) continue;
    problem_at(1, name, "the required column is missing from the header");
    complete = false;
  }
  return complete;
}

FeedTable::ColumnOf FeedTable::column(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  // Not the header's size: a row may have more fields than the header.
  return found == header_.end() ? SIZE_MAX : static_cast<std::size_t>(found - header_.begin());
}

bool FeedTable::next() {
  if (rows_.next()) {
    if (rows_.fields().size() > header_.size()) ++extra_;
    if (rows_.fields().size() < header_.size()) ++fewer_;
    return true;
  }
  if (!rows_.error().empty()) {
    problems_->add(fmt::format("{}:{}", place_, rows_.line()), rows_.error());
  }
  return false;
}

void FeedTable::problem(std::string_view column, std::string message) const {
  problem_at(rows_.line(), column, std::move(message));
}

void FeedTable::problem_at(std::uint64_t line, std::string_view column, std::string message) const {
  problems_->add(fmt::format("{}:{}:{}", place_, line, column), std::move(message));
}

}  // namespace eveil::geo
