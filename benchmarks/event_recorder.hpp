// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <ctime>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "geo/base/error.hpp"
#include "geo/base/parallel.hpp"
#include "geo/store/file.hpp"
#include "output/event_table.hpp"
#include "sim/event_log.hpp"

namespace eveil::benchmarks {

/// Records what vehicles do on the road to a file with `/events` alone, as a run does: ordered on
/// the simulation's thread, packed and written by another, at most 8 batches behind.
///
/// `window` after each window of the traffic, `finish` after the last. Vehicles are numbered by
/// their tags.
class EventRecorder {
 public:
  static Expected<std::unique_ptr<EventRecorder>> create(const std::filesystem::path& path) {
    EVEIL_TRY(store::File file, store::File::create(path, store::Existing::replace));
    EVEIL_TRY(output::EventTable table, output::EventTable::create(file.root(), {"car_driver"}));
    return std::unique_ptr<EventRecorder>(new EventRecorder(std::move(file), std::move(table)));
  }
  ~EventRecorder() { end(); }
  EventRecorder(const EventRecorder&) = delete;
  EventRecorder& operator=(const EventRecorder&) = delete;

  void window(const sim::Traffic& traffic) {
    log_.take_window(traffic);
    log_.release(traffic.settled());
  }
  /// \return how many events were written.
  Expected<std::uint64_t> finish() {
    const bool in_time = log_.finish();
    end();
    if (!in_time) return failed("events", "came out of order");
    if (error_) return Unexpected(*error_);
    EVEIL_CHECK(table_.close());
    EVEIL_CHECK(file_.commit());
    return events_;
  }
  /// Of the writing thread; after `finish`.
  double writer_s() const { return writer_s_; }

 private:
  using Message = std::optional<sim::EventBatch>;  // none: the end

  EventRecorder(store::File file, output::EventTable table)
      : file_(std::move(file)),
        table_(std::move(table)),
        log_(
            0,
            1,
            [](std::uint64_t tag) { return static_cast<std::int32_t>(tag); },
            [this](sim::EventBatch batch) { queue_.push(std::move(batch)); }) {
    queue_.set_capacity(8);
    thread_ = std::thread([this] { write(); });
  }
  void end() {
    if (!thread_.joinable()) return;
    queue_.push(std::nullopt);
    thread_.join();
  }
  void write() {
    while (true) {
      Message message;
      queue_.pop(message);
      if (!message) break;
      events_ += message->size();
      const auto written = error_ ? Expected<void>() : table_.append(*message);
      if (!written) error_ = written.error();
    }
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    writer_s_ = static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
  }

  store::File file_;
  output::EventTable table_;
  parallel::BoundedQueue<Message> queue_;
  sim::EventLog log_;
  std::thread thread_;
  std::optional<Error> error_;
  std::uint64_t events_ = 0;
  double writer_s_ = 0.0;
};

}  // namespace eveil::benchmarks
