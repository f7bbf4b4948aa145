// SPDX-License-Identifier: Apache-2.0
#include "app/apart.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "geo/store/digest.hpp"

namespace eveil::app {
namespace {

/// How a child's work ended: its last word, or none where it crashed.
struct End {
  std::string said;
  std::string crash;  ///< how, where it did
};

constexpr char good = '+';  ///< as a last word; else the number of the error's kind and its text

std::string last_word(const Expected<void>& done) {
  if (done) return {good};
  return std::string(1, static_cast<char>('0' + static_cast<int>(done.error().kind))) +
         describe(done.error());
}

Expected<void> from_last_word(const std::string& said) {
  if (said.front() == good) return {};
  return Unexpected(Error{static_cast<ErrorKind>(said.front() - '0'), "", said.substr(1), {}});
}

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

[[noreturn]] void be_the_child(int out,
                               ::pid_t parent,
                               const std::function<Expected<void>()>& work) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  // The parent waits for signals on a thread that the child doesn't have.
  sigset_t interrupts;
  sigemptyset(&interrupts);
  sigaddset(&interrupts, SIGINT);
  sigaddset(&interrupts, SIGTERM);
  ::pthread_sigmask(SIG_UNBLOCK, &interrupts, nullptr);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  std::string said;
  try {
    said = last_word(work());
  } catch (const std::exception& error) {
    said = last_word(failed("", error.what()));
  }
  if (std::fflush(stdout) != 0) said = last_word(failed("standard output", "cannot be written"));
  write_all(out, said);
  ::_exit(0);
}

std::chrono::seconds time_for(const std::string& file) {
  std::error_code error;
  const std::uintmax_t bytes = std::filesystem::file_size(file, error);
  return std::chrono::seconds(60 + (error ? 0 : bytes / 1'000'000));
}

/// Reads what the child says until it ends, or until it must be ended: false.
bool listen(int in, std::chrono::seconds most, StopFlag stop, std::string& said) {
  const auto until = std::chrono::steady_clock::now() + most;
  std::array<char, 4096> piece{};
  while (true) {
    if (stopped(stop) || std::chrono::steady_clock::now() > until) return false;
    pollfd waiting{in, POLLIN, 0};
    if (::poll(&waiting, 1, 100) <= 0) continue;
    const ssize_t got = ::read(in, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    said.append(piece.data(), static_cast<std::size_t>(got));
  }
}

std::string crash_of(int status) {
  if (!WIFSIGNALED(status)) return fmt::format("ended with code {}", WEXITSTATUS(status));
  const char* const name = ::sigdescr_np(WTERMSIG(status));
  return fmt::format("crashed ({})", name == nullptr ? "unknown signal" : name);
}

Expected<End> end_of(const std::string& file,
                     StopFlag stop,
                     const std::function<Expected<void>()>& work) {
  std::fflush(stdout);
  std::fflush(stderr);
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
    return failed("", fmt::format("no pipe: {}", std::generic_category().message(errno)));
  }
  const ::pid_t parent = ::getpid();
  const ::pid_t child = ::fork();
  if (child == 0) {
    ::close(pipe[0]);
    be_the_child(pipe[1], parent, work);
  }
  const int error = errno;
  ::close(pipe[1]);
  if (child < 0) {
    ::close(pipe[0]);
    return failed(
        "", fmt::format("no process can be made: {}", std::generic_category().message(error)));
  }
  End end;
  const std::chrono::seconds most = time_for(file);
  const bool ended = listen(pipe[0], most, stop, end.said);
  ::close(pipe[0]);
  if (!ended) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  EVEIL_CHECK(go_on(stop));
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE) {
    ::raise(SIGPIPE);  // as if it had happened here: whoever read standard output has gone away
    return failed("standard output", "cannot be written");
  }
  if (!ended) {
    end.crash = fmt::format("found no end within {} s", most.count());
  } else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || end.said.empty()) {
    end.crash = crash_of(status);
  }
  return end;
}

}  // namespace

Expected<void> apart(const std::string& file,
                     StopFlag stop,
                     const std::function<Expected<void>()>& work) {
  EVEIL_TRY(const End end, end_of(file, stop, work));
  if (end.crash.empty()) return from_last_word(end.said);
  return bad_input(
      file,
      fmt::format("is damaged, or made to do harm: what read it {}; make it again", end.crash));
}

Expected<void> survives(const std::string& file, StopFlag stop) {
  return apart(file, stop, [&]() -> Expected<void> {
    EVEIL_CHECK(store::digest_of(file, {}));
    return {};
  });
}

}  // namespace eveil::app
