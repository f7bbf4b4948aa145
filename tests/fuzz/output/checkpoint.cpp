// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <span>

#include "geo/base/hash.hpp"
#include "geo/base/parallel.hpp"
#include "output/checkpoints.hpp"
#include "sim/run.hpp"
#include "tests/fuzz/support/hdf5_file.hpp"
#include "tests/support/busy_world.hpp"

// Any bytes are a checkpoint within a day from which a run goes on to its end, or a reason why not:
// a whole file, or, where they don't begin as one does, the day under way in a file that is good
// otherwise. The SHA-256 beside it fits always: who writes one writes the other.

/// HDF5 1.10 forgets memory of its own when it gives up on a damaged file.
extern "C" const char* __asan_default_options() { return "detect_leaks=0"; }

namespace {

using namespace eveil;
namespace fs = std::filesystem;

constexpr char hdf5_begins[] = "\x89HDF";

/// A run of one day in which everything happens, broken off at ten to eight.
class Broken {
 public:
  Broken() : busy_(40), world_(world_of(busy_)) {
    sim::RunControl control;
    control.checkpoint_due = [] { return true; };
    control.checkpoint = [this](const sim::LearntState& state,
                                const sim::RunMoment& moment) -> Expected<void> {
      if (moment.within == nullptr || moment.within->window < time_of_day(7, 50)) return {};
      keep(state, moment);
      return Unexpected(Error{ErrorKind::interrupted, "", "as wanted", {}});
    };
    if (sim::learn(world_, control, nullptr) || !state_) std::abort();
  }

  const sim::World& world() const { return world_; }
  const std::vector<std::uint8_t>& within() const { return within_; }

  /// A checkpoint with these bytes of the day under way; its file.
  fs::path save(const fs::path& folder, std::span<const std::uint8_t> within) const {
    const sim::DayMoment moment{window_, [&](Archive& archive) {
                                  for (std::uint8_t byte : within) archive(byte);
                                }};
    const output::Checkpoints checkpoints(folder, world_, {});
    if (!checkpoints.save(*state_, {0, &moment}, false)) std::abort();
    return output::Checkpoints::file_in(folder, time());
  }
  output::CheckpointTime time() const {
    output::CheckpointTime time;
    time.second = window_.ms / 1000;
    return time;
  }

 private:
  static sim::World world_of(tests::BusyWorld& busy) {
    busy.small.scenario.simulation.days = 1;
    return busy.world();
  }
  void keep(const sim::LearntState& state, const sim::RunMoment& moment) {
    state_ = state;
    window_ = moment.within->window;
    Archive archive = Archive::writer([this](std::span<const std::byte> piece) -> Expected<void> {
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(piece.data());
      within_.insert(within_.end(), bytes, bytes + piece.size());
      return {};
    });
    moment.within->visit(archive);
    if (!archive.finish("memory")) std::abort();
  }

  const parallel::ThreadLimit one_thread_{1};  // a child has none of its parent's other threads
  tests::BusyWorld busy_;
  sim::World world_;
  std::optional<sim::LearntState> state_;
  TimeOfDay window_;
  std::vector<std::uint8_t> within_;
};

const Broken& broken() {
  static const Broken made;
  return made;
}

const fuzz::Seed& seed() {
  static const fuzz::Seed made([](const fs::path& file) {
    const fs::path folder = file.string() + ".parts";
    fs::create_directory(folder);
    fs::rename(broken().save(folder, broken().within()), file);
    return fs::remove_all(folder) > 0;
  });
  return made;
}

/// Makes the checkpoint count, reads it and goes on from it to the end of its run.
bool goes_on(const fs::path& folder) {
  const fs::path file = output::Checkpoints::file_in(folder, broken().time());
  const output::Checkpoints checkpoints(folder, broken().world(), {});
  const auto sha256 = sha256_of_file(file);
  if (!sha256 || !checkpoints.close(broken().time(), *sha256, {})) std::abort();
  auto kept = checkpoints.newest();
  if (!kept) {
    if (kept.error().message.empty() && kept.error().where.empty()) std::abort();
    return false;
  }
  if (!kept->has_value()) std::abort();  // it is there, and counts
  const auto end = sim::resume(broken().world(), std::move((*kept)->checkpoint), {}, nullptr);
  if (!end && end.error().where != file.string()) std::abort();
  return end.has_value();
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data,
                                               std::size_t size,
                                               std::size_t most,
                                               unsigned number) {
  const std::vector<std::uint8_t>& within = broken().within();
  if (number % 2 == 0) return fuzz::mutated(seed(), data, size, most, number);
  const bool day = size >= 4 && std::memcmp(data, hdf5_begins, 4) != 0;
  if ((!day || number % 16 == 1) && within.size() <= most) {
    std::copy(within.begin(), within.end(), data);
    size = within.size();
  }
  return LLVMFuzzerMutate(data, size, most);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto& campaign = *new fuzz::Campaign("checkpoint_");
  fs::remove_all(campaign.place);
  fs::create_directory(campaign.place);
  if (size >= 4 && std::memcmp(data, hdf5_begins, 4) == 0) {
    fuzz::write_bytes(output::Checkpoints::file_in(campaign.place, broken().time()), {data, size});
    campaign.meet([&] { return goes_on(campaign.place); });
  } else {
    broken().save(campaign.place, {data, size});
    campaign.meet_directly([&] { return goes_on(campaign.place); });
  }
  return 0;
}
