// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

// What the fuzz targets share whose input is a whole HDF5 file. HDF5's own library crashes on some
// bytes; as in the program (app/apart.hpp) a child reads first, and what ends the child is counted
// and never read here. What a child survives must be read here without a crash.

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace eveil::fuzz {

namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

/// A block of metadata with its checksum behind it.
struct Block {
  std::size_t first = 0;
  std::size_t size = 0;
};

inline std::uint32_t rotated(std::uint32_t value, unsigned by) {
  return value << by | value >> (32U - by);
}

/// \source Jenkins, lookup3.c, hashlittle; HDF5 has it over its metadata.
inline std::uint32_t checksum(std::span<const std::uint8_t> bytes) {
  std::uint32_t a = 0xdeadbeefU + static_cast<std::uint32_t>(bytes.size());
  std::uint32_t b = a;
  std::uint32_t c = a;
  const auto word = [&](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4 && at + i < bytes.size(); ++i) {
      value |= std::uint32_t{bytes[at + i]} << 8U * i;
    }
    return value;
  };
  std::size_t at = 0;
  for (; bytes.size() - at > 12; at += 12) {
    a += word(at), b += word(at + 4), c += word(at + 8);
    a -= c, a ^= rotated(c, 4), c += b, b -= a, b ^= rotated(a, 6), a += c;
    c -= b, c ^= rotated(b, 8), b += a, a -= c, a ^= rotated(c, 16), c += b;
    b -= a, b ^= rotated(a, 19), a += c, c -= b, c ^= rotated(b, 4), b += a;
  }
  if (at == bytes.size()) return c;
  a += word(at), b += word(at + 4), c += word(at + 8);
  c ^= b, c -= rotated(b, 14), a ^= c, a -= rotated(c, 11), b ^= a, b -= rotated(a, 25);
  c ^= b, c -= rotated(b, 16), a ^= c, a -= rotated(c, 4), b ^= a, b -= rotated(a, 14);
  c ^= b, c -= rotated(b, 24);
  return c;
}

inline std::uint32_t stored(const Bytes& bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, 4);
  return value;
}

/// The blocks of a good file: a signature, and the length at which its checksum fits.
inline std::vector<Block> blocks_of(const Bytes& bytes) {
  constexpr std::size_t longest = 4096;
  const std::vector<std::string> signatures = {"\x89HDF",
                                               "OHDR",
                                               "OCHK",
                                               "FRHP",
                                               "FHDB",
                                               "FHIB",
                                               "BTHD",
                                               "BTIN",
                                               "BTLF",
                                               "FSHD",
                                               "FSSE",
                                               "EAHD",
                                               "EAIB",
                                               "EASB",
                                               "EADB",
                                               "FAHD",
                                               "FADB"};
  std::vector<Block> blocks;
  for (std::size_t at = 0; at + 8 < bytes.size(); ++at) {
    const bool starts = std::any_of(signatures.begin(), signatures.end(), [&](const auto& mark) {
      return std::memcmp(bytes.data() + at, mark.data(), 4) == 0;
    });
    if (!starts) continue;
    const std::size_t most = std::min(longest, bytes.size() - at - 4);
    for (std::size_t size = 8; size <= most; ++size) {
      if (checksum(std::span(bytes).subspan(at, size)) != stored(bytes, at + size)) continue;
      blocks.push_back({at, size});
      break;
    }
  }
  return blocks;
}

/// A good file, from which the others are made.
struct Seed {
  Bytes bytes;
  std::vector<Block> blocks;

