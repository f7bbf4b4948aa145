// SPDX-License-Identifier: Apache-2.0
#include "output/checkpoints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <span>
#include <string_view>
#include <system_error>

#include "geo/base/archive.hpp"
#include "geo/base/hash.hpp"
#include "geo/store/file.hpp"
#include "geo/store/table.hpp"
#include "output/build_facts.hpp"
#include "output/column_specs.hpp"
#include "output/formats.hpp"
#include "output/indicators_table.hpp"
#include "output/parts_folder.hpp"
#include "output/state_file.hpp"
#include "scenarios/scenario.hpp"

namespace eveil::output {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kept_checkpoints = 2;

std::string name_of(std::string_view kind, CheckpointTime time) {
  if (time.second < 0) return fmt::format("{}-{:03}.h5", kind, time.days);
  return fmt::format("{}-{:03}-{:06}.h5", kind, time.days, time.second);
}

fs::path file_of(const fs::path& folder, std::string_view kind, CheckpointTime time) {
  return folder / name_of(kind, time);
}

// The time in the name of a `closed` file; none for any other name.
std::optional<CheckpointTime> time_of(const std::string& name) {
  CheckpointTime time;
  const char* const end = name.data() + name.size();
  constexpr std::string_view before = "closed-";
  if (!name.starts_with(before)) return {};
  auto parsed = std::from_chars(name.data() + before.size(), end, time.days);
  if (parsed.ec == std::errc() && parsed.ptr != end && *parsed.ptr == '-') {
    parsed = std::from_chars(parsed.ptr + 1, end, time.second);
  }
  if (parsed.ec != std::errc() || name_of("closed", time) != name) return {};
  return time;
}

// The closed checkpoints in a folder, newest first.
std::vector<CheckpointTime> closed_times(const fs::path& folder) {
  std::vector<CheckpointTime> times;
  std::error_code error;
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    if (const auto time = time_of(at->path().filename().string())) times.push_back(*time);
  }
  std::sort(times.begin(), times.end(), std::greater<>());
  return times;
}

// The bytes of the day under way, as they come: never in memory a second time as a whole.
Expected<void> write_within(const store::Group& root,
                            const sim::DayMoment& moment,
                            const std::string& where) {
  EVEIL_TRY(store::TableWriter writer,
            store::TableWriter::create(root,
                                       "within",
                                       {{"bytes",
                                         store::ValueType::uint8,
                                         "1",
                                         "the day under way, for the program that wrote it",
                                         {}}},
                                       {.chunk_rows = 1U << 20U, .deflate = 1}));
  Archive archive = Archive::writer([&](std::span<const std::byte> piece) -> Expected<void> {
    return writer.append(
        {std::span(reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size())});
  });
  moment.visit(archive);
  EVEIL_CHECK(archive.finish(where));
  EVEIL_CHECK(writer.close());
  return {};
}

Expected<std::vector<std::byte>> read_within(const store::Group& root) {
  EVEIL_TRY(const std::vector<std::uint8_t> bytes, root.read<std::uint8_t>("within/bytes"));
  const auto whole = std::as_bytes(std::span(bytes));
  return std::vector<std::byte>(whole.begin(), whole.end());
}

Expected<void> set_all(
    const store::Group& group,
    const std::vector<std::pair<const char*, store::AttributeValue>>& attributes) {
  for (const auto& [name, value] : attributes) EVEIL_CHECK(group.set(name, value));
  return {};
}

// Enough of a digest to tell two apart.
std::string short_form(const std::string& digest) {
  return digest.empty() ? "none" : digest.substr(0, 12);
}

// What differs between the run of a checkpoint and this one, as `what is X there and Y here`.
Expected<std::vector<std::string>> differences(const store::Group& root,
                                               const sim::World& world,
                                               const RunIdentity& identity) {
  std::vector<std::string> all;
  const auto compare =
      [&](const char* what, const std::string& there, const std::string& here) -> bool {
    if (there == here) return true;
    all.push_back(fmt::format("{} is {} there and {} here", what, there, here));
    return false;
  };
  const scenarios::Simulation& simulation = world.scenario.simulation;
  EVEIL_TRY(const store::Group state, root.open("state"));
  EVEIL_TRY(const std::string version, root.text("program_version"));
  compare("the program's version", version, std::string(program_version()));
  EVEIL_TRY(const std::int64_t replication, root.integer("replication"));
  compare("--replication", fmt::to_string(replication), fmt::to_string(identity.replication));
  EVEIL_TRY(const std::string learnt_from, root.text("learnt_from"));
  compare("the digest of the learnt state (--from)",
          short_form(learnt_from),
          short_form(identity.learnt_from));
  EVEIL_TRY(const std::int64_t seed, state.integer("seed"));
  bool same = compare("simulation.seed",
                      fmt::to_string(static_cast<std::uint64_t>(seed)),
                      fmt::to_string(simulation.seed));
  EVEIL_TRY(const double sample, state.number("sample"));
  same &= compare("simulation.sample", fmt::to_string(sample), fmt::to_string(simulation.sample));
  EVEIL_TRY(const std::string territory, state.text("territory_digest"));
  same &=
      compare("the territory's digest", short_form(territory), short_form(world.territory.digest));
  if (!same) return all;  // and so do the digests below, which tell nothing more
  EVEIL_TRY(const std::string people, state.text("population_digest"));
  compare("the population's digest", short_form(people), short_form(world.population_digest));
  EVEIL_TRY(const std::string scenario, state.text("scenario_digest"));
  compare("the digest of the scenario's keys, its files' and --set's,",
          short_form(scenario),
          short_form(scenarios::digest_of(world.scenario)));
  return all;
}

