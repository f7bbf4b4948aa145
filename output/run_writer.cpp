// SPDX-License-Identifier: Apache-2.0
#include "output/run_writer.hpp"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <exception>
#include <optional>
#include <thread>
#include <utility>
#include <variant>

#include "geo/base/hash.hpp"
#include "geo/base/parallel.hpp"
#include "output/day_segment.hpp"
#include "output/final_file.hpp"
#include "output/parts_folder.hpp"
#include "output/service_facts.hpp"

namespace eveil::output {
namespace {

/// Batches that may wait: a batch can be a whole table, so few.
constexpr std::ptrdiff_t most_waiting = 8;

struct BeginDay {
  std::uint32_t day = 0;
};
struct EndDay {
  sim::DayUse use;
};
struct DropDay {};
struct Finish {};
struct Stop {};
using Message = std::variant<Stop,
                             BeginDay,
                             sim::Batch,
                             EndDay,
                             DropDay,
                             sim::ConvergenceRow,
                             CloseCheckpoint,
                             Finish>;

}  // namespace

struct RunWriter::Work {
  Work(const sim::World& of, RunWriterOptions asked, PartsFolder folder)
      : world(of), options(std::move(asked)), parts(std::move(folder)) {
    queue.set_capacity(most_waiting);
  }

  void send(Message message) {
    if (!failing.load()) queue.push(std::move(message));
  }
  /// The last message, which gets through whatever happened: after a failure the thread goes on
  /// taking messages, so there is always room.
  void end(Message message) {
    if (!thread.joinable()) return;
    queue.push(std::move(message));
    thread.join();
  }

  // On the writer's thread.
  void run();
  Expected<void> handle(const Message& message);
  Expected<void> end_day(sim::DayUse use);
  Expected<void> take_hashes();
  Expected<void> finish();

  const sim::World& world;
  RunWriterOptions options;
  PartsFolder parts;
  parallel::BoundedQueue<Message> queue;
  std::atomic<bool> failing{false};
  std::thread thread;

