// SPDX-License-Identifier: Apache-2.0
// What does packing chunks side by side gain when a table is written? A table like /trips is
// written on one thread and on all, in turns, so that each pair meets the same machine; the medians
// of the pairs' ratios are printed, by the clock and by the processor time of the thread that
// writes, which other programs' load hardly touches. The answers are checked: the two files of a
// pair are equal to the byte, and the table read back has the sums that follow from how it was
// made. Exit code 1 for a wrong answer.
//
//   benchmark_store [rows] [pairs]
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "benchmarks/support/machine.hpp"
#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"
#include "geo/store/file.hpp"
#include "geo/store/table.hpp"

namespace {

using namespace eveil;
namespace fs = std::filesystem;
using store::ValueType;

constexpr std::size_t batch_rows = 65536;

/// Rows first .. first + count - 1, a pure function of their numbers: who, when (whole ms in s),
/// how far, four columns that seldom tell anything, four words.
struct Batch {
  std::vector<std::int32_t> person;
  std::vector<double> time_s;
  std::vector<double> distance_m;
  std::vector<double> seldom;
  std::vector<std::uint8_t> word;

  Batch(std::size_t first, std::size_t count) {
    for (std::size_t row = first; row < first + count; ++row) {
      Draw draw(1, Purpose::sample, row);
      person.push_back(static_cast<std::int32_t>(row / 4));
      time_s.push_back(static_cast<double>(draw.below(86'400'000)) / 1000.0);
      distance_m.push_back(static_cast<double>(draw.below(20'000'000)) / 1000.0);
      seldom.push_back(row % 100'000 == 0 ? 1.0 : std::numeric_limits<double>::quiet_NaN());
      word.push_back(static_cast<std::uint8_t>(draw.below(5)));
    }
  }
};

std::vector<store::ColumnSpec> columns() {
  std::vector<store::ColumnSpec> specs = {{"person", ValueType::int32, "1", "row", {}}};
  for (const char* name : {"departure_s", "travel_time_s", "wait_s", "walk_s", "x", "y"}) {
    specs.push_back({name, ValueType::float64, "s", "drawn", {}});
  }
  for (const char* name : {"distance_m", "cost_eur", "co2_g"}) {
    specs.push_back({name, ValueType::float64, "m", "drawn", {}});
  }
  for (const char* name : {"seldom_a", "seldom_b", "seldom_c", "seldom_d"}) {
    specs.push_back({name, ValueType::float64, "1", "mostly none", {}});
  }
  for (const char* name : {"purpose", "mode", "wanted_mode", "status"}) {
    specs.push_back({name, ValueType::enumeration, "1", "drawn", {"a", "b", "c", "d", "e"}});
  }
  return specs;
}

/// \return what writing took, the making of rows left out.
Expected<benchmarks::Spent> write(const fs::path& path, const std::vector<Batch>& batches) {
  const benchmarks::Watch watch;
  EVEIL_TRY(store::File file, store::File::create(path, store::Existing::replace));
  EVEIL_TRY(store::TableWriter table, store::TableWriter::create(file.root(), "trips", columns()));
  for (const Batch& batch : batches) {
    std::vector<store::Values> values = {batch.person};
    for (int column = 0; column < 6; ++column) values.emplace_back(batch.time_s);
    for (int column = 0; column < 3; ++column) values.emplace_back(batch.distance_m);
    for (int column = 0; column < 4; ++column) values.emplace_back(batch.seldom);
    for (int column = 0; column < 4; ++column) values.emplace_back(batch.word);
    EVEIL_CHECK(table.append(values));
  }
  EVEIL_CHECK(table.close());
  EVEIL_CHECK(file.commit());
  return watch.read();
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Whole ms and mm, so that sums are exact.
Expected<bool> holds(const fs::path& path, const std::vector<Batch>& batches) {
  const auto milli = [](double value) { return std::llround(value * 1000.0); };
  std::int64_t expected = 0;
  for (const Batch& batch : batches) {
    for (const double value : batch.time_s) expected += milli(value);
    for (const double value : batch.distance_m) expected += milli(value);
    for (const std::uint8_t value : batch.word) expected += value;
  }
  EVEIL_TRY(const store::File file, store::File::open(path));
  std::int64_t found = 0;
  for (const char* name : {"trips/y", "trips/co2_g"}) {
    EVEIL_TRY(const auto values, file.root().read<double>(name));
    for (const double value : values) found += milli(value);
  }
  EVEIL_TRY(const auto words, file.root().read_enumeration("trips/status"));
  for (const std::uint8_t value : words.values) found += value;
  return found == expected;
}

Expected<int> run(std::size_t rows, std::size_t pairs) {
  std::vector<Batch> batches;
  for (std::size_t first = 0; first < rows; first += batch_rows) {
    batches.emplace_back(first, std::min(batch_rows, rows - first));
  }
  const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  std::vector<double> by_clock;
  std::vector<double> of_writer;
  fmt::print("{} rows of {} columns; 1 thread, {} threads, s by the clock, then of the writer\n",
             rows,
             columns().size(),
             threads);
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    benchmarks::Spent one;
    benchmarks::Spent all;
    for (const bool alone : {pair % 2 == 0, pair % 2 != 0}) {
      const parallel::ThreadLimit limit(alone ? 1 : threads);
      EVEIL_TRY(const benchmarks::Spent took,
                write(alone ? "store_one.h5" : "store_all.h5", batches));
      (alone ? one : all) = took;
    }
    if (bytes_of("store_one.h5") != bytes_of("store_all.h5")) {
      fmt::print("WRONG: the files of pair {} differ\n", pair);
      return 1;
    }
    by_clock.push_back(one.clock_s / all.clock_s);
    of_writer.push_back(one.thread_s / all.thread_s);
    fmt::print("  {:.2f} {:.2f} ({:.2f})  {:.2f} {:.2f} ({:.2f})\n",
               one.clock_s,
               all.clock_s,
               by_clock.back(),
               one.thread_s,
               all.thread_s,
               of_writer.back());
  }
  EVEIL_TRY(const bool right, holds("store_all.h5", batches));
  const auto bytes = fs::file_size("store_all.h5");
  fs::remove("store_one.h5");
  fs::remove("store_all.h5");
  if (!right) {
    fmt::print("WRONG: the sums read back aren't those written\n");
    return 1;
  }
  std::sort(by_clock.begin(), by_clock.end());
  std::sort(of_writer.begin(), of_writer.end());
  fmt::print("{:.1f} MB; median ratios {:.2f} by the clock, {:.2f} of the writer\n",
             static_cast<double>(bytes) / 1e6,
             by_clock[pairs / 2],
             of_writer[pairs / 2]);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const std::size_t rows = count > 1 ? std::strtoull(words[1], nullptr, 10) : 2'000'000;
  const std::size_t pairs = count > 2 ? std::strtoull(words[2], nullptr, 10) : 7;
  const auto done = run(rows, std::max<std::size_t>(pairs, 1));
  if (done) return *done;
  fmt::print("{}\n", describe(done.error()));
  return 1;
}
