// SPDX-License-Identifier: Apache-2.0
#include "scenarios/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <string_view>

#include "geo/base/hash.hpp"
#include "scenarios/parameters.hpp"

namespace eveil::scenarios {

namespace {

/// Names and values as text, one a line: shortest digits that read back as the same number. Texts
/// go in with their length, so that no two scenarios spell the same lines.
class Spelling {
 public:
  void add(std::string_view key, double value) { hash_.update(fmt::format("{}={}\n", key, value)); }
  void add(std::string_view key, std::integral auto value) {
    hash_.update(fmt::format("{}={}\n", key, value));
  }
  void add(std::string_view key, std::string_view value) {
    hash_.update(fmt::format("{}:{}={}\n", key, value.size(), value));
  }
  std::string hex() const { return hash_.hex(); }

 private:
  Sha256 hash_;
};

void spell(Spelling& out, const Simulation& simulation) {
  out.add("seed", simulation.seed);
  out.add("sample", simulation.sample);
  out.add("days", simulation.days);
  out.add("fork_days", simulation.fork_days);
  out.add("average_days", simulation.average_days);
  out.add("relative_gap", simulation.relative_gap);
  out.add("replan_share", simulation.replan_share);
  out.add("turn_away_after", simulation.turn_away_after.ms);
  out.add("flow_factor", simulation.flow_factor);
  out.add("storage_factor", simulation.storage_factor);
  out.add("storage_exponent", simulation.storage_exponent);
  if (simulation.buses_on_road) out.add("buses_on_road", 1);
}

void spell(Spelling& out, const PopulationOptions& population) {
  out.add("cars_per_person", population.cars_per_person);
  // Who they are is in the population's own digest.
  if (!population.plans.empty()) out.add("plans", std::string_view("stated"));
}

void spell(Spelling& out, const Area& area) {
  out.add("parts", area.parts.size());
  for (const Polygon& part : area.parts) {
    out.add("rings", part.rings.size());
    for (const auto& ring : part.rings) {
      out.add("points", ring.size());
      for (const Point p : ring) {
        out.add("x", p.x);
        out.add("y", p.y);
      }
    }
  }
}

void spell(Spelling& out, const std::vector<OpenHours>& hours) {
  out.add("hours", hours.size());
  for (const OpenHours& open : hours) {
    out.add("from", open.from.ms);
    out.add("to", open.to.ms);
  }
}

void spell(Spelling& out, const Service& service) {
  out.add("service", service.name);
  out.add("kind", static_cast<unsigned>(service.kind));
  spell(out, service.area);
  out.add("vehicles", service.vehicles);
  out.add("seats", service.seats);
  spell(out, service.hours);
  out.add("max_wait", service.max_wait.ms);
  out.add("max_detour", service.max_detour);
  out.add("max_detour_extra", service.max_detour_extra.ms);
  out.add("stop_time", service.stop_time.ms);
  out.add("fare", service.fare_eur);
  out.add("fare_per_km", service.fare_eur_per_km);
  out.add("cost_per_vehicle_hour", service.cost_eur_per_vehicle_hour);
  out.add("cost_per_km", service.cost_eur_per_km);
  out.add("cost_per_vehicle_day", service.cost_eur_per_vehicle_day);
  out.add("eligibility", static_cast<unsigned>(service.eligibility));
  out.add("constant", service.constant);
  out.add("nest", static_cast<unsigned>(service.nest));
}

void spell(Spelling& out, const Change& change) {
  out.add("change", name_of(change.target));
  out.add("by", static_cast<unsigned>(change.by));
  out.add("amount", change.amount);
  out.add("classes", change.where.classes.size());
  for (const geo::RoadClass road_class : change.where.classes)
    out.add("class", name_of(road_class));
  out.add("ids", change.where.ids.size());
  for (const std::int64_t id : change.where.ids) out.add("id", id);
  spell(out, change.where.area);
  out.add("lines", change.where.lines.size());
  for (const std::string& line : change.where.lines) out.add("line", line);
  spell(out, change.hours);
}

}  // namespace

double car_cost_eur_per_km(const Scenario& scenario, TimeOfDay time) {
  const ChoiceParameters& choice = scenario.choice;
  const double fuel =
      changed(scenario.changes, ChangeTarget::fuel_price, choice.fuel_price_eur_per_l, time);
  const double dearer = choice.car_fuel_l_per_100km / 100.0 * (fuel - choice.fuel_price_eur_per_l);
  const double cost = std::max(0.0, choice.car_cost_eur_per_km + dearer);
  return changed(scenario.changes, ChangeTarget::car_cost, cost, time);
}

double transit_fare_eur(const Scenario& scenario, TimeOfDay time) {
  return changed(scenario.changes, ChangeTarget::transit_fare, scenario.transit.fare_eur, time);
}

std::string digest_of(const Scenario& scenario) {
  Spelling out;
  out.add("format", 1);
  spell(out, scenario.simulation);
  spell(out, scenario.population);
  for (const ParameterFact& fact : parameter_facts()) out.add(fact.key, value_of(scenario, fact));
  out.add("record_days", scenario.output.record_days);
  if (scenario.output.events) out.add("events", 1);
  out.add("services", scenario.services.size());
  for (const Service& service : scenario.services) spell(out, service);
  out.add("changes", scenario.changes.size());
  for (const Change& change : scenario.changes) spell(out, change);
  out.add("background", scenario.background.size());
  for (const BackgroundFlow& flow : scenario.background) {
    out.add("flow", flow.name);
    out.add("vehicles", flow.vehicles);
    out.add("size", flow.size);
  }
  return out.hex();
}

}  // namespace eveil::scenarios
