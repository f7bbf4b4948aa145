// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"

namespace eveil::store {

/// What a reader is ready to hold: a file that claims more is refused before memory is taken.
/// A column can also not claim more than deflate could have packed into the file.
struct ReadLimits {
  std::uint64_t column_bytes = std::uint64_t{64} << 30;
  std::uint64_t chunk_bytes = std::uint64_t{256} << 20;
  std::uint64_t attribute_bytes = std::uint64_t{16} << 20;
};

enum class Existing : std::uint8_t { refuse, replace };

/// True if the file starts as HDF5 files do; false also for what cannot be opened.
bool is_hdf5(const std::filesystem::path& path);

/// A file that is written once and read often.
///
///     create -> NAME.part -> commit: complete = true, close, fsync, rename, fsync folder -> NAME
///                         -> destroyed without commit: NAME.part is removed
///
/// The same calls leave the same bytes: no times, no padding, one order.
class File {
 public:
  /// \errors bad_input: NAME exists and may not be replaced; failed: cannot be created, or another
  ///         program is writing it.
  static Expected<File> create(const std::filesystem::path& path,
                               Existing existing = Existing::refuse);

  /// Opens for reading; the content is not trusted.
  /// \errors bad_input: missing, not HDF5, truncated, damaged.
  static Expected<File> open(const std::filesystem::path& path, ReadLimits limits = {});

  Group root() const;
  const std::filesystem::path& path() const;

  /// Puts the finished file under its name. Groups of it must not be used afterwards.
  /// \errors failed: the disk is full or failing, or a TableWriter was not closed; nothing stands
  ///         under the final name then.
  Expected<void> commit();

  File(File&&) noexcept;
  File& operator=(File&&) noexcept;
  ~File();

 private:
  explicit File(std::shared_ptr<OpenFile> file);
  std::shared_ptr<OpenFile> file_;
};

}  // namespace eveil::store
