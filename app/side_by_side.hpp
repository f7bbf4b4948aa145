// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include "geo/base/error.hpp"

namespace eveil::app {

/// Does the jobs 0..count-1, as many at once as there are threads.
///
/// After a job's failure no other is begun; those under way are finished. An exception is a failure
/// too and doesn't leave its job: passing through the loop it would also cut short, without a word,
/// the loops inside the other jobs.
/// \errors the first failure's.
/// \threads the jobs run on several, and may use parallel loops themselves.
Expected<void> side_by_side(std::size_t count,
                            const std::function<Expected<void>(std::size_t)>& job);

}  // namespace eveil::app
