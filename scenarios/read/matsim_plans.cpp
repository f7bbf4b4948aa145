// SPDX-License-Identifier: Apache-2.0
#include "scenarios/read/matsim_plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "geo/base/text.hpp"
#include "geo/io/path.hpp"
#include "geo/io/xml.hpp"
#include "geo/network/matsim.hpp"

namespace eveil::scenarios {

namespace {

using io::XmlAttributes;

constexpr std::size_t most_text = 1U << 24U;  // bytes of one route
constexpr std::size_t most_legs = 10'000;     // of one person

std::optional<bool> yes_or_no(std::string_view word) {
  for (const std::string_view yes : {"yes", "true", "always", "sometimes", "all", "some"}) {
    if (word == yes) return true;
  }
  for (const std::string_view no : {"no", "false", "never", "none"}) {
    if (word == no) return false;
  }
  return std::nullopt;
}

void add_fact(PlanPerson& person, std::string_view name, std::string_view value) {
  if (name == "age") {
    const auto years = parse_double(value);
    if (years && *years >= 0.0) person.age = static_cast<std::uint8_t>(std::min(*years, 120.0));
  } else if (name == "sex" || name == "gender") {
    if (value == "m" || value == "male") person.sex = Sex::male;
    if (value == "f" || value == "female") person.sex = Sex::female;
  } else if (name == "employed") {
    person.employed = yes_or_no(value);
  } else if (name == "license" || name == "hasLicense") {
    person.licence = yes_or_no(value);
  } else if (name == "carAvail" || name == "car_avail" || name == "carAvailability") {
    person.car = yes_or_no(value);
  }
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  constexpr std::string_view blanks = " \t\r\n";
  for (std::size_t at = text.find_first_not_of(blanks); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = text.find_first_not_of(blanks, end);
  }
  return words;
}

class Reader : public io::XmlHandler {
 public:
  explicit Reader(PlanTaker& taker) : taker_(taker) {}
  std::string crs;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (depth_++ == 0) return root(name);
    if (name == "person") return person(attributes);
    if (name == "attribute") {
      attribute_ = std::string(attributes["name"]);
      text_.clear();
      return;
    }
    if (!in_person_) return;
    if (name == "plan") {
      plan_ = {};
      selected_ = attributes["selected"] == "yes";
      in_plan_ = true;
    }
    if (!in_plan_) return;
    if (name == "act" || name == "activity") return activity(attributes);
    if (name == "leg") return leg(attributes);
    if (name == "route") return route(attributes);
  }

  void end(std::string_view name) override {
    --depth_;
    if (name == "attribute") return attribute_end();
    if (name == "route") return route_end();
    if (name == "plan" && in_plan_) return plan_end();
    if (name == "person" && in_person_) {
      in_person_ = false;
      taker_.take(std::move(person_));
    }
  }

  void text(std::string_view piece) override {
    if (attribute_.empty() && !in_route_) return;
    if (text_.size() + piece.size() > most_text) {
      return refuse(fmt::format("a text is longer than {} bytes, which no route is", most_text));
    }
    text_ += piece;
  }

 private:
  void root(std::string_view name) {
    if (name == "population") return;
    version4_ = name == "plans";
    if (version4_) return;
    refuse(fmt::format(
        "the outermost element is <{}>, expected <population> or <plans>: MATSim's plans", name));
  }

  void person(const XmlAttributes& attributes) {
    person_ = {};
    has_selected_ = false;
    person_.id = std::string(attributes["id"]);
    in_person_ = !person_.id.empty();
    if (!in_person_) return error("a person has no `id`; give one");
    if (!known_.insert(person_.id).second) {
      in_person_ = false;
      return error(fmt::format("person `{}` stands before this place already; leave one of them",
                               person_.id));
    }
    for (const std::string_view key :
         {"age", "sex", "employed", "license", "car_avail", "carAvail"}) {
      if (const auto value = attributes.find(key)) add_fact(person_, key, *value);
    }
  }

  void attribute_end() {
    const std::string_view value = trim(text_);
    if (!in_person_ && attribute_ == "coordinateReferenceSystem") crs = std::string(value);
    if (in_person_ && !in_plan_) add_fact(person_, attribute_, value);
    attribute_.clear();
  }

  std::string who() const { return fmt::format("person `{}`", person_.id); }

  void activity(const XmlAttributes& attributes) {
    if (plan_.activities.size() != plan_.legs.size()) {
      return error(fmt::format("{} has two activities without a leg between them", who()));
    }
    PlanActivity activity;
    activity.type = std::string(attributes["type"]);
    activity.link = std::string(attributes["link"]);
    activity.end = time(attributes, "end_time");
    activity.stays = time(attributes, attributes.has("max_dur") ? "max_dur" : "dur");
    constexpr std::string_view between = " interaction";
    activity.interaction =
        activity.type.size() > between.size() &&
        std::string_view(activity.type).substr(activity.type.size() - between.size()) == between;
    if (activity.stays && *activity.stays < Duration{0}) {
      error(fmt::format("{} stays {} s at `{}`, expected 0 or more",
                        who(),
                        activity.stays->seconds(),
                        activity.type));
    }
    if (attributes.has("x") || attributes.has("y")) {
      const auto x = parse_double(attributes["x"]);
      const auto y = parse_double(attributes["y"]);
      if (!x || !y) {
        return error(fmt::format("{} has an activity at x `{}`, y `{}`, expected two numbers",
                                 who(),
                                 attributes["x"],
                                 attributes["y"]));
      }
      activity.place = Point{*x, *y};
    }
    plan_.activities.push_back(std::move(activity));
  }

