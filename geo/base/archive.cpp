// SPDX-License-Identifier: Apache-2.0
#include "geo/base/archive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "geo/base/random.hpp"

namespace eveil {

namespace {

/// Handed out at a time: what is written is never in memory a second time as a whole.
constexpr std::size_t piece = std::size_t{1} << 20;

}  // namespace

void Archive::fail(std::string_view what) {
  if (error_) return;
  error_ = Error{ErrorKind::bad_input,
                 "",
                 fmt::format("at byte {} ({}): {}; the state is damaged or of another version of "
                             "the program",
                             at_,
                             part_.empty() ? "its begin" : part_,
                             what),
                 {}};
}

void Archive::hand_out() {
  if (error_ || gathered_.empty()) return;
  if (auto taken = take_(gathered_); !taken) error_ = std::move(taken).error();
  gathered_.clear();
}

void Archive::raw(void* data, std::size_t size) {
  if (error_ || size == 0) return;
  if (!reading()) {
    const auto* from = static_cast<const std::byte*>(data);
    at_ += size;
    while (size > 0) {
      const std::size_t now = std::min(size, piece - gathered_.size());
      gathered_.insert(gathered_.end(), from, from + now);
      from += now;
      size -= now;
      if (gathered_.size() == piece) hand_out();
    }
    return;
  }
  if (size > bytes_.size() - at_) {
    return fail(fmt::format("{} bytes are left where {} were expected", bytes_.size() - at_, size));
  }
  std::memcpy(data, bytes_.data() + at_, size);
  at_ += size;
}

std::uint64_t Archive::block(std::uint64_t count, std::uint32_t size) {
  std::uint32_t found = size;
  raw(&found, sizeof(found));
  require(found == size, fmt::format("values of {} bytes; found {}", size, found));
  raw(&count, sizeof(count));
  if (!reading() || error_) return count;
  if (count > (bytes_.size() - at_) / size) {
    fail(fmt::format("{} values of {} bytes are more than there are", count, size));
  }
  return count;
}

void Archive::part(std::string_view name) {
  if (error_) return;
  part_ = name;
  const std::uint64_t mark = stable_name(name);
  std::uint64_t found = mark;
  raw(&found, sizeof(found));
  require(found == mark, "the mark of this part");
}

void Archive::require(bool holds, std::string_view what) {
  if (!reading() || holds) return;
  fail(fmt::format("expected {}", what));
}

Expected<void> Archive::finish(std::string_view where) {
  if (reading()) {
    require(at_ == bytes_.size(), "the end");
  } else {
    hand_out();
  }
  if (!error_) return {};
  if (error_->where.empty()) error_->where = where;
  return Unexpected(*error_);
}

}  // namespace eveil
