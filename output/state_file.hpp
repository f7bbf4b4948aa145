// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "geo/base/error.hpp"
#include "geo/network/network.hpp"
#include "geo/store/file.hpp"
#include "output/provenance.hpp"
#include "sim/state.hpp"

namespace eveil::output {

/// Writes what was learnt as an "eveil-state" file, whole or not at all.
/// \errors bad_input: the name is taken and may not be replaced; failed: the disk.
Expected<void> save_state(const sim::LearntState& state,
                          const std::filesystem::path& path,
                          store::Existing existing,
                          const Provenance& provenance);

/// The content of a state below a group, for files that hold one among other things; and back, with
/// the checks of `load_state`.
Expected<void> write_state(const store::Group& group, const sim::LearntState& state);
Expected<sim::LearntState> read_state(const store::Group& group, const geo::Network& network);

/// A learnt state and the digest by which results name it (`learnt_from`).
struct StoredState {
  sim::LearntState state;
  std::string digest;
  std::string program_version;  ///< of the program that learnt it
};

/// Reads a state back; whether it suits a world otherwise is `sim::check_state`'s question.
///
/// \param network  on which it was learnt: link times and routes are checked against it.
/// \errors bad_input: missing, damaged, not complete, another kind of file, a later format, or of
///         another network.
Expected<StoredState> load_state(const std::filesystem::path& path, const geo::Network& network);

}  // namespace eveil::output
