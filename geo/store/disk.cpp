// SPDX-License-Identifier: Apache-2.0
#include "geo/store/disk.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <limits>
#include <new>
#include <span>
#include <vector>

namespace eveil::store {

Disk::~Disk() {
  if (descriptor >= 0) ::close(descriptor);
}

namespace {

struct DriverFile : H5FD_t {
  std::shared_ptr<Disk> disk;
  haddr_t end_of_allocation = 0;
  DriverFile() : H5FD_t{} {}
};

/// What H5Pset_driver copies by its bytes.
struct AccessInfo {
  std::shared_ptr<Disk>* disk;
};

DriverFile& own(H5FD_t* file) { return *static_cast<DriverFile*>(file); }
const DriverFile& own(const H5FD_t* file) { return *static_cast<const DriverFile*>(file); }

std::uint64_t little_endian(const std::byte* at, int bytes) {
  std::uint64_t value = 0;
  for (int i = bytes; i-- > 0;) value = value << 8U | std::to_integer<std::uint64_t>(at[i]);
  return value;
}

/// Reads as much as there is. \return the bytes read, or -1 with errno.
ssize_t read_all(const Disk& disk, std::uint64_t address, std::span<std::byte> bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::pread(disk.descriptor,
                                bytes.data() + done,
                                bytes.size() - done,
                                static_cast<off_t>(address + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return static_cast<ssize_t>(done);
}

/// A block of HDF5's global heap, where short texts of attributes are, must hold together.
///
/// HDF5 copies an object of the heap into a buffer of at least 4096 bytes without comparing sizes:
/// a damaged size would write beyond it. Blocks are not checksummed, so they are walked here:
/// `GCOL` version 3×0 size(8), then objects: index(2) references(2) 0(4) size(8) bytes padded to 8;
/// index 0 is the free rest, whose size counts its own header.
bool heap_holds_together(std::span<const std::byte> block) {
  constexpr std::size_t header = 16;
  constexpr std::uint64_t longest_object = 4096;
  std::uint64_t at = header;
  while (at + header <= block.size()) {
    const std::uint64_t index = little_endian(block.data() + at, 2);
    const std::uint64_t bytes = little_endian(block.data() + at + 8, 8);
    if (index == 0) return bytes == block.size() - at;
    if (bytes > longest_object) return false;
    at += header + (bytes + 7) / 8 * 8;
  }
  return at <= block.size();
}

/// The heap block that starts with `start`, which may be only its first 4096 bytes: HDF5 asks for
/// the rest of a longer one separately.
bool good_heap_block(const Disk& disk, std::uint64_t address, std::span<const std::byte> start) {
  constexpr std::size_t header = 16;
  constexpr std::uint64_t longest_block = std::uint64_t{16} << 20;
  if (start.size() < header) return false;
  const std::uint64_t size = little_endian(start.data() + 8, 8);
  if (size < header || size > longest_block || address > disk.size || size > disk.size - address) {
    return false;
  }
  if (size <= start.size()) return heap_holds_together(start.first(size));
  std::vector<std::byte> whole(size);
  return read_all(disk, address, whole) == static_cast<ssize_t>(size) && heap_holds_together(whole);
}

H5FD_t* driver_open(const char*, unsigned, hid_t access, haddr_t) {
  const auto* info = static_cast<const AccessInfo*>(H5Pget_driver_info(access));
  if (info == nullptr) return nullptr;
  auto* file = new (std::nothrow) DriverFile;
  if (file != nullptr) file->disk = *info->disk;
  return file;
}

herr_t driver_close(H5FD_t* file) {
  delete &own(file);
  return 0;
}

herr_t driver_query(const H5FD_t*, unsigned long* flags) {
  if (flags != nullptr) {
    *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
             H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
  }
  return 0;
}

haddr_t driver_get_eoa(const H5FD_t* file, H5FD_mem_t) { return own(file).end_of_allocation; }

herr_t driver_set_eoa(H5FD_t* file, H5FD_mem_t, haddr_t address) {
  own(file).end_of_allocation = address;
  return 0;
}

haddr_t driver_get_eof(const H5FD_t* file, H5FD_mem_t) { return own(file).disk->size; }

// NOLINTNEXTLINE(readability-function-size): the parameters are those of H5FD_class_t.
herr_t driver_read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, size_t size, void* buffer) {
  Disk& disk = *own(file).disk;
  if (address > static_cast<haddr_t>(std::numeric_limits<off_t>::max()) - size) return -1;
  const std::span<std::byte> bytes(static_cast<std::byte*>(buffer), size);
  const ssize_t got = read_all(disk, address, bytes);
  if (got < 0) {
    if (disk.error == 0) disk.error = errno;
    return -1;
  }
  // Beyond the end there are zeros, as HDF5 expects.
  std::fill(bytes.begin() + got, bytes.end(), std::byte{0});
  constexpr char heap[] = {'G', 'C', 'O', 'L', 1};
  if (!disk.writable && size >= sizeof heap && std::memcmp(buffer, heap, sizeof heap) == 0 &&
      !good_heap_block(disk, address, bytes)) {
    return -1;
  }
  return 0;
}

// NOLINTNEXTLINE(readability-function-size): the same.
herr_t driver_write(
    H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, size_t size, const void* buffer) {
  Disk& disk = *own(file).disk;
  const auto* bytes = static_cast<const std::byte*>(buffer);
  std::size_t done = 0;
  while (disk.error == 0 && done < size) {
    const ssize_t written =
        ::pwrite(disk.descriptor, bytes + done, size - done, static_cast<off_t>(address + done));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      disk.error = written < 0 ? errno : EIO;
      break;
    }
    done += static_cast<std::size_t>(written);
  }
  disk.size = std::max<std::uint64_t>(disk.size, address + size);
  return 0;
}

herr_t driver_truncate(H5FD_t* file, hid_t, hbool_t) {
  Disk& disk = *own(file).disk;
  const haddr_t end = own(file).end_of_allocation;
  if (!disk.writable || disk.size == end) return 0;
  if (disk.error == 0 && ::ftruncate(disk.descriptor, static_cast<off_t>(end)) != 0) {
    disk.error = errno;
  }
  disk.size = end;
  return 0;
}

H5FD_class_t driver_class() {
  H5FD_class_t driver{};
#if H5_VERSION_GE(1, 14, 0)
  driver.version = H5FD_CLASS_VERSION;
  driver.value = static_cast<H5FD_class_value_t>(511);  // of the range kept for private drivers
#endif
  driver.name = "eveil";
  driver.maxaddr = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
  driver.fc_degree = H5F_CLOSE_STRONG;
  driver.fapl_size = sizeof(AccessInfo);
  driver.open = driver_open;
  driver.close = driver_close;
  driver.query = driver_query;
  driver.get_eoa = driver_get_eoa;
  driver.set_eoa = driver_set_eoa;
  driver.get_eof = driver_get_eof;
  driver.read = driver_read;
  driver.write = driver_write;
  driver.truncate = driver_truncate;
  constexpr H5FD_mem_t map[H5FD_MEM_NTYPES] = H5FD_FLMAP_DICHOTOMY;
  std::copy(std::begin(map), std::end(map), std::begin(driver.fl_map));
  return driver;
}

}  // namespace

Driver driver_for(std::shared_ptr<Disk>& disk) {
  Driver driver;
  const H5FD_class_t description = driver_class();
  driver.id = Handle(H5FDregister(&description));
  Handle access(H5Pcreate(H5P_FILE_ACCESS));
  const AccessInfo info{&disk};
  // The newest format that 1.10 writes has checksums on all of its metadata but the global heap.
  if (driver.id && access && H5Pset_driver(access.get(), driver.id.get(), &info) >= 0 &&
      H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG) >= 0 &&
      H5Pset_libver_bounds(access.get(), H5F_LIBVER_V110, H5F_LIBVER_V110) >= 0) {
    driver.access = std::move(access);
  }
  return driver;
}

}  // namespace eveil::store
