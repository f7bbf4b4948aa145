// SPDX-License-Identifier: Apache-2.0
#include "geo/store/file.hpp"

#include <sys/prctl.h>
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
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "geo/store/digest.hpp"
#include "tests/geo/store/sample.hpp"

// Any bytes are a file of columns or a reason why not, which names the file. HDF5's own library
// crashes on some; as in the program (app/apart.hpp) a child reads first, and what ends the child
// is counted and never read here. What a child survives must be read here without a crash.

/// HDF5 1.10 forgets memory of its own when it gives up on a damaged file.
extern "C" const char* __asan_default_options() { return "detect_leaks=0"; }

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

using namespace eveil;
namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

/// A place of this process, and what it met, told at the end.
struct Campaign {
  fs::path file = fs::temp_directory_path() / ("eveil_fuzz_store_" + std::to_string(::getpid()));
  std::size_t read = 0;
  std::size_t refused = 0;
  std::size_t crashed = 0;

  Campaign() = default;
  Campaign(const Campaign&) = delete;
  Campaign& operator=(const Campaign&) = delete;
  ~Campaign() {
    fs::remove(file);
    std::fprintf(
        stderr, "files read %zu, refused %zu, ended their child %zu\n", read, refused, crashed);
  }
};

/// A block of metadata with its checksum behind it.
struct Block {
  std::size_t first = 0;
  std::size_t size = 0;
};

std::uint32_t rotated(std::uint32_t value, unsigned by) {
  return value << by | value >> (32U - by);
}

/// \source Jenkins, lookup3.c, hashlittle; HDF5 has it over its metadata.
std::uint32_t checksum(std::span<const std::uint8_t> bytes) {
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

std::uint32_t stored(const Bytes& bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, 4);
  return value;
}

/// The blocks of a good file: a signature, and the length at which its checksum fits.
std::vector<Block> blocks_of(const Bytes& bytes) {
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

struct Seed {
  Bytes bytes;
  std::vector<Block> blocks;

  Seed() {
    const fs::path file = fs::temp_directory_path() / ("eveil_seed_" + std::to_string(::getpid()));
    test::Sample sample;
    sample.rows = 40;
    sample.layout.chunk_rows = 16;
    if (!test::write_sample(file, sample)) std::abort();
    std::ifstream in(file, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
    fs::remove(file);
    blocks = blocks_of(bytes);
    if (blocks.size() < 8) std::abort();  // the fuzzer would only see broken checksums
  }
};

const Seed& seed() {
  static const Seed made;
  return made;
}

/// Reads everything. \return whether it could be.
bool reads(const fs::path& file) {
  const auto digest = store::digest_of(file, {});
  if (digest) return true;
  if (digest.error().where.rfind(file.string(), 0) != 0) std::abort();
  return false;
}

bool child_survives(const fs::path& file) {
  const ::pid_t child = ::fork();
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL})
      std::signal(signal, SIG_DFL);
    ::alarm(5);
    if (std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(2);
    reads(file);
    ::_exit(0);
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

/// Changes bytes in place, more often in metadata, and then mostly makes the checksums fit again:
/// damage is caught by them, ill will isn't.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data,
                                               std::size_t size,
                                               std::size_t most,
                                               unsigned number) {
  const Seed& good = seed();
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

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Campaign campaign;
  std::ofstream(campaign.file, std::ios::binary | std::ios::trunc)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  if (!child_survives(campaign.file)) {
    ++campaign.crashed;
    return 0;
  }
  (reads(campaign.file) ? campaign.read : campaign.refused) += 1;
  return 0;
}
