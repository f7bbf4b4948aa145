// SPDX-License-Identifier: Apache-2.0
#include "geo/store/handle.hpp"

// Runs side by side write from a thread each.
#ifndef H5_HAVE_THREADSAFE
#error "HDF5 was built without --enable-threadsafe; install one that was, as Debian's libhdf5-dev"
#endif

namespace eveil::store {

bool Handle::close() {
  const hid_t id = std::exchange(id_, H5I_INVALID_HID);
  // A file that closes takes its objects with it: their handles are then no longer valid.
  if (id < 0 || H5Iis_valid(id) <= 0) return true;
  quiet();
  return H5Idec_ref(id) >= 0;
}

void quiet() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

std::string reason() {
  std::string deepest = "no reason given";
  const H5E_walk2_t keep = [](unsigned, const H5E_error2_t* error, void* target) -> herr_t {
    if (error->desc != nullptr && *error->desc != '\0')
      *static_cast<std::string*>(target) = error->desc;
    return 1;  // the first one upward is the deepest
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep, &deepest);
  return deepest;
}

}  // namespace eveil::store
