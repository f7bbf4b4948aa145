// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>

namespace eveil {

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

Unexpected bad_input(std::string where, std::string message) {
  return Unexpected(Error{ErrorKind::bad_input, std::move(where), std::move(message), {}});
}

Unexpected failed(std::string where, std::string message) {
  return Unexpected(Error{ErrorKind::failed, std::move(where), std::move(message), {}});
}

Unexpected usage(std::string message) {
  return Unexpected(Error{ErrorKind::usage, "", std::move(message), {}});
}

Unexpected joined(std::vector<Error> errors) {
  EVEIL_ASSERT(!errors.empty());
  Error first = std::move(errors.front());
  for (std::size_t i = 1; i < errors.size(); ++i) first.more.push_back(std::move(errors[i]));
  return Unexpected(std::move(first));
}

std::string describe(const Error& error) {
  std::string text = error.where.empty() ? error.message : error.where + ": " + error.message;
  for (const Error& other : error.more) text += "\n" + describe(other);
  return text;
}

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::failed:
      return 1;
    case ErrorKind::usage:
      return 2;
    case ErrorKind::bad_input:
      return 3;
    case ErrorKind::interrupted:
      return 4;
    case ErrorKind::need_not_met:
      return 5;
  }
  return 1;
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 2) + 1;
  for (const std::string_view candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

#ifdef EVEIL_ASSERTIONS
void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, condition);
  std::abort();
}
#endif

}  // namespace eveil