Expected<void> check_sha256(const fs::path& path, const std::string& expected) {
  EVEIL_TRY(const std::string found, sha256_of_file(path));
  if (found == expected) return {};
  return bad_input(path.string(), "isn't what was written: its SHA-256 is another");
}

Expected<void> write_recorded(const store::Group& root, std::span<const ClosedSegment> segments) {
  EVEIL_TRY(store::TableWriter writer,
            store::TableWriter::create(
                root,
                "recorded",
                {whole("day", store::ValueType::int32, "1", "recorded day, as in /convergence"),
                 text("sha256", "of the segment that has its rows")}));
  std::vector<std::int32_t> days;
  std::vector<std::string> hashes;
  days.reserve(segments.size());
  hashes.reserve(segments.size());
  for (const ClosedSegment& segment : segments) {
    days.push_back(static_cast<std::int32_t>(segment.day));
    hashes.push_back(segment.sha256);
  }
  EVEIL_CHECK(writer.append({days, hashes}));
  EVEIL_CHECK(writer.close());
  return {};
}

Expected<std::vector<ClosedSegment>> read_recorded(const store::Group& root) {
  EVEIL_TRY(const auto days, root.read<std::int32_t>("recorded/day"));
  EVEIL_TRY(auto hashes, root.read<std::string>("recorded/sha256"));
  if (days.size() != hashes.size()) {
    return bad_input(root.where("recorded"), "has columns of two lengths: the file is damaged");
  }
  std::vector<ClosedSegment> segments(days.size());
  for (std::size_t row = 0; row < segments.size(); ++row) {
    segments[row] = {static_cast<std::uint32_t>(days[row]), std::move(hashes[row])};
  }
  return segments;
}

Expected<void> check_format(const store::Group& root, std::string_view format) {
  EVEIL_TRY(const std::string found, root.text("format"));
  if (found != format) {
    return bad_input(root.where(), fmt::format("is '{}', expected '{}'", found, format));
  }
  EVEIL_CHECK(readable_version(root, *versions_of(format)));
  return {};
}

}  // namespace

CheckpointTime::CheckpointTime(const sim::RunMoment& moment) : days(moment.days) {
  if (moment.within != nullptr) second = moment.within->window.ms / 1000;
}

Expected<std::string> Checkpoints::save(const sim::LearntState& state,
                                        const sim::RunMoment& moment,
                                        bool forked) const {
  const CheckpointTime time(moment);
  const fs::path path = file_of(folder_, "checkpoint", time);
  // To write over the one that a run went on from would leave none for a moment.
  if (closed(time)) return sha256_of_file(path);
  EVEIL_TRY(store::File file, store::File::create(path, store::Existing::replace));
  const store::Group root = file.root();
  EVEIL_CHECK(set_all(root,
                      {{"format", std::string(checkpoint_format)},
                       {"format_version", checkpoint_format_version},
                       {"program_version", std::string(program_version())},
                       {"replication", static_cast<std::int64_t>(identity_.replication)},
                       {"learnt_from", identity_.learnt_from},
                       {"days", std::int64_t{time.days}},
                       {"second", std::int64_t{time.second}},
                       {"forked", forked}}));
  EVEIL_TRY(const store::Group group, root.create("state"));
  EVEIL_CHECK(write_state(group, state));
  if (moment.within != nullptr) EVEIL_CHECK(write_within(root, *moment.within, path.string()));
  EVEIL_CHECK(file.commit());
  return sha256_of_file(path);
}

