// SPDX-License-Identifier: Apache-2.0
#include "sim/run.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "sim/accessibility.hpp"
#include "sim/background.hpp"
#include "sim/carry_over.hpp"
#include "sim/convergence.hpp"
#include "sim/day.hpp"
#include "sim/day_records.hpp"
#include "sim/gaps.hpp"
#include "sim/learning.hpp"
#include "sim/learning_rules.hpp"
#include "sim/volume_delay.hpp"

namespace eveil::sim {

namespace {

ServiceLevel level_for(const World& world,
                       const scenarios::Service& service,
                       const std::vector<ServiceLevel>& known) {
  for (const ServiceLevel& level : known) {
    if (level.service == service.name) return level;
  }
  return {service.name, world.territory.zones.size()};
}

// The modes that a state speaks of, in this world's numbering; no_mode where it isn't offered here.
Column<TourId, Mode> translated(const World& world, const LearntState& state) {
  std::vector<Mode> to(state.modes.size(), no_mode);
  for (std::size_t row = 0; row < state.modes.size(); ++row) {
    const auto found = std::find(world.modes.begin(), world.modes.end(), state.modes[row]);
    if (found != world.modes.end()) to[row] = static_cast<Mode>(found - world.modes.begin());
  }
  Column<TourId, Mode> modes = state.tour_mode;
  for (Mode& mode : modes) mode = mode < to.size() ? to[mode] : no_mode;
  return modes;
}

// The days of learning on wider roads: before those that are observed.
double opening_days(const scenarios::Simulation& simulation) {
  const double days = simulation.days;
  return std::min(0.6 * days, days - simulation.average_days - 1.0);
}

// Whether learning may end: on a day at the stated capacity all gaps were down to the wanted one.
bool settled(const ConvergenceRow& row, const scenarios::Simulation& simulation) {
  return !row.forked && row.day - 1.0 >= opening_days(simulation) &&
         row.route_gap <= simulation.relative_gap && row.choice_gap <= simulation.relative_gap &&
         !(row.background_route_gap > simulation.relative_gap);
}

class Days {
 public:
  Days(const World& world, LearntState state, const RunControl& control, Sink* sink)
      : world_(world),
        control_(control),
        sink_(sink),
        choice_(world.population, world.scenario, world.tours, control.replication),
        state_(std::move(state)),
        before_(state_.tour_mode) {
    match_background(world_, state_);
  }

  /// The days after those that are done, or from within the one under way.
  Expected<LearntState> run(std::uint32_t days, bool forked, const Checkpoint& from = {}) {
    last_ = days;
    from_ = &from;
    for (const ConvergenceRow& row : state_.convergence) settle(row);
    for (std::uint32_t day = from.days + 1; day <= last_; ++day) {
      EVEIL_CHECK(go_on(control_.stop));
      set_capacity(forked ? 1.0 : opening(day, opening_days(world_.scenario.simulation)));
      if (!within(day)) {
        plan(day, forked);
        EVEIL_CHECK(go_on(control_.stop));
      }
      EVEIL_CHECK(live(day, forked));
      if (control_.checkpoint && day < last_) EVEIL_CHECK(control_.checkpoint(state_, {day}));
      if (control_.progress) control_.progress(day, last_);
    }
    state_.routes.compact();
    return std::move(state_);
  }

 private:
  // The first settled day is the first of those that are observed.
  void settle(const ConvergenceRow& row) {
    const scenarios::Simulation& simulation = world_.scenario.simulation;
    if (simulation.relative_gap <= 0.0 || settled_ || !settled(row, simulation)) return;
    settled_ = true;
    const std::uint32_t further = std::max(control_.average_days, std::uint32_t{1}) - 1;
    last_ = std::min(last_, row.day + further);
  }

  void set_capacity(double opening) {
    if (opening == opening_) return;
    opening_ = opening;
    TrafficParameters parameters = traffic_parameters(world_.scenario.simulation);
    parameters.flow_factor *= opening;
    parameters.storage_factor *= opening;
    traffic_ = std::make_unique<Traffic>(world_.network(), world_.graph.adjacency(), parameters);
  }

  geo::LinkTimes as_on_stated_roads(const geo::LinkTimes& raw) const {
    const double flow_factor = traffic_parameters(world_.scenario.simulation).flow_factor;
    return with_volume_delay(world_.network(), traffic_->counts(), flow_factor, raw);
  }

  void plan(std::uint32_t day, bool forked) {
    const Stopwatch watch(control_.timings, &RunTimings::planning_s);
    before_ = state_.tour_mode;
    Replanning who;
    double share = forked ? 0.0 : 1.0;
    if (day == 1) {
      who.people = everybody(world_);
      who.reroute = !forked && !world_.population.stated.any();
    } else {
      const double steady = world_.scenario.simulation.replan_share;
      share = forked ? steady : replanning_share(day, steady);
      who.people = replanners(world_, control_.replication, state_.days + 1, share);
    }
    who.stop = control_.stop;
    who.timings = control_.timings;
    replan(world_, choice_, who, state_);
    replan_background(
        world_, {control_.replication, state_.days + 1, share, control_.stop}, state_);
  }

