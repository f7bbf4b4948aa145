// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/text.hpp"
#include "scenarios/parameters.hpp"
#include "scenarios/read/background.hpp"
#include "scenarios/read/changes.hpp"
#include "scenarios/read/read.hpp"
#include "scenarios/read/section.hpp"

namespace eveil::scenarios {

namespace {

constexpr TomlFile file = TomlFile::scenario;

Expected<void> check_base_exists(const Value& extending, const std::string& base) {
  std::error_code ignored;
  if (std::filesystem::exists(base, ignored)) return {};
  return bad_input(extending.find("base")->where + ": base",
                   fmt::format("there is no file {}; check the name, which is relative to the file "
                               "that says it",
                               base));
}

/// A setting of a section that doesn't exist, with the key that was probably meant.
Expected<void> check_setting(const std::string& setting) {
  const std::string key(trim(std::string_view(setting).substr(0, setting.find('='))));
  const std::string first = key.substr(0, key.find('.'));
  std::vector<std::string> names;
  for (const Key& known : all_keys()) {
    if (known.file != file) continue;
    if (known.section.empty() && known.name == first) return {};
    const bool plain = known.type != KeyType::section && known.type != KeyType::sections &&
                       known.type != KeyType::later && known.type != KeyType::gone;
    if (!plain || known.section == "service") continue;
    names.push_back(known.section.empty() ? known.name : known.section + "." + known.name);
  }
  const std::string last = key.substr(key.rfind('.') + 1);
  std::string near(nearest(key, {names.begin(), names.end()}));
  for (const std::string& name : names) {
    if (name.substr(name.rfind('.') + 1) == last) near = name;
  }
  return bad_input("--set " + key,
                   near.empty() ? "unknown key; docs/keys.md lists them"
                                : fmt::format("unknown key; did you mean {}?", near));
}

// 0 stands for the sample; far below any sample no vehicle would ever pass.
void check_factor(Section& section, std::string_view name, double factor) {
  constexpr double smallest = 1e-6;
  if (factor == 0.0 || factor >= smallest) return;
  section.fail(name,
               fmt::format("found {}, allowed is 0 (the sample's) or {} to 10", factor, smallest));
}

/// The file laid over all that it extends; `bases` gets their paths, nearest first.
Expected<Value> read_chain(const std::string& path, std::vector<std::string>& bases) {
  if (path.empty()) return bad_input("scenario", "its name is empty; name a file");
  std::vector<Value> chain;
  std::vector<std::string> seen;
  std::string next = path;
  while (!next.empty()) {
    const std::string canonical = std::filesystem::weakly_canonical(next).string();
    if (std::find(seen.begin(), seen.end(), canonical) != seen.end()) {
      const Value* base = chain.back().find("base");
      return bad_input(base->where + ": base",
                       fmt::format("\"{}\" leads back to itself through {} file(s); remove one "
                                   "`base`",
                                   base->text,
                                   seen.size()));
    }
    seen.push_back(canonical);
    if (!chain.empty()) EVEIL_CHECK(check_base_exists(chain.back(), next));
    EVEIL_TRY(Value root, read_toml(next));
    if (!chain.empty()) bases.push_back(next);
    next.clear();
    const Value* base = root.find("base");
    if (base != nullptr && base->type == Value::Type::text) next = resolved_path(*base);
    chain.push_back(std::move(root));
  }
  Value whole = std::move(chain.back());
  for (std::size_t row = chain.size() - 1; row-- > 0;) {
    std::string where = chain[row].where;
    whole = merged(std::move(whole), chain[row]);
    whole.where = std::move(where);
  }
  return whole;
}

void read_simulation(const Value& table, Simulation& simulation, std::vector<Error>& errors) {
  Section section(table, file, "simulation", errors);
  const std::size_t errors_before = errors.size();
  section.read("seed", simulation.seed);
  section.read("sample", simulation.sample);
  section.read("days", simulation.days);
  section.read("fork_days", simulation.fork_days);
  section.read("average_days", simulation.average_days);
  section.read("relative_gap", simulation.relative_gap);
  section.read("replan_share", simulation.replan_share);
  section.read("turn_away_after", simulation.turn_away_after);
  section.read("flow_factor", simulation.flow_factor);
  section.read("storage_factor", simulation.storage_factor);
  section.read("storage_exponent", simulation.storage_exponent);
  section.read("buses_on_road", simulation.buses_on_road);
  check_factor(section, "flow_factor", simulation.flow_factor);
  check_factor(section, "storage_factor", simulation.storage_factor);
  if (!section.has("average_days")) {
    simulation.average_days = std::min(simulation.average_days, simulation.fork_days);
  }
  // A default that stands in for a refused value is not what the user wrote.
  if (errors.size() > errors_before) return;
  if (simulation.average_days > simulation.fork_days) {
    section.fail("average_days",
                 fmt::format("found {}, allowed is at most fork_days = {}; lower it or raise "
                             "fork_days",
                             simulation.average_days,
                             simulation.fork_days));
  }
}

void read_coefficients(const Value& table,
                       std::string_view name,
                       Scenario& scenario,
                       std::vector<Error>& errors) {
  Section section(table, file, name, errors);
  for (const ParameterFact& fact : parameter_facts()) {
    if (fact.section == name) section.read(fact.key, value_of(scenario, fact));
  }
}

void read_name(Section& section, Service& service) {
  section.read("name", service.name);
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  if (service.name.size() > 64 || !std::all_of(service.name.begin(), service.name.end(), allowed)) {
    section.fail("name",
                 fmt::format("found \"{}\", expected at most 64 letters a-z, digits, `-` "
                             "and `_`",
                             service.name));
  }
  for (const std::string_view mode :
       {"car_driver", "car_passenger", "transit", "walk", "bicycle", "motorcycle", "all"}) {
    if (service.name == mode) {
      section.fail("name", fmt::format("\"{}\" is a mode's name; choose another", mode));
    }
  }
}

void read_words(Section& section, Service& service) {
  std::string kind = "on_demand";
  section.read("kind", kind);
  constexpr std::string_view later[] = {
      "ride_hailing", "shuttle", "carpool", "bike_share", "scooter", "car_share", "park_and_ride"};
  if (std::find(std::begin(later), std::end(later), kind) != std::end(later)) {
    section.fail("kind", fmt::format("\"{}\" is not in this version; only on_demand is", kind));
  } else if (kind != "on_demand") {
    section.fail("kind", fmt::format("found \"{}\", expected on_demand", kind));
  }
  std::string who = "all";
  section.read("eligibility", who);
  constexpr std::pair<std::string_view, Eligibility> words[] = {
      {"all", Eligibility::all},
      {"none", Eligibility::none},
      {"residents", Eligibility::residents},
      {"without_car", Eligibility::without_car}};
  for (const auto& [word, value] : words) {
    if (who != word) continue;
    service.eligibility = value;
    return;
  }
  section.fail("eligibility",
               fmt::format("found \"{}\", expected all, none, residents or without_car", who));
}

void read_nest(Section& section, Service& service) {
  std::string nest = "collective";
  section.read("nest", nest);
  constexpr std::pair<std::string_view, Nest> words[] = {{"collective", Nest::collective},
                                                         {"car", Nest::car},
                                                         {"bicycle", Nest::bicycle},
                                                         {"walk", Nest::walk},
                                                         {"own", Nest::own}};
  for (const auto& [word, value] : words) {
    if (nest != word) continue;
    service.nest = value;
    return;
  }
  section.fail("nest",
               fmt::format("found \"{}\", expected collective, car, bicycle, walk or own", nest));
}

Service read_service(const Value& table, AreaSource& area, std::vector<Error>& errors) {
  Section section(table, file, "service", errors);
  Service service;
  read_name(section, service);
  read_words(section, service);
  read_nest(section, service);
  if (section.has("area") == section.has("zones")) {
    section.fail("area",
                 section.has("area")
                     ? "both `area` and `zones` are given; remove one of them"
                     : "missing: give `area = \"file.geojson\"` or `zones = [\"code\"]`");
  } else {
    section.read_path("area", area.file);
    section.read_texts("zones", area.zones);
  }
  area.where = section.where(section.has("area") ? "area" : "zones");
  section.read("vehicles", service.vehicles);
  section.read("seats", service.seats);
  service.hours = {{day_start, day_end}};
  read_open_hours(section, service.hours);
  section.read("max_wait", service.max_wait);
  section.read("max_detour", service.max_detour);
  section.read("max_detour_extra", service.max_detour_extra);
  section.read("stop_time", service.stop_time);
  section.read_euros("fare", service.fare_eur);
  section.read_euros("fare_per_km", service.fare_eur_per_km);
  section.read_euros("cost_per_hour", service.cost_eur_per_vehicle_hour);
  section.read_euros("cost_per_km", service.cost_eur_per_km);
  section.read_euros("cost_per_day", service.cost_eur_per_vehicle_day);
  section.read("constant", service.constant);
  return service;
}

void read_services(Section& top, ScenarioSources& sources, std::vector<Error>& errors) {
  std::set<std::string> names;
  for (const Value* entry : top.sections("service")) {
    AreaSource area;
    const ServiceId id = sources.scenario.services.push_back(read_service(*entry, area, errors));
    sources.areas.push_back(std::move(area));
    const std::string& name = sources.scenario.services[id].name;
    if (!name.empty() && !names.insert(name).second) {
      errors.push_back({ErrorKind::bad_input,
                        entry->where + ": service.name",
                        fmt::format("\"{}\" is the name of two services; give each its own", name),
                        {}});
    }
  }
}

}  // namespace

Expected<ScenarioSources> read_scenario(const std::string& path,
                                        const std::vector<std::string>& settings) {
  ScenarioSources sources;
  Scenario& scenario = sources.scenario;
  EVEIL_TRY(Value root, read_chain(path, scenario.base_files));
  std::vector<Error> errors;
  for (const std::string& setting : settings) {
    if (auto known = check_setting(setting); !known) {
      errors.push_back(known.error());
      continue;
    }
    if (auto applied = apply_setting(root, setting); !applied) errors.push_back(applied.error());
  }
  scenario.file = path;
  scenario.name = std::filesystem::path(path).stem().string();
  Section section(root, file, "", errors);
  section.read_path("territory", scenario.territory_file);
  sources.territory_where = section.where("territory");
  std::string base;
  section.read_path("base", base);
  if (const Value* table = section.get("simulation", Value::Type::table)) {
    read_simulation(*table, scenario.simulation, errors);
  }
  if (const Value* table = section.get("population", Value::Type::table)) {
    Section people(*table, file, "population", errors);
    people.read_path("plans", scenario.population.plans);
    people.read("cars_per_person", scenario.population.cars_per_person);
    if (people.has("plans") && people.has("cars_per_person")) {
      people.fail("cars_per_person",
                  "belongs to people who are made up, not to `plans`; remove one");
    }
  }
  for (const std::string_view name : parameter_sections()) {
    const Value* table = section.get(name, Value::Type::table);
    if (table != nullptr) read_coefficients(*table, name, scenario, errors);
  }
  if (const Value* table = section.get("output", Value::Type::table)) {
    Section output(*table, file, "output", errors);
    output.read("record_days", scenario.output.record_days);
    output.read("events", scenario.output.events);
  }
  read_services(section, sources, errors);
  read_changes(section, sources, errors);
  read_backgrounds(section, sources, errors);
  if (!errors.empty()) return joined(std::move(errors));
  return sources;
}

}  // namespace eveil::scenarios
