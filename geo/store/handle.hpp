// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <hdf5.h>

#include <string>
#include <utility>

namespace eveil::store {

/// Owns one HDF5 identifier of any kind.
class Handle {
 public:
  Handle() = default;
  explicit Handle(hid_t id) : id_(id) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  ~Handle() { close(); }

  hid_t get() const { return id_; }
  explicit operator bool() const { return id_ >= 0; }
  /// \return false if HDF5 could not let go of it.
  bool close();

 private:
  hid_t id_ = H5I_INVALID_HID;
};

/// Stops HDF5 from printing its error stack; the setting is one of the calling thread.
void quiet();

/// What HDF5 says failed, innermost first: the deepest line of this thread's error stack.
std::string reason();

}  // namespace eveil::store
