// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <thread>

namespace eveil::app {

/// Listens for Ctrl-C and SIGTERM on a thread of its own while it lives: the first sets `stop()`, a
/// second one ends the process at once with code 4. Made before any other thread.
class SignalListener {
 public:
  SignalListener();
  ~SignalListener();
  SignalListener(const SignalListener&) = delete;
  SignalListener& operator=(const SignalListener&) = delete;

  const std::atomic<bool>& stop() const { return stop_; }

 private:
  std::atomic<bool> stop_{false};
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

}  // namespace eveil::app