  void leg(const XmlAttributes& attributes) {
    if (plan_.activities.size() != plan_.legs.size() + 1) {
      return error(fmt::format("{} has a leg without an activity before it", who()));
    }
    if (plan_.legs.size() >= most_legs) {
      return refuse(fmt::format("{} has more than {} legs", who(), most_legs));
    }
    PlanLeg leg;
    leg.mode = std::string(attributes["mode"]);
    leg.departure = time(attributes, "dep_time");
    leg.travel = lasts(attributes, "trav_time");
    leg.start_link = plan_.activities.back().link;
    plan_.legs.push_back(std::move(leg));
  }

  void route(const XmlAttributes& attributes) {
    if (plan_.legs.empty() || plan_.activities.size() != plan_.legs.size()) {
      return error(fmt::format("{} has a route outside of a leg", who()));
    }
    in_route_ = true;
    text_.clear();
    PlanLeg& leg = plan_.legs.back();
    by_links_ = attributes["type"] == "links";
    if (const auto start = attributes.find("start_link")) leg.start_link = std::string(*start);
    if (const auto end = attributes.find("end_link")) leg.end_link = std::string(*end);
    const auto takes = lasts(attributes, "trav_time");
    // A leg by public transport takes longer than the ride, which is all that its route states.
    if (takes && (leg.mode != "pt" || !leg.travel)) leg.travel = takes;
    const std::string_view metres = attributes[version4_ ? "dist" : "distance"];
    const auto distance = parse_double(metres);
    if (distance && *distance >= 0.0) leg.distance_m = *distance;
  }

  void route_end() {
    if (!in_route_) return;
    in_route_ = false;
    PlanLeg& leg = plan_.legs.back();
    if (!by_links_ && !version4_) return;
    leg.by_nodes = version4_;
    leg.route = words_of(text_);
    leg.fixed = !leg.route.empty();
  }

  void plan_end() {
    in_plan_ = false;
    for (std::size_t row = 0; row < plan_.legs.size(); ++row) {
      const std::size_t next = std::min(row + 1, plan_.activities.size() - 1);
      if (plan_.legs[row].end_link.empty()) plan_.legs[row].end_link = plan_.activities[next].link;
    }
    if (!plan_.activities.empty() && plan_.activities.size() != plan_.legs.size() + 1) {
      return error(fmt::format("the plan of {} ends with a leg, expected an activity", who()));
    }
    const bool better = selected_ ? !has_selected_ : person_.activities.empty();
    if (!better) return;
    has_selected_ = selected_;
    person_.activities = std::move(plan_.activities);
    person_.legs = std::move(plan_.legs);
  }

  std::optional<Duration> time(const XmlAttributes& attributes, std::string_view key) {
    const auto parsed = geo::parse_matsim_time(attributes[key]);
    if (parsed) return *parsed;
    error(fmt::format("the `{}` of {}: {}", key, who(), parsed.error()));
    return std::nullopt;
  }

  std::optional<Duration> lasts(const XmlAttributes& attributes, std::string_view key) {
    const auto found = time(attributes, key);
    if (!found || *found >= Duration{0}) return found;
    error(fmt::format("the `{}` of {} is `{}`, expected 0 or more", key, who(), attributes[key]));
    return std::nullopt;
  }

  PlanTaker& taker_;
  int depth_ = 0;
  bool version4_ = false;
  bool in_person_ = false;
  bool in_plan_ = false;
  bool in_route_ = false;
  bool by_links_ = false;
  bool selected_ = false;
  bool has_selected_ = false;
  PlanPerson person_;
  PlanPerson plan_;  ///< the one being read: its activities and legs
  std::unordered_set<std::string> known_;
  std::string attribute_;
  std::string text_;
};

}  // namespace

Expected<std::string> read_matsim_plans(const std::string& file, PlanTaker& taker) {
  EVEIL_TRY(const std::string real, io::local_file(file));
  Reader reader(taker);
  io::XmlLimits limits;
  limits.what = "plan";
  EVEIL_CHECK(io::read_xml(file, real, limits, reader));
  return std::move(reader.crs);
}

Expected<PlannedPeople> read_people(const std::string& file,
                                    const geo::Territory& territory,
                                    double share) {
  PlansOnTerritory plans(territory, share);
  EVEIL_TRY(const std::string crs, read_matsim_plans(file, plans));
  return plans.finish(file);
}

}  // namespace eveil::scenarios
