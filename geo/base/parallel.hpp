// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#ifndef EVEIL_SERIAL
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/concurrent_queue.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>
#endif

/// The one place that names oneTBB. Every function gives the same result at any number of threads:
/// rows are independent, or partial results are joined in the order of fixed chunks.
namespace eveil::parallel {

/// Rows handled as one piece of work; part of the results of `sum`, so never tied to the threads.
inline constexpr std::size_t default_grain = 256;

/// Calls `body(row)` for row 0..count-1; serial below one grain. Rows must not share state.
/// Inside an outer loop no other task of that outer loop is taken while waiting (isolated).
template <class Body>
void for_each_row(std::size_t count, const Body& body, std::size_t grain = default_grain) {
#ifndef EVEIL_SERIAL
  if (count > grain) {
    oneapi::tbb::this_task_arena::isolate([&] {
      // A context of its own: an exception elsewhere must not cut this loop short without a word.
      oneapi::tbb::task_group_context context(oneapi::tbb::task_group_context::isolated);
      oneapi::tbb::parallel_for(
          oneapi::tbb::blocked_range<std::size_t>(0, count, grain),
          [&](const oneapi::tbb::blocked_range<std::size_t>& rows) {
            for (std::size_t row = rows.begin(); row != rows.end(); ++row) body(row);
          },
          context);
    });
    return;
  }
#endif
  for (std::size_t row = 0; row < count; ++row) body(row);
}

/// Calls `body(first, last)` for fixed chunks of `grain` rows: for work that wants scratch space a
/// chunk.
template <class Body>
void for_each_chunk(std::size_t count, std::size_t grain, const Body& body) {
  const std::size_t chunks = (count + grain - 1) / grain;
  for_each_row(
      chunks,
      [&](std::size_t chunk) { body(chunk * grain, std::min(count, (chunk + 1) * grain)); },
      1);
}

/// Sum of `term(row)` over fixed chunks, joined in order: the same bits at any number of threads.
template <class T, class Term>
T sum(std::size_t count, T zero, const Term& term, std::size_t grain = 4096) {
  const std::size_t chunks = (count + grain - 1) / grain;
  std::vector<T> partial(chunks, zero);
  for_each_row(
      chunks,
      [&](std::size_t chunk) {
        T total = zero;
        const std::size_t last = std::min(count, (chunk + 1) * grain);
        for (std::size_t row = chunk * grain; row < last; ++row) total += term(row);
        partial[chunk] = total;
      },
      1);
  T total = zero;
  for (const T& part : partial) total += part;
  return total;
}

/// Sorts by a total order (no two rows equal), so that the result does not depend on the threads.
template <class Iterator, class Less>
void sort(Iterator first, Iterator last, const Less& less) {
#ifndef EVEIL_SERIAL
  oneapi::tbb::this_task_arena::isolate([&] { oneapi::tbb::parallel_sort(first, last, less); });
#else
  std::sort(first, last, less);
#endif
}

#ifndef EVEIL_SERIAL
/// Blocks when full: the queue between the simulation and the writer thread.
template <class T>
using BoundedQueue = oneapi::tbb::concurrent_bounded_queue<T>;

/// Limits the number of threads while it lives; made once, in the program's command.
class ThreadLimit {
 public:
  explicit ThreadLimit(std::size_t threads)
      : control_(oneapi::tbb::global_control::max_allowed_parallelism, threads) {}

 private:
  oneapi::tbb::global_control control_;
};
#endif

}  // namespace eveil::parallel
