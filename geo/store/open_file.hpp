// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "geo/base/error.hpp"
#include "geo/store/disk.hpp"
#include "geo/store/file.hpp"
#include "geo/store/handle.hpp"
#include "geo/store/packing.hpp"

namespace eveil::store {

/// An open file, shared by its File, Groups and TableWriters.
struct OpenFile {
  std::filesystem::path path;  ///< the final name
  std::filesystem::path part;  ///< what is being written; empty when reading
  Existing existing = Existing::refuse;
  ReadLimits limits;
  std::shared_ptr<Disk> disk;
  Driver driver;
  Handle file;
  ChunkPacker packer;  ///< of what is written, for all its columns
  bool packs = true;   ///< whether columns are deflated
  int open_tables = 0;
  bool table_lost = false;  ///< a TableWriter went away without close

  OpenFile() = default;
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() { abandon(); }

  bool writing() const { return !part.empty(); }
  /// Closes HDF5 and removes what was being written; does nothing after commit.
  void abandon();
  /// Must precede every use: silences HDF5 in this thread; fails if closed or the disk has failed.
  Expected<void> usable() const;
  /// The same, and that the file is being written.
  Expected<void> writable() const;
  /// `failed` for what HDF5 just refused to write, or for the disk if that is why.
  Unexpected write_error(std::string where, const std::string& what) const;
  /// `bad_input` for what HDF5 just refused to read.
  Unexpected read_error(std::string where, const std::string& what) const;
};

/// `path`'s object below `group`, reached through hard links only.
/// \errors bad_input: missing, or behind another kind of link.
Expected<Handle> open_object(const OpenFile& file, const std::string& path);

/// Joins two paths inside a file: `/`, `links` is `/links`.
std::string join(const std::string& group, std::string_view child);

}  // namespace eveil::store