  DayUse use_of(std::uint32_t day) const {
    const std::uint32_t further = last_ - day;
    return {further < control_.average_days, further < control_.record_days};
  }

  // Events go out while the day is run, so before it is known whether learning settles with it.
  bool may_be_recorded(std::uint32_t day, bool forked) const {
    const scenarios::Simulation& simulation = world_.scenario.simulation;
    const bool may_settle = simulation.relative_gap > 0.0 && !settled_ && !forked &&
                            control_.average_days <= control_.record_days &&
                            day - 1.0 >= opening_days(simulation);
    return use_of(day).recorded || may_settle;
  }

  std::unique_ptr<EventLog> log_for(std::uint32_t day, bool forked) {
    if (sink_ == nullptr || !world_.scenario.output.events || !may_be_recorded(day, forked)) {
      return nullptr;
    }
    sink_->begin_day(state_.days + 1);
    return std::make_unique<EventLog>(
        world_.population.person_count(),
        world_.modes.size(),
        [numbers = VehicleNumbers(world_)](std::uint64_t tag) { return numbers.of_tag(tag); },
        [this](EventBatch batch) { sink_->take(std::move(batch)); });
  }

  void record(const ConvergenceRow& row, const DayOutcome& outcome, std::uint32_t day, bool begun) {
    if (sink_ == nullptr) return;
    sink_->convergence(row);
    const DayUse use = use_of(day);
    if (!use.averaged && !use.recorded) {
      if (begun) sink_->drop_day();
      return;
    }
    if (!begun) sink_->begin_day(row.day);
    hand_over(world_, choice_, outcome, traffic_->counts(), *sink_);
    // Once a run: what is learnt moves little over the days that are handed over.
    if (day == last_) sink_->take(jobs_in_reach(world_, state_.times));
    sink_->end_day(use);
  }

  // Whether the run begins within this day, whose plan is in its state then.
  bool within(std::uint32_t day) const { return day == from_->days + 1 && !from_->within.empty(); }

  // Hands out the day under way with what `plan` kept of the day before.
  Expected<void> keep(std::uint32_t day, const DayMoment& moment) {
    const DayMoment whole{moment.window, [&](Archive& archive) {
                            archive.part("plan");
                            archive(before_);
                            moment.visit(archive);
                          }};
    return control_.checkpoint(state_, {day - 1, &whole});
  }

  Expected<DayOutcome> live_through(std::uint32_t day, const DayPlan& plan) {
    const Stopwatch watch(control_.timings, &RunTimings::traffic_s);
    DayBreaks breaks;
    breaks.due = control_.checkpoint_due;
    // Events that have gone out are in a file that is not yet whole: such a day is lived anew.
    if (control_.checkpoint && plan.events == nullptr) {
      breaks.save = [&](const DayMoment& moment) { return keep(day, moment); };
    }
    Archive archive = Archive::reader(from_->within);
    if (within(day)) {
      const std::size_t tours = before_.size();
      archive.part("plan");
      archive(before_);
      archive.require(before_.size() == tours, "as many tours as the population has");
      breaks.from = &archive;
      breaks.where = from_->where;
    }
    return run_day(world_, plan, *traffic_, breaks);
  }

  void measure_gaps(const DayPlan& plan,
                    const DayOutcome& outcome,
                    const geo::LinkTimes& raw,
                    ConvergenceRow& row) const {
    const Stopwatch watch(control_.timings, &RunTimings::checking_s);
    const Gaps gaps = gaps_of(world_, plan, outcome, knowledge_of(world_, state_, raw));
    row.route_gap = gaps.route;
    row.choice_gap = gaps.choice;
    row.background_route_gap = background_gap_of(world_, state_.background_routes, raw);
  }

  Expected<void> live(std::uint32_t day, bool forked) {
    const std::unique_ptr<EventLog> events = log_for(day, forked);
    const DayPlan plan{choice_,
                       state_.tour_mode,
                       state_.routes,
                       state_.departure,
                       state_.times,
                       control_.replication,
                       state_.days + 1,
                       control_.stop,
                       state_.background_routes,
                       events.get()};
    EVEIL_TRY(DayOutcome outcome, live_through(day, plan));
    if (events != nullptr && !events->finish()) {
      return failed("events", "came out of order: a fault of the program, please report it");
    }
    share_emissions(world_, outcome);
    const geo::LinkTimes raw = raw_times(world_.network(), traffic_->counts());
    ConvergenceRow row = convergence_of(world_, outcome);
    measure_gaps(plan, outcome, raw, row);
    row.day = state_.days + 1;
    row.forked = forked;
    row.changed_share = changed_share(world_, before_, state_.tour_mode);
    if (!forked) settle(row);
    record(row, outcome, day, events != nullptr);
    state_.convergence.push_back(std::move(row));
    learn_from(world_, outcome, opening_ > 1.0 ? as_on_stated_roads(raw) : raw, state_);
    return {};
  }

