// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/times.hpp"

#include <algorithm>

#include "geo/base/error.hpp"

namespace eveil::scenarios {

namespace {

constexpr std::string_view activities = "WESLXO";
constexpr int moment_count = 11;  // half past seven, then every 90 minutes, as in survey.py
constexpr int most_redraws = 4;

bool is_main(char letter) { return letter == 'W' || letter == 'E'; }

int moment_of(double minute) {
  return std::clamp(static_cast<int>((minute - 360.0) / 90.0), 0, moment_count - 1);
}

/// How much of the day follows: only the way home, a little, or more.
int how_much(std::size_t trips_ahead) { return trips_ahead <= 1 ? 0 : trips_ahead <= 3 ? 1 : 2; }

std::size_t cell(int kind, char letter, int group, int flag, int moment) {
  const auto activity = static_cast<int>(activities.find(letter));
  return static_cast<std::size_t>((((kind * 6 + activity) * 7 + group) * 4 + flag) * moment_count +
                                  moment);
}

bool fits(std::uint8_t of_row, int wanted) { return of_row == survey::any || of_row == wanted; }

int wildcards(const survey::TimeRow& row) {
  return (row.group == survey::any) + (row.flag == survey::any) + (row.moment == survey::any);
}

}  // namespace

ActivityTimes::ActivityTimes() {
  row_.fill(-1);
  const auto rows = survey::time_rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (int group = 0; group < 7; ++group) {
      for (int flag = 0; flag < 4; ++flag) {
        for (int moment = 0; moment < moment_count; ++moment) {
          if (!fits(rows[i].group, group) || !fits(rows[i].flag, flag) ||
              !fits(rows[i].moment, moment)) {
            continue;
          }
          std::int16_t& held = row_[cell(rows[i].kind, rows[i].letter, group, flag, moment)];
          if (held >= 0 && wildcards(rows[static_cast<std::size_t>(held)]) <= wildcards(rows[i])) {
            continue;
          }
          held = static_cast<std::int16_t>(i);
        }
      }
    }
    double sum = 0.0;
    for (const survey::Bin& bin : survey::time_bins().subspan(rows[i].first, rows[i].count)) {
      sum += bin.weight;
      cumulative_.push_back(sum);
    }
  }
}

double ActivityTimes::draw(
    int kind, char letter, Group group, int flag, int moment, Draw& draw) const {
  const std::int16_t found = row_[cell(kind, letter, static_cast<int>(group), flag, moment)];
  EVEIL_ASSERT(found >= 0);
  const survey::TimeRow& row = survey::time_rows()[static_cast<std::size_t>(found)];
  const auto first = cumulative_.begin() + row.first;
  const auto last = first + row.count;
  const auto hit = std::upper_bound(first, last, draw.uniform() * *(last - 1));
  const auto at = std::min<std::ptrdiff_t>(hit - first, row.count - 1);
  const survey::Bin& bin = survey::time_bins()[row.first + static_cast<std::size_t>(at)];
  return bin.from + draw.uniform() * (bin.to - bin.from);
}

double ActivityTimes::first_start(std::string_view day, Group group, Draw& draw) const {
  const char letter = day[0];
  // Work and study: whether more of the day follows; all else: whether they lie ahead.
  const int flag = is_main(letter)                                     ? how_much(day.size() - 1)
                   : day.find_first_of("WE") != std::string_view::npos ? 1
                                                                       : 0;
  return this->draw(0, letter, group, flag, 0, draw);
}

double ActivityTimes::leaving(
    std::string_view day, std::size_t at, Group group, double arrival, Draw& draw) const {
  const char letter = day[at];
  const int moment = moment_of(arrival);
  if (letter != 'H' && !is_main(letter)) {
    // How long it lasts, by whether the way home follows.
    return arrival + this->draw(1, letter, group, day[at + 1] != 'H' ? 1 : 0, moment, draw);
  }
  const std::string_view ahead = day.substr(at + 1);
  const char next = ahead[0];
  int flag = 0;
  if (is_main(letter)) {  // whether it goes on later, or something else does
    flag = ahead.find(letter) != std::string_view::npos ? 3 : how_much(ahead.size());
  } else if (is_main(next)) {  // whether one has been there before
    flag = day.substr(0, at).find(next) != std::string_view::npos ? 1 : 0;
  } else {  // whether more than there and back follows
    flag = ahead.size() > 2 ? 1 : 0;
  }
  double minute = 0.0;
  for (int tries = 0; tries < most_redraws && minute < arrival; ++tries) {
    minute = is_main(letter) ? this->draw(1, letter, group, flag, moment, draw)
                             : this->draw(2, next, group, flag, moment, draw);
  }
  return minute;
}

bool ActivityTimes::complete() const {
  return std::all_of(row_.begin(), row_.end(), [](std::int16_t row) { return row >= 0; });
}

}  // namespace eveil::scenarios
