// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <string>

namespace eveil::benchmarks {

/// Time by the clock, and of the processors that all threads (or this one alone) got.
struct Spent {
  double clock_s = 0.0;
  double processors_s = 0.0;
  double thread_s = 0.0;

  Spent& operator+=(const Spent& other) {
    clock_s += other.clock_s;
    processors_s += other.processors_s;
    thread_s += other.thread_s;
    return *this;
  }
};

inline double seconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// From its making on.
class Watch {
 public:
  Spent read() const {
    return {seconds_of(CLOCK_MONOTONIC) - start_.clock_s,
            seconds_of(CLOCK_PROCESS_CPUTIME_ID) - start_.processors_s,
            seconds_of(CLOCK_THREAD_CPUTIME_ID) - start_.thread_s};
  }

 private:
  Spent start_{seconds_of(CLOCK_MONOTONIC),
               seconds_of(CLOCK_PROCESS_CPUTIME_ID),
               seconds_of(CLOCK_THREAD_CPUTIME_ID)};
};

/// How many processors other programs used, on average, since its making: by the kernel's count of
/// busy time, less this program's own.
class OthersLoad {
 public:
  double processors() const {
    const Spent own = watch_.read();
    return (busy_seconds() - start_ - own.processors_s) / own.clock_s;
  }

 private:
  static double busy_seconds() {
    std::ifstream file("/proc/stat");
    std::string word;
    double user = 0.0;
    double nice = 0.0;
    double system = 0.0;
    file >> word >> user >> nice >> system;
    return (user + nice + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
  }

  Watch watch_;
  double start_ = busy_seconds();
};

/// Below so many processors used by others, times by the clock are taken at their word.
inline constexpr double quiet_below = 0.1;

inline double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024.0 / 1e6;
}

}  // namespace eveil::benchmarks