  const World& world_;
  const RunControl& control_;
  Sink* sink_;
  const Checkpoint* from_ = nullptr;
  ModeChoice choice_;
  std::unique_ptr<Traffic> traffic_;
  double opening_ = 0.0;
  std::uint32_t last_ = 0;  // day of this run
  bool settled_ = false;
  LearntState state_;
  Column<TourId, Mode> before_;
};

}  // namespace

Expected<LearntState> learn(const World& world, const RunControl& control, Sink* sink) {
  LearntState state;
  state.seed = world.scenario.simulation.seed;
  state.sample = world.scenario.simulation.sample;
  state.territory_digest = world.territory.digest;
  state.scenario_digest = scenarios::digest_of(world.scenario);
  state.population_digest = world.population_digest;
  state.modes = world.modes;
  state.times = geo::LinkTimes::free_flow(world.network());
  for (const geo::LinkId link : world.network().from.ids()) {
    state.free_ms.push_back(geo::free_flow_ms(world.network(), link));
  }
  for (const scenarios::Service& service : world.scenario.services) {
    state.levels.push_back(level_for(world, service, {}));
  }
  state.tour_mode.assign(world.tours.size(), no_mode);
  state.departure = world.population.departure;
  state.parking = ParkingLevel(world.territory.sites.size());
  state.routes = RouteBook(world.population.trip_count());
  load_stated_routes(world, state);
  return Days(world, std::move(state), control, sink).run(world.scenario.simulation.days, false);
}

Expected<LearntState> fork(const World& world,
                           const LearntState& learnt,
                           const RunControl& control,
                           Sink* sink) {
  LearntState state = learnt;
  carry_over(world, state);
  state.tour_mode = translated(world, learnt);
  state.modes = world.modes;
  state.scenario_digest = scenarios::digest_of(world.scenario);
  state.levels.clear();
  for (const scenarios::Service& service : world.scenario.services) {
    state.levels.push_back(level_for(world, service, learnt.levels));
  }
  return Days(world, std::move(state), control, sink)
      .run(world.scenario.simulation.fork_days, true);
}

Expected<LearntState> resume(const World& world,
                             Checkpoint from,
                             const RunControl& control,
                             Sink* sink) {
  if (sink != nullptr) {
    const auto& known = from.state.convergence;
    for (std::size_t row = known.size() - from.days; row < known.size(); ++row) {
      sink->convergence(known[row]);
    }
  }
  const scenarios::Simulation& simulation = world.scenario.simulation;
  return Days(world, std::move(from.state), control, sink)
      .run(from.forked ? simulation.fork_days : simulation.days, from.forked, from);
}

Expected<void> check_state(const World& world, const LearntState& state, const std::string& where) {
  std::vector<Error> errors;
  const auto differs =
      [&](const std::string& what, const std::string& here, const std::string& there) {
        errors.push_back(
            {ErrorKind::bad_input,
             where,
             fmt::format("{} is {} in the state and {} in the scenario; learn the base again with "
                         "this scenario",
                         what,
                         there,
                         here),
             {}});
      };
  const scenarios::Simulation& simulation = world.scenario.simulation;
  if (state.territory_digest != world.territory.digest) {
    differs("the territory's digest", world.territory.digest, state.territory_digest);
  }
  if (state.seed != simulation.seed) {
    differs("simulation.seed", fmt::to_string(simulation.seed), fmt::to_string(state.seed));
  }
  if (state.sample != simulation.sample) {
    differs("simulation.sample", fmt::to_string(simulation.sample), fmt::to_string(state.sample));
  }
  if (errors.empty() && state.population_digest != world.population_digest) {
    differs("the population's digest", world.population_digest, state.population_digest);
  }
  // A file that was changed may say one thing and hold another.
  if (errors.empty() && state.tour_mode.size() != world.tours.size()) {
    differs("the number of tours",
            fmt::to_string(world.tours.size()),
            fmt::to_string(state.tour_mode.size()));
  }
  if (errors.empty() && state.routes.size() != world.population.trip_count()) {
    differs("the number of trips",
            fmt::to_string(world.population.trip_count()),
            fmt::to_string(state.routes.size()));
  }
  for (const ServiceLevel& level : state.levels) {
    if (errors.empty() && level.zones() != world.territory.zones.size()) {
      differs("the number of zones",
              fmt::to_string(world.territory.zones.size()),
              fmt::to_string(level.zones()));
    }
  }
  if (errors.empty() &&
      state.parking.hours().size() != world.territory.sites.size() * level_hours) {
    differs("the number of generators",
            fmt::to_string(world.territory.sites.size()),
            fmt::to_string(state.parking.hours().size() / level_hours));
  }
  if (errors.empty() && state.departure.size() != world.population.trip_count()) {
    differs("the number of departures",
            fmt::to_string(world.population.trip_count()),
            fmt::to_string(state.departure.size()));
  }
  if (!errors.empty()) return joined(std::move(errors));
  return {};
}

}  // namespace eveil::sim
