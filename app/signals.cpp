// SPDX-License-Identifier: Apache-2.0
#include "app/signals.hpp"

#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <ctime>

#include "geo/base/error.hpp"

namespace eveil::app {

namespace {

sigset_t interrupts() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

SignalListener::SignalListener() {
  const sigset_t set = interrupts();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  thread_ = std::thread([this] {
    const sigset_t waited = interrupts();
    const timespec pause{0, 100'000'000};
    while (!ending_) {
      if (sigtimedwait(&waited, nullptr, &pause) < 0) continue;
      if (stop_.exchange(true)) _exit(exit_code(ErrorKind::interrupted));
    }
  });
}

SignalListener::~SignalListener() {
  ending_ = true;
  thread_.join();
}

}  // namespace eveil::app