  // Of the writer's thread; read by others after it ended.
  std::optional<DaySegment> open_day;
  std::uint32_t day = 0;
  std::optional<std::uint32_t> passing_day;  // closed, not recorded, and no later one is closed
  ClosedDays closed;
  std::vector<sim::ConvergenceRow> convergence;
  std::optional<Error> error;
  std::chrono::steady_clock::duration busy{0};
};

void RunWriter::Work::run() {
  while (true) {
    Message message;
    queue.pop(message);
    const auto start = std::chrono::steady_clock::now();
    if (!error) {
      // The machine's faults (memory) come as exceptions, and must not end the program from here.
      try {
        const Expected<void> handled = handle(message);
        if (!handled) error = handled.error();
      } catch (const std::exception& exception) {
        error = Error{ErrorKind::failed,
                      options.path.string(),
                      fmt::format("cannot be written: {}", exception.what()),
                      {}};
      }
      if (error) {
        failing.store(true);
        open_day.reset();
      }
    }
    busy += std::chrono::steady_clock::now() - start;
    if (std::holds_alternative<Finish>(message) || std::holds_alternative<Stop>(message)) break;
  }
  open_day.reset();  // files are closed by the thread that opened them
}

Expected<void> RunWriter::Work::handle(const Message& message) {
  if (const auto* begin = std::get_if<BeginDay>(&message)) {
    day = begin->day;
    EVEIL_TRY(DaySegment segment,
              DaySegment::create(parts.segment(day), world, options.facts, day));
    open_day.emplace(std::move(segment));
    return {};
  }
  if (const auto* batch = std::get_if<sim::Batch>(&message)) {
    if (open_day) return open_day->take(*batch);
    return eveil::failed(options.path.string(),
                         "records outside a day: a fault of the program, please report it");
  }
  if (const auto* row = std::get_if<sim::ConvergenceRow>(&message)) {
    convergence.push_back(*row);
    return {};
  }
  if (const auto* end = std::get_if<EndDay>(&message)) return end_day(end->use);
  if (std::holds_alternative<DropDay>(message)) {
    open_day.reset();
    return {};
  }
  if (const auto* close = std::get_if<CloseCheckpoint>(&message)) {
    EVEIL_CHECK(take_hashes());
    EVEIL_CHECK((*close)(closed));
    parts.keep();
    return {};
  }
  if (std::holds_alternative<Finish>(message)) return finish();
  return {};
}

Expected<void> RunWriter::Work::end_day(sim::DayUse use) {
  if (!open_day) {
    return eveil::failed(options.path.string(),
                         "the end of a day without its start: a fault of the program, please "
                         "report it");
  }
  EVEIL_CHECK(open_day->close());
  open_day.reset();
  if (options.indicators && use.averaged) {
    EVEIL_TRY(const std::vector<IndicatorRow> rows,
              options.indicators(parts.segment(day).string(), day));
    closed.indicators.insert(closed.indicators.end(), rows.begin(), rows.end());
  }
  if (passing_day) parts.remove_segment(*passing_day);
  passing_day.reset();
  if (use.recorded) {
    closed.recorded.push_back({day, {}});
  } else {
    passing_day = day;
  }
  return {};
}

// Only where a run can go on from there: the last day's is never needed.
Expected<void> RunWriter::Work::take_hashes() {
  for (ClosedSegment& segment : closed.recorded) {
    if (!segment.sha256.empty()) continue;
    EVEIL_TRY(segment.sha256, sha256_of_file(parts.segment(segment.day)));
  }
  return {};
}

Expected<void> RunWriter::Work::finish() {
  if (open_day || closed.recorded.empty()) {
    return eveil::failed(options.path.string(),
                         open_day ? "the run ended within a recorded day; run it again"
                                  : "no day was recorded, so there is no result to write");
  }
  std::vector<DayFile> days;
  days.reserve(closed.recorded.size());
  for (const ClosedSegment& segment : closed.recorded) {
    days.push_back({segment.day, parts.segment(segment.day)});
  }
  const RunSummary summary{world, options.facts, days, closed.indicators, convergence};
  return write_final_file(summary, options.path, options.existing);
}

namespace {

Expected<void> check_asked(const sim::World& world, const RunWriterOptions& options) {
  EVEIL_CHECK(check_output(options.path, options.existing == store::Existing::replace));
  return check_service_names(world.scenario);
}

}  // namespace

Expected<std::unique_ptr<RunWriter>> RunWriter::create(const sim::World& world,
                                                       RunWriterOptions options) {
  EVEIL_CHECK(check_asked(world, options));  // before what an earlier run left is removed
  EVEIL_TRY(PartsFolder parts, PartsFolder::create(options.path));
  return create(world, std::move(options), std::move(parts), {});
}

Expected<std::unique_ptr<RunWriter>> RunWriter::create(const sim::World& world,
                                                       RunWriterOptions options,
                                                       PartsFolder parts,
                                                       ClosedDays closed) {
  EVEIL_CHECK(check_asked(world, options));
  auto work = std::make_unique<Work>(world, std::move(options), std::move(parts));
  work->closed = std::move(closed);
  work->thread = std::thread([raw = work.get()] { raw->run(); });
  return std::unique_ptr<RunWriter>(new RunWriter(std::move(work)));
}

RunWriter::RunWriter(std::unique_ptr<Work> work) : work_(std::move(work)) {}

RunWriter::~RunWriter() { work_->end(Stop{}); }

void RunWriter::begin_day(std::uint32_t day) { work_->send(BeginDay{day}); }
void RunWriter::take(sim::Batch batch) { work_->send(std::move(batch)); }
void RunWriter::end_day(sim::DayUse use) { work_->send(EndDay{use}); }
void RunWriter::drop_day() { work_->send(DropDay{}); }
void RunWriter::convergence(const sim::ConvergenceRow& row) { work_->send(row); }

void RunWriter::close_checkpoint(CloseCheckpoint close) { work_->send(std::move(close)); }

bool RunWriter::failed() const { return work_->failing.load(); }

Expected<void> RunWriter::finish() {
  work_->end(Finish{});
  if (!work_->error || !work_->parts.kept()) work_->parts.remove();
  if (work_->error) return Unexpected(*work_->error);
  return {};
}

double RunWriter::busy_s() const { return std::chrono::duration<double>(work_->busy).count(); }

}  // namespace eveil::output
