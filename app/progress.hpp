// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace eveil::app {

/// What is being done, how far, time left: one line on standard error, rewritten when it is a
/// terminal, a few plain lines when it isn't. Safe from several threads.
class Progress {
 public:
  explicit Progress(bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// A new task of `steps` equal steps; 0 where that isn't known.
  void start(const std::string& task, std::uint64_t steps);
  void step();
  /// Steps of the task that were done before: they say nothing about the time that is left.
  void skip(std::uint64_t steps);
  void finish();
  /// A line that stays.
  void say(const std::string& line);

 private:
  void draw(bool force);
  void clear_line();

  bool quiet_;
  bool terminal_;
  std::mutex mutex_;
  std::string task_;
  std::uint64_t steps_ = 0;
  std::uint64_t done_ = 0;
  std::uint64_t skipped_ = 0;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point last_drawn_;
};

}  // namespace eveil::app
