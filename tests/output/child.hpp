// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

/// Child processes; apart, because the system's signal headers define macros such as `si_value`.
namespace eveil::tests {

/// How a child process ended: by `signal`, or else with `code`.
struct ChildEnd {
  int signal = 0;
  int code = 0;
};

/// Runs `body` in a forked child and waits for its end; exit code 0 where `body` returns.
ChildEnd in_child(const std::function<void()>& body);

/// Ends this process as if the machine had: SIGKILL.
[[noreturn]] void kill_myself();

}  // namespace eveil::tests
