// SPDX-License-Identifier: Apache-2.0
#include "output/service_facts.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/text.hpp"
#include "output/schema.hpp"
#include "output/wkb.hpp"

namespace eveil::output {
namespace {

using scenarios::Eligibility;
using scenarios::Service;
using scenarios::ServiceKind;

std::string name_of(Eligibility eligibility) {
  switch (eligibility) {
    case Eligibility::all:
      return "all";
    case Eligibility::none:
      return "none";
    case Eligibility::residents:
      return "residents";
    case Eligibility::without_car:
      return "without_car";
  }
  return "";
}

std::string name_of(scenarios::Nest nest) {
  switch (nest) {
    case scenarios::Nest::collective:
      return "collective";
    case scenarios::Nest::car:
      return "car";
    case scenarios::Nest::bicycle:
      return "bicycle";
    case scenarios::Nest::walk:
      return "walk";
    case scenarios::Nest::own:
      return "own";
  }
  return "";
}

std::string name_of(ServiceKind kind) {
  switch (kind) {
    case ServiceKind::on_demand:
      return "on_demand";
  }
  return "";
}

std::vector<std::string> hours_of(const Service& service) {
  std::vector<std::string> hours;
  hours.reserve(service.hours.size());
  for (const scenarios::OpenHours& open : service.hours) {
    hours.push_back(fmt::format("{}-{}", to_text(open.from), to_text(open.to)));
  }
  return hours;
}

double hours_open(const Service& service) {
  std::int64_t ms = 0;
  for (const scenarios::OpenHours& open : service.hours) ms += (open.to - open.from).ms;
  return Duration{ms}.seconds() / 3600.0;
}

Expected<void> write_service(const store::Group& root, const Service& service) {
  EVEIL_TRY(const store::Group group, root.create(service_group(service.name)));
  const std::vector<std::byte> area = wkb(service.area);
  const std::vector<std::pair<const char*, store::AttributeValue>> attributes = {
      {"kind", name_of(service.kind)},
      {"mode", service.name},
      {"area", area},
      {"vehicles", std::int64_t{service.vehicles}},
      {"seats", std::int64_t{service.seats}},
      {"hours", hours_of(service)},
      {"hours_open", hours_open(service)},
      {"max_wait_s", service.max_wait.seconds()},
      {"max_detour", service.max_detour},
      {"max_detour_extra_s", service.max_detour_extra.seconds()},
      {"stop_time_s", service.stop_time.seconds()},
      {"fare_eur", service.fare_eur},
      {"fare_eur_per_km", service.fare_eur_per_km},
      {"cost_eur_per_vehicle_hour", service.cost_eur_per_vehicle_hour},
      {"cost_eur_per_km", service.cost_eur_per_km},
      {"cost_eur_per_vehicle_day", service.cost_eur_per_vehicle_day},
      {"eligibility", name_of(service.eligibility)},
      {"constant", service.constant},
      {"nest", name_of(service.nest)}};
  for (const auto& [name, value] : attributes) EVEIL_CHECK(group.set(name, value));
  EVEIL_TRY(const store::Group requests, group.create("requests"));
  return requests.set("area", area);
}

}  // namespace

Expected<void> check_service_names(const scenarios::Scenario& scenario) {
  for (const Service& service : scenario.services) {
    const std::string& name = service.name;
    if (!name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos) {
      continue;
    }
    return bad_input(scenario.file,
                     fmt::format("the service's name '{}' cannot name a group of the result file; "
                                 "choose one without '/'",
                                 name));
  }
  return {};
}

Expected<void> write_services(const store::Group& root, const scenarios::Scenario& scenario) {
  EVEIL_TRY(const store::Group services, root.create("services"));
  std::vector<std::string> names;
  for (const Service& service : scenario.services) names.push_back(service.name);
  EVEIL_CHECK(services.set("names", names));
  for (const Service& service : scenario.services) EVEIL_CHECK(write_service(root, service));
  return {};
}

}  // namespace eveil::output