Expected<void> Checkpoints::close(CheckpointTime time,
                                  const std::string& sha256,
                                  const ClosedDays& days) const {
  EVEIL_TRY(store::File file,
            store::File::create(file_of(folder_, "closed", time), store::Existing::replace));
  const store::Group root = file.root();
  EVEIL_CHECK(set_all(root,
                      {{"format", std::string(closed_format)},
                       {"format_version", checkpoint_format_version},
                       {"sha256", sha256}}));
  EVEIL_CHECK(write_indicators(root, days.indicators));
  EVEIL_CHECK(write_recorded(root, days.recorded));
  EVEIL_CHECK(file.commit());
  const std::vector<CheckpointTime> all = closed_times(folder_);
  std::error_code ignored;  // what stays is removed with the folder
  for (std::size_t row = kept_checkpoints; row < all.size(); ++row) {
    fs::remove(file_of(folder_, "closed", all[row]), ignored);
    fs::remove(file_of(folder_, "checkpoint", all[row]), ignored);
  }
  return {};
}

Expected<ClosedDays> Checkpoints::closed(CheckpointTime time) const {
  EVEIL_TRY(const store::File file, store::File::open(file_of(folder_, "closed", time)));
  EVEIL_CHECK(check_format(file.root(), closed_format));
  EVEIL_TRY(const std::string expected, file.root().text("sha256"));
  EVEIL_CHECK(check_sha256(file_of(folder_, "checkpoint", time), expected));
  ClosedDays days;
  EVEIL_TRY(days.indicators, read_indicators(file.root()));
  EVEIL_TRY(days.recorded, read_recorded(file.root()));
  return days;
}

Expected<void> Checkpoints::check_segments(const ClosedDays& days) const {
  for (const ClosedSegment& segment : days.recorded) {
    EVEIL_CHECK(check_sha256(segment_in(folder_, segment.day), segment.sha256));
  }
  return {};
}

Expected<sim::Checkpoint> Checkpoints::load(CheckpointTime time) const {
  const fs::path path = file_of(folder_, "checkpoint", time);
  EVEIL_TRY(const store::File file, store::File::open(path));
  EVEIL_CHECK(check_format(file.root(), checkpoint_format));
  EVEIL_TRY(const auto differing, differences(file.root(), *world_, identity_));
  if (!differing.empty()) {
    return bad_input(path.string(),
                     fmt::format("is a checkpoint of another run: {}; give what it was begun with, "
                                 "or leave out --resume to start anew",
                                 fmt::join(differing, "; ")));
  }
  sim::Checkpoint checkpoint;
  checkpoint.where = path.string();
  EVEIL_TRY(const std::int64_t done, file.root().integer("days"));
  EVEIL_TRY(const std::int64_t second, file.root().integer("second"));
  if (done != time.days || second != time.second) {
    return bad_input(path.string(), "is of another moment than its name says: it was renamed");
  }
  checkpoint.days = time.days;
  if (time.second >= 0) {
    checkpoint.window = {time.second * 1000};
    EVEIL_TRY(checkpoint.within, read_within(file.root()));
  }
  EVEIL_TRY(checkpoint.forked, file.root().flag("forked"));
  EVEIL_TRY(const store::Group group, file.root().open("state"));
  EVEIL_TRY(checkpoint.state, read_state(group, world_->network()));
  EVEIL_CHECK(sim::check_state(*world_, checkpoint.state));
  if (checkpoint.days > checkpoint.state.convergence.size()) {
    return bad_input(path.string(), "names more days than it knows: the file is damaged");
  }
  return checkpoint;
}

Expected<std::optional<KeptCheckpoint>> Checkpoints::newest() const {
  std::vector<std::string> damaged;
  for (const CheckpointTime time : closed_times(folder_)) {
    auto days = closed(time);
    const Expected<void> whole = days ? check_segments(*days) : Unexpected(days.error());
    if (!whole) {
      damaged.push_back(describe(whole.error()));
      continue;
    }
    EVEIL_TRY(sim::Checkpoint checkpoint, load(time));
    return KeptCheckpoint{std::move(checkpoint), std::move(*days), std::move(damaged)};
  }
  if (damaged.empty()) return std::optional<KeptCheckpoint>();
  return bad_input(folder_.string(),
                   fmt::format("no checkpoint here can be read ({}); leave out --resume to start "
                               "anew",
                               fmt::join(damaged, "; ")));
}

bool Checkpoints::any(const fs::path& output) {
  return !closed_times(output.string() + ".parts").empty();
}

std::vector<CheckpointTime> Checkpoints::taken(const fs::path& folder) {
  return closed_times(folder);
}

fs::path Checkpoints::file_in(const fs::path& folder, CheckpointTime time) {
  return file_of(folder, "checkpoint", time);
}

}  // namespace eveil::output
