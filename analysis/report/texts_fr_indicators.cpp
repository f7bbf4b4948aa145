// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/texts.hpp"

namespace eveil::analysis {

namespace {

constexpr Text texts[] = {
    {"trip_rate", "Déplacements par personne"},
    {"trip_rate?",
     "Déplacements faits dans la journée, rapportés à tous les habitants, y compris ceux qui "
     "restent chez eux."},
    {"mode_share", "Part des déplacements"},
    {"mode_share?", "Déplacements faits avec ce mode, rapportés à tous les déplacements faits."},
    {"mode_share_distance", "Part des distances"},
    {"mode_share_distance?",
     "Distance des déplacements faits avec ce mode, rapportée à celle de tous."},
    {"passenger_km", "Distance des voyageurs"},
    {"passenger_km?", "Distance de tous les déplacements faits."},
    {"co2e", "CO₂e des déplacements des habitants"},
    {"co2e?",
     "Du réservoir à la roue, par jour, pour les déplacements faits : les voitures redressées "
     "comme leurs conducteurs, les véhicules d’un service une fois, leurs kilomètres à vide "
     "partagés entre leurs voyageurs."},
    {"travel_time.mean", "Durée de déplacement, moyenne"},
    {"travel_time.mean?", "Du départ à l’arrivée, attente comprise, des déplacements faits."},
    {"travel_time.median", "Durée de déplacement, médiane"},
    {"travel_time.median?",
     "Du départ à l’arrivée, des déplacements faits ; la moitié dure plus longtemps."},
    {"vehicle_km", "Distance des véhicules"},
    {"vehicle_km?",
     "Parcourue par les voitures, redressées comme leurs conducteurs, et par chaque véhicule d’un "
     "service une fois, trajets à vide compris."},
    {"vehicle_km.background", "Trafic de fond"},
    {"vehicle_km.background?",
     "Parcouru par des véhicules qui ne sont le déplacement de personne, redressé selon "
     "l’échantillon ; dans aucun autre chiffre."},
    {"delay", "Temps perdu dans le trafic"},
    {"delay?",
     "Heures passées sur les rues par les voitures et les véhicules d’un service au-delà de la "
     "circulation fluide."},
    {"trips.failed", "Déplacements non faits"},
    {"trips.failed?", "Déplacements prévus et non faits, selon ce qui s’est passé."},
    {"transit.co2e", "CO₂e des transports collectifs"},
    {"transit.co2e?",
     "Des trajets en transports collectifs, par voyageur-km et type de ligne, amont du réservoir "
     "compris : à ne jamais ajouter aux autres."},
    {"transit.boardings", "Montées dans les transports collectifs"},
    {"transit.boardings?", "Une correspondance est une montée de plus."},
    {"transit.left_behind", "Laissés à l’arrêt par un véhicule plein"},
    {"transit.left_behind?", "Nombre de fois que quelqu’un l’a été ; il attend le suivant."},
    {"arrivals", "Arrivées"},
    {"arrivals?", "Déplacements arrivés au générateur de mobilité."},
    {"service.requests", "Demandes"},
    {"service.requests?", "Courses demandées."},
    {"service.served", "Assurées"},
    {"service.served?", "Demandes menées à destination."},
    {"service.refusal_rate", "Taux de refus"},
    {"service.refusal_rate?", "Demandes refusées rapportées aux demandes."},
    {"service.refusals", "Refus"},
    {"service.refusals?", "Demandes refusées, par cause."},
    {"service.wait.mean", "Attente, moyenne"},
    {"service.wait.mean?", "De la demande à la prise en charge, des courses assurées."},
    {"service.wait.median", "Attente, médiane"},
    {"service.wait.median?",
     "De la demande à la prise en charge, des courses assurées ; la moitié attend plus."},
    {"service.wait.p95", "Attente, 95e centile"},
    {"service.wait.p95?", "De la demande à la prise en charge ; un sur vingt attend plus."},
    {"service.detour_time", "Détour en temps"},
    {"service.detour_time?", "Temps à bord rapporté au temps direct ; sans l’attente."},
    {"service.detour_distance", "Détour en distance"},
    {"service.detour_distance?", "Distance à bord rapportée à la distance directe."},
    {"service.shared_rides", "Courses partagées"},
    {"service.shared_rides?", "Part des courses durant lesquelles quelqu’un d’autre était à bord."},
    {"service.vehicle_km", "Distance des véhicules"},
    {"service.vehicle_km?", "Parcourue par les véhicules du service, trajets à vide compris."},
    {"service.occupancy", "Occupation"},
    {"service.occupancy?",
     "Distance des voyageurs rapportée à celle des véhicules, trajets à vide compris."},
    {"service.empty_share", "Part à vide"},
    {"service.empty_share?", "Distance parcourue sans personne à bord, rapportée au total."},
    {"service.rides_per_vehicle_hour", "Courses par véhicule et par heure"},
    {"service.rides_per_vehicle_hour?",
     "Montées rapportées aux véhicules multipliés par les heures d’ouverture."},
    {"service.fleet_utilisation", "Flotte à l’œuvre"},
    {"service.fleet_utilisation?",
     "Heures de conduite ou d’arrêt rapportées aux véhicules multipliés par les heures "
     "d’ouverture."},
    {"service.cost", "Coût d’exploitation"},
    {"service.cost?", "Heures, jours et kilomètres des véhicules aux tarifs indiqués."},
    {"service.revenue", "Recettes"},
    {"service.revenue?", "Ce que les voyageurs ont payé."},
    {"service.cost_per_trip", "Coût par course"},
    {"service.cost_per_trip?", "Coût d’exploitation rapporté aux courses assurées."},
    {"service.subsidy_per_trip", "Subvention par course"},
    {"service.subsidy_per_trip?",
     "(Coût d’exploitation − recettes) rapporté aux courses assurées."},
};

}  // namespace

std::span<const Text> french_indicators() { return texts; }

}  // namespace eveil::analysis
