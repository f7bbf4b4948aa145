// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "geo/base/error.hpp"
#include "geo/base/stop.hpp"

/// Files that nobody vouches for are read in a process of their own: HDF5's library can crash or go
/// round in circles on one that was made to do harm, and costs only that process then.
namespace eveil::app {

/// Does `work`, which reads `file` and prints what it has to say, in a child process.
///
/// \return  what `work` returns.
/// \errors  those of `work`; bad_input: the child crashed, or took longer than a minute and a
/// second
///          a megabyte; failed: no process can be made; interrupted.
/// \threads not while another thread writes a file: the child has only the caller's thread, and
///          would wait for HDF5's lock for ever.
Expected<void> apart(const std::string& file,
                     StopFlag stop,
                     const std::function<Expected<void>()>& work);

/// Reads all of a file in a child process and forgets it: only one that can be read to its end may
/// be read here too, since what stands behind an error could still crash another reader.
/// \errors as above, and those of the first thing that cannot be read.
Expected<void> survives(const std::string& file, StopFlag stop);

}  // namespace eveil::app
