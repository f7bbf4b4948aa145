// SPDX-License-Identifier: Apache-2.0
#include "app/side_by_side.hpp"

#include <exception>
#include <mutex>
#include <new>
#include <optional>

#include "geo/base/parallel.hpp"

namespace eveil::app {

namespace {

Expected<void> without_exceptions(const std::function<Expected<void>(std::size_t)>& job,
                                  std::size_t row) {
  try {
    return job(row);
  } catch (const std::bad_alloc&) {
    return failed("", "out of memory; fewer --threads, or a smaller simulation.sample, need less");
  } catch (const std::exception& error) {
    return failed("", error.what());
  }
}

}  // namespace

Expected<void> side_by_side(std::size_t count,
                            const std::function<Expected<void>(std::size_t)>& job) {
  std::mutex mutex;
  std::optional<Error> first_error;
  parallel::for_each_row(
      count,
      [&](std::size_t row) {
        {
          const std::lock_guard lock(mutex);
          if (first_error) return;
        }
        if (auto done = without_exceptions(job, row); !done) {
          const std::lock_guard lock(mutex);
          if (!first_error) first_error = std::move(done).error();
        }
      },
      1);
  if (first_error) return Unexpected(std::move(*first_error));
  return {};
}

}  // namespace eveil::app
