// SPDX-License-Identifier: Apache-2.0
#include "tests/output/child.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace eveil::tests {

ChildEnd in_child(const std::function<void()>& body) {
  const ::pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no child process can be made");
  if (child == 0) {
    body();
    ::_exit(0);
  }
  int status = 0;
  if (::waitpid(child, &status, 0) != child) throw std::runtime_error("the child is lost");
  if (WIFSIGNALED(status)) return {WTERMSIG(status), 0};
  return {0, WEXITSTATUS(status)};
}

void kill_myself() {
  ::raise(SIGKILL);
  ::_exit(1);
}

}  // namespace eveil::tests
