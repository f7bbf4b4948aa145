// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

#include "geo/store/handle.hpp"

namespace eveil::store {

/// The bytes under an HDF5 file: an open descriptor and the first thing that went wrong with it.
///
/// HDF5 cannot close a file whose last writes fail, and tries again at exit. So writes after the
/// first failure are dropped and told as done; whoever wrote asks `error` and says so.
struct Disk {
  int descriptor = -1;
  int error = 0;  ///< errno of the first failure
  bool writable = false;
  std::uint64_t size = 0;

  Disk() = default;
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  ~Disk();
};

/// HDF5's door to a Disk; no file locks, which cluster file systems often lack.
/// Opening and creating go through `access`; the name given to HDF5 is only for its messages.
struct Driver {
  Handle id;
  Handle access;  ///< a file access property list
};

/// \return a driver without `access` if HDF5 refused it.
Driver driver_for(std::shared_ptr<Disk>& disk);

}  // namespace eveil::store
