// SPDX-License-Identifier: Apache-2.0
#include "scenarios/emission_curves.hpp"

#include <algorithm>

namespace eveil::scenarios {

namespace {

constexpr std::string_view hbefa_petrol =
    "HBEFA 4 through SUMO 1.28, petrol car Euro 5, steady speed, on the flat";
constexpr std::string_view hbefa_diesel =
    "HBEFA 4 through SUMO 1.28, diesel car Euro 5, steady speed, on the flat";
constexpr std::string_view hbefa_van =
    "HBEFA 4 through SUMO 1.28, diesel light commercial vehicle N1-III Euro 6ab, steady speed, on "
    "the flat";
constexpr std::string_view hbefa_heavy =
    "HBEFA 4 through SUMO 1.28, standard coach Euro VI A-C, steady speed, on the flat: stands for "
    "every heavy vehicle";
constexpr std::string_view copert_petrol =
    "COPERT, EMEP/EEA 2013-14, through pollemission 471f839, petrol car Euro 5, hot, average speed";
constexpr std::string_view copert_diesel =
    "COPERT, EMEP/EEA 2013-14, through pollemission 471f839, diesel car Euro 5, hot, average speed";

constexpr bool at_steady = true;
constexpr bool average = false;

// At 10, 20 … 130 km/h, then at a standstill in g/h; one row a curve, to be read as a table.
// clang-format off
constexpr EmissionCurve curves[] = {
    {RoadVehicle::petrol_car, Emission::co2, at_steady,
     {518.93, 271.02, 191.68, 155.71, 138.08, 130.45, 129.23,
      132.64, 139.68, 149.76, 162.49, 177.64, 195.01}, 5007.6,
     "C", hbefa_petrol},
    {RoadVehicle::petrol_car, Emission::fuel, at_steady,
     {168.25, 87.874, 62.149, 50.488, 44.772, 42.297, 41.902,
      43.007, 45.291, 48.56, 52.69, 57.6, 63.234}, 1623.6,
     "C", hbefa_petrol},
    {RoadVehicle::petrol_car, Emission::nox, average,
     {0.048998, 0.03937, 0.03303, 0.028314, 0.024605, 0.021591, 0.019085,
      0.016964, 0.015145, 0.013565, 0.01218, 0.010956, 0.0098661}, 0.0,
     "C", copert_petrol},
    {RoadVehicle::petrol_car, Emission::pm, at_steady,
     {0.028885, 0.027992, 0.028017, 0.028309, 0.028736, 0.029255, 0.029847,
      0.030504, 0.031219, 0.03199, 0.032815, 0.033692, 0.034621}, 0.026114,
     "C", hbefa_petrol},
    {RoadVehicle::diesel_car, Emission::co2, at_steady,
     {494.7, 272.62, 201.52, 169.27, 153.44, 146.55, 145.39,
      148.37, 154.6, 163.54, 174.85, 188.3, 203.74}, 4485.6,
     "C", hbefa_diesel},
    {RoadVehicle::diesel_car, Emission::fuel, at_steady,
     {158.97, 87.604, 64.757, 54.394, 49.306, 47.092, 46.721,
      47.68, 49.681, 52.554, 56.189, 60.513, 65.477}, 1441.4,
     "C", hbefa_diesel},
    {RoadVehicle::diesel_car, Emission::nox, average,
     {0.99391, 0.79008, 0.67371, 0.59322, 0.5368, 0.50007, 0.48142,
      0.48091, 0.50008, 0.54223, 0.61323, 0.72318, 0.88989}, 0.0,
     "C", copert_diesel},
    {RoadVehicle::diesel_car, Emission::pm, at_steady,
     {0.036243, 0.031609, 0.030313, 0.029861, 0.029752, 0.029822, 0.029998,
      0.030246, 0.030545, 0.030883, 0.031253, 0.03165, 0.03207}, 0.099792,
     "C", hbefa_diesel},
    {RoadVehicle::van, Emission::co2, at_steady,
     {737.51, 392.09, 284.14, 238.27, 219.38, 215.79, 222.47,
      236.94, 257.78, 284.17, 315.58, 351.65, 392.14}, 7016.4,
     "C", hbefa_van},
    {RoadVehicle::van, Emission::fuel, at_steady,
     {237.07, 126.03, 91.334, 76.587, 70.514, 69.356, 71.504,
      76.15, 82.848, 91.328, 101.42, 113.01, 126.02}, 2255.4,
     "C", hbefa_van},
    {RoadVehicle::van, Emission::nox, at_steady,
     {1.212, 0.62434, 0.44945, 0.38561, 0.37248, 0.38995, 0.42941,
      0.48654, 0.55896, 0.64521, 0.74439, 0.85589, 0.97929}, 12.067,
     "C", hbefa_van},
    {RoadVehicle::van, Emission::pm, at_steady,
     {0.029823, 0.028437, 0.028282, 0.028451, 0.02876, 0.029151, 0.029596,
      0.030084, 0.030606, 0.031159, 0.031739, 0.032345, 0.032975}, 0.036324,
     "C", hbefa_van},
    {RoadVehicle::heavy, Emission::co2, at_steady,
     {1178.4, 971.74, 902.86, 868.42, 847.76, 833.98, 824.14,
      816.76, 811.02, 806.43, 802.67, 799.54, 796.89}, 4132.8,
     "A", hbefa_heavy},
    {RoadVehicle::heavy, Emission::fuel, at_steady,
     {378.74, 312.32, 290.18, 279.11, 272.47, 268.04, 264.88,
      262.5, 260.66, 259.18, 257.98, 256.97, 256.12}, 1328.4,
     "A", hbefa_heavy},
    {RoadVehicle::heavy, Emission::nox, at_steady,
     {1.968, 0.98476, 0.65789, 0.49545, 0.39903, 0.33585, 0.29185,
      0.26, 0.2364, 0.21871, 0.20542, 0.19556, 0.18843}, 19.678,
     "A", hbefa_heavy},
    {RoadVehicle::heavy, Emission::pm, at_steady,
     {0.57286, 0.29342, 0.20448, 0.16383, 0.14305, 0.13265, 0.12857,
      0.12877, 0.13213, 0.13796, 0.14585, 0.1555, 0.16671}, 5.688,
     "A", hbefa_heavy},
};
// clang-format on

constexpr double first_km_h = 10.0;
constexpr double step_km_h = 10.0;

}  // namespace

std::string_view name_of(Emission emission) {
  switch (emission) {
    case Emission::co2:
      return "co2";
    case Emission::fuel:
      return "fuel";
    case Emission::nox:
      return "nox";
    case Emission::pm:
      return "pm";
  }
  return "";
}

std::string_view name_of(RoadVehicle vehicle) {
  switch (vehicle) {
    case RoadVehicle::petrol_car:
      return "petrol_car";
    case RoadVehicle::diesel_car:
      return "diesel_car";
    case RoadVehicle::van:
      return "van";
    case RoadVehicle::heavy:
      return "heavy";
  }
  return "";
}

double EmissionCurve::per_km(double km_h) const {
  const double last = static_cast<double>(g_per_km.size() - 1);
  const double place = std::clamp((km_h - first_km_h) / step_km_h, 0.0, last);
  const auto below = std::min(static_cast<std::size_t>(place), g_per_km.size() - 2);
  const double part = place - static_cast<double>(below);
  return g_per_km[below] + part * (g_per_km[below + 1] - g_per_km[below]);
}

double EmissionCurve::grams(double kilometres, double free_km_h, double hours) const {
  if (!steady) return kilometres * per_km(hours > 0.0 ? kilometres / hours : free_km_h);
  const double stopped = std::max(0.0, hours - kilometres / free_km_h);
  return kilometres * per_km(free_km_h) + stopped * idle_g_per_h;
}

std::span<const EmissionCurve> emission_curves() { return curves; }

const EmissionCurve& emission_curve(RoadVehicle vehicle, Emission emission) {
  return curves[static_cast<std::size_t>(vehicle) * emission_count +
                static_cast<std::size_t>(emission)];
}

}  // namespace eveil::scenarios