  /// \param write  leaves the file under the name it is given.
  explicit Seed(const std::function<bool(const fs::path&)>& write) {
    const fs::path file = fs::temp_directory_path() / ("eveil_seed_" + std::to_string(::getpid()));
    if (!write(file)) std::abort();
    std::ifstream in(file, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
    fs::remove(file);
    blocks = blocks_of(bytes);
    if (blocks.size() < 8) std::abort();  // the fuzzer would only see broken checksums
  }
};

/// Changes bytes in place, more often in metadata, and then mostly makes the checksums fit again:
/// damage is caught by them, ill will isn't.
inline std::size_t mutated(
    const Seed& good, std::uint8_t* data, std::size_t size, std::size_t most, unsigned number) {
  std::uint64_t state = number * 0x9e3779b97f4a7c15U + 1;
  const auto below = [&](std::size_t count) {
    state ^= state << 13U, state ^= state >> 7U, state ^= state << 17U;
    return static_cast<std::size_t>(state % count);
  };
  const bool foreign = size >= 16 && std::memcmp(data, good.bytes.data(), 8) == 0 && below(8) != 0;
  if (!foreign && good.bytes.size() <= most) {
    std::copy(good.bytes.begin(), good.bytes.end(), data);
    size = good.bytes.size();
  }
  if (size < 16) return LLVMFuzzerMutate(data, size, most);
  const bool ours = size == good.bytes.size();
  for (std::size_t turn = 1 + below(4); turn > 0; --turn) {
    std::size_t at = below(size);
    if (ours && below(4) != 0) {
      const Block& block = good.blocks[below(good.blocks.size())];
      at = block.first + 4 + below(block.size - 4);
    }
    const std::size_t length = std::min<std::size_t>(std::size_t{1} << below(4), size - at);
    if (below(3) == 0) {
      std::memset(data + at, below(2) == 0 ? 0 : 0xff, length);
    } else if (below(3) == 0) {
      std::memmove(data + at, data + below(size - length), length);
    } else {
      LLVMFuzzerMutate(data + at, length, length);
    }
  }
  if (!ours || below(8) == 0) return size;
  for (const Block& block : good.blocks) {
    const std::uint32_t sum = checksum(std::span(data, size).subspan(block.first, block.size));
    std::memcpy(data + block.first + block.size, &sum, 4);
  }
  return size;
}

/// A child that took more: HDF5 takes what a header claims, up to 4 GB for the nodes of a tree.
constexpr long most_kilobytes = 1'200'000;

/// Whether a child that does this comes to its end, in time and without too much memory.
inline bool child_survives(const std::function<void()>& work) {
  const ::pid_t child = ::fork();
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) {
      std::signal(signal, SIG_DFL);
    }
    ::alarm(3);
    if (std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(2);
    work();
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    ::_exit(used.ru_maxrss > most_kilobytes ? 3 : 0);
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// A place of this process, and what it met, told at the end. One a process, never destroyed: HDF5
/// can crash when it tidies up what damaged files left it, so the process ends before that.
class Campaign {
 public:
  explicit Campaign(const std::string& name)
      : place(fs::temp_directory_path() / ("eveil_fuzz_" + name + std::to_string(::getpid()))) {}

  /// \param reads  reads everything and says whether it could.
  void meet(const std::function<bool()>& reads) {
    if (child_survives([&] { reads(); })) {
      meet_directly(reads);
    } else {
      ++crashed_;
    }
  }
  /// The same where HDF5 has nothing to fear: whatever crashes is ours.
  void meet_directly(const std::function<bool()>& reads) {
    (reads() ? read_ : refused_) += 1;
    if (under_way != nullptr) return;
    under_way = this;
    std::atexit(end);  // after HDF5's own, so before it
  }

  const fs::path place;

 private:
  static void end() {
    fs::remove_all(under_way->place);
    std::fprintf(stderr,
                 "files read %zu, refused %zu, ended their child %zu\n",
                 under_way->read_,
                 under_way->refused_,
                 under_way->crashed_);
    std::fflush(nullptr);
    std::_Exit(0);
  }

  static inline Campaign* under_way = nullptr;
  std::size_t read_ = 0;
  std::size_t refused_ = 0;
  std::size_t crashed_ = 0;
};

inline void write_bytes(const fs::path& file, std::span<const std::uint8_t> bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc)
      .write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
}

}  // namespace eveil::fuzz
