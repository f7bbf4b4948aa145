// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace eveil::sim {

/// Wall-clock seconds, for reports about the program; never part of results.
struct RunTimings {
  double traffic_s = 0.0;     ///< moving people and vehicles through their days, all told
  double planning_s = 0.0;    ///< routes and choices, all told
  double routing_s = 0.0;     ///< of it: routes by road
  double choice_s = 0.0;      ///< of it: modes and departures
  double checking_s = 0.0;    ///< gaps
  double checkpoint_s = 0.0;  ///< writing what is known, at the end of each day and within it
};

/// Adds the time between its making and its end to a part, where somebody asks for it.
class Stopwatch {
 public:
  Stopwatch(RunTimings* timings, double RunTimings::*part)
      : total_(timings == nullptr ? nullptr : &(timings->*part)) {
    if (total_ != nullptr) start_ = std::chrono::steady_clock::now();
  }
  ~Stopwatch() {
    if (total_ == nullptr) return;
    *total_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  double* total_;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace eveil::sim
