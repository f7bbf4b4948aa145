// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "geo/base/parallel.hpp"
#include "output/by_day.hpp"
#include "output/digest.hpp"
#include "output/info.hpp"
#include "output/reader.hpp"
#include "output/run_writer.hpp"
#include "output/schema.hpp"
#include "tests/fuzz/support/hdf5_file.hpp"
#include "tests/output/small_run.hpp"

// Any bytes are a run, whose tables can be read as their schema has them, or a reason why not.

/// HDF5 1.10 forgets memory of its own when it gives up on a damaged file.
extern "C" const char* __asan_default_options() { return "detect_leaks=0"; }

namespace {

using namespace eveil;

/// A run of two recorded days with events.
bool write_run(const std::filesystem::path& file) {
  static const parallel::ThreadLimit one(1);  // a child has none of its parent's other threads
  tests::SmallRun run;
  run.small.scenario.output.record_days = 2;
  run.small.scenario.output.events = true;
  auto writer = output::RunWriter::create(*run.world, run.options(file));
  if (!writer) return false;
  run.hand_over_day(**writer, 1);
  run.hand_over_day(**writer, 2);
  return (*writer)->finish().has_value();
}

const fuzz::Seed& seed() {
  static const fuzz::Seed made(write_run);
  return made;
}

/// What was refused must say why.
template <class T>
bool holds(const Expected<T>& read) {
  if (!read && describe(read.error()).empty()) std::abort();
  return read.has_value();
}

bool reads_column(const output::RunFile& run,
                  const std::string& table,
                  const store::ColumnSpec& column) {
  switch (column.type) {
    case store::ValueType::text:
      return holds(run.texts(table, column.name));
    case store::ValueType::boolean:
      return holds(run.flags(table, column.name));
    case store::ValueType::enumeration: {
      const auto words = run.words(table, column.name);
      if (!holds(words)) return false;
      for (std::size_t row = 0; row < words->codes.size(); ++row) {
        if ((*words)[row].empty()) return false;
      }
      return true;
    }
    case store::ValueType::uint64:
      return holds(run.identifiers(table, column.name));
    default:
      return holds(run.numbers(table, column.name)) && holds(run.units(table, column.name));
  }
}

bool reads_tables(const output::RunFile& run, const std::vector<output::TableSpec>& tables) {
  bool all = true;
  for (const output::TableSpec& table : tables) {
    if (!run.has(table.path)) continue;
    for (const store::ColumnSpec& column : table.columns) {
      all = reads_column(run, table.path, column) && all;
    }
  }
  return all;
}

bool reads(const std::filesystem::path& file) {
  bool all = holds(output::digest_of(file));
  const auto info = output::info_of(file);
  all = holds(info) && all;
  if (info && output::listing(*info).empty()) std::abort();
  const auto run = output::open_run(file, true);
  if (!holds(run)) return false;
  all = holds(run->indicators()) && all;
  for (const std::string& service : run->services()) {
    all = holds(run->text_attribute(output::RunFile::service_group(service), "kind")) && all;
  }
  all = holds(run->parameter("choice.walk_constant")) && all;
  // Modes of the file name columns and groups; the run's own are what a reader asks for.
  const std::vector<std::string> modes = {
      "car_driver", "walk", "bicycle", "car_passenger", "transit", "navette"};
  std::vector<output::TableSpec> tables = output::all_tables(modes);
  for (output::TableSpec& table : tables) {
    // Without the columns of days with buses on the road or background traffic: these have none.
    if (table.path == "convergence") table = output::convergence_table(modes, {});
  }
  all = reads_tables(*run, tables) && all;
  return reads_tables(*run, output::by_day_tables(modes, true)) && all;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data,
                                               std::size_t size,
                                               std::size_t most,
                                               unsigned number) {
  return fuzz::mutated(seed(), data, size, most, number);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto& campaign = *new fuzz::Campaign("run_");
  static const bool good = [] {
    // A target whose good file can't be read to its end would hold nothing.
    fuzz::write_bytes(campaign.place, seed().bytes);
    return reads(campaign.place);
  }();
  if (!good) std::abort();
  fuzz::write_bytes(campaign.place, {data, size});
  campaign.meet([&] { return reads(campaign.place); });
  return 0;
}
