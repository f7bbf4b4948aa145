// SPDX-License-Identifier: Apache-2.0
#include "app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace eveil::app {

namespace {

using Clock = std::chrono::steady_clock;

std::string readable(double seconds) {
  const auto whole = std::llround(seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  return fmt::format("{} min {:02} s", whole / 60, whole % 60);
}

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

Progress::Progress(bool quiet) : quiet_(quiet), terminal_(isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() { clear_line(); }

void Progress::start(const std::string& task, std::uint64_t steps) {
  const std::lock_guard lock(mutex_);
  task_ = task;
  steps_ = steps;
  done_ = skipped_ = 0;
  started_ = Clock::now();
  if (quiet_) return;
  if (terminal_) {
    draw(true);
  } else {
    fmt::print(stderr, "{}\n", task_);
  }
}

void Progress::step() {
  const std::lock_guard lock(mutex_);
  ++done_;
  if (!quiet_ && terminal_) draw(done_ == steps_);
}

void Progress::skip(std::uint64_t steps) {
  const std::lock_guard lock(mutex_);
  done_ += steps;
  skipped_ += steps;
}

void Progress::finish() {
  const std::lock_guard lock(mutex_);
  if (quiet_ || task_.empty()) return;
  clear_line();
  fmt::print(stderr, "{}: {}\n", task_, readable(since(started_)));
  task_.clear();
}

void Progress::say(const std::string& line) {
  const std::lock_guard lock(mutex_);
  if (quiet_) return;
  clear_line();
  fmt::print(stderr, "{}\n", line);
}

void Progress::draw(bool force) {
  if (!force && since(last_drawn_) < 0.2) return;
  last_drawn_ = Clock::now();
  clear_line();
  std::string line = task_;
  if (steps_ > 0) {
    line += fmt::format("  {}/{}", done_, steps_);
    if (done_ > skipped_ && done_ < steps_) {
      const double left = since(started_) / static_cast<double>(done_ - skipped_) *
                          static_cast<double>(steps_ - done_);
      line += fmt::format("  {} left", readable(left));
    }
  }
  fmt::print(stderr, "{}", line);
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear_line() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\033[K");
  drawn_ = false;
}

}  // namespace eveil::app
