// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/texts.hpp"

namespace eveil::analysis {

namespace {

constexpr Text texts[] = {
    {"winners.heading", "Qui y perd ?"},
    {"winners.under",
     "La journée de chaque personne avec est comparée à la journée de la même personne sans : "
     "trajets, attentes, coûts et refus de tous ses déplacements, pesés comme on les pèse en "
     "choisissant, et dits en minutes de conduite. Dernier jour de chaque simulation."},
    {"winners.shares",
     "{gain} des personnes ont une meilleure journée et {lose} une moins bonne, de plus que ce que "
     "vaut {threshold} minute de conduite. Pour toutes les autres elle change de moins, ou pas du "
     "tout."},
    {"winners.mean.better", "En moyenne sur tous, la journée s’améliore de {size} par personne."},
    {"winners.mean.worse", "En moyenne sur tous, la journée se dégrade de {size} par personne."},
    {"winners.mean.undecided",
     "En moyenne sur tous, aucun changement ne se distingue : {size} par personne, où + est "
     "meilleur."},
    {"winners.no_class_loses",
     "Dans aucun groupe d’âge, de sexe, de revenu, d’emploi ou de voiture les perdants ne sont "
     "plus "
     "nombreux que les gagnants au-delà du hasard."},
    {"winners.classes_lose", "Les perdants sont plus nombreux que les gagnants parmi : {list}."},
    {"winners.zones",
     "Dans {gain} zones sur {all}, plus d’habitants y gagnent qu’y perdent au-delà du hasard ; "
     "dans "
     "{lose}, plus y perdent."},
    {"winners.one_pair",
     "Une seule paire de simulations : il n’y a pas d’intervalle, et une part est due au hasard."},
    {"winners.chance",
     "Une journée bouge aussi par hasard : quoi qu’on fasse, certains y perdent et d’autres y "
     "gagnent. Là où les deux se valent, rien n’a changé."},
    {"winners.bars", "Par groupe de personnes"},
    {"winners.bars.under", "Part de chaque groupe qui y perd ou y gagne."},
    {"winners.bars.label", "Parts de perdants et de gagnants par groupe ; le tableau les donne"},
    {"winners.key.gain", "y gagnent"},
    {"winners.key.lose", "y perdent"},
    {"winners.parade", "Combien chacun y gagne ou y perd"},
    {"winners.parade.under",
     "Toutes les personnes qui y perdent ou y gagnent, rangées de la plus grande perte, à gauche, "
     "au plus grand gain, à droite. Le centième extrême est coupé de chaque côté."},
    {"winners.parade.label",
     "Changement de la journée en minutes de conduite selon la place dans le rang"},
    {"winners.parade.x", "personnes qui y perdent ou y gagnent"},
    {"winners.parade.y", "minutes de conduite par jour"},
    {"winners.equity", "Les plus modestes ont-ils leur part ?"},
    {"winners.equity.under",
     "Ménages rangés des revenus les plus bas aux plus hauts : part de tous les gains qu’ils ont "
     "ensemble. Sur la ligne grise, tous gagneraient autant ; au-dessus, les plus modestes gagnent "
     "davantage."},
    {"winners.equity.label",
     "Part de tous les gains selon la part des personnes, revenus les plus bas d’abord"},
    {"winners.equity.x", "personnes, revenus les plus bas d’abord"},
    {"winners.equity.y", "de tous les gains"},
    {"winners.table", "Gagnants et perdants par groupe et par zone"},
    {"winners.table.under",
     "Touchez un titre pour trier. Changement de la journée : + est meilleur. Temps et coût : "
     "variante − base, de ceux qui ont fait tous leurs déplacements dans les deux. Entre "
     "parenthèses, intervalles à 95 %."},
    {"winners.group", "Qui"},
    {"winners.people", "Personnes"},
    {"winners.gain", "Y gagnent"},
    {"winners.lose", "Y perdent"},
    {"winners.minutes", "Changement de la journée"},
    {"winners.travel", "Temps de trajet"},
    {"winners.cost", "Coût"},
    {"winners.all", "Tout le monde"},
    {"map.winners", "Qui y gagne"},
    {"map.winners.legend",
     "Changement de la journée des habitants, en minutes de conduite par personne"},
    {"map.winners.note",
     "En couleur là où plus d’habitants y gagnent ou y perdent au-delà du hasard ; gris : on ne "
     "peut pas le dire."},
    {"map.winners.note.one",
     "Une seule paire de simulations : pas d’intervalle, une part est due au hasard."},
    {"map.winners.better", "mieux"},
    {"map.winners.worse", "moins bien"},
    {"map.winners.minutes", "par jour, minutes"},
    {"map.winners.gain", "y gagnent"},
    {"map.winners.lose", "y perdent"},
    {"map.winners.grey", "aucun, ou indécis"},

    {"spread.heading", "Pas seulement la moyenne"},
    {"spread.heading.under",
     "Comment les temps et les attentes se répartissent : la courbe dit quelle part des "
     "déplacements ou des courses a au plus tant. Dernier jour de chaque simulation, moyenne des "
     "simulations."},
    {"spread.label",
     "Part des déplacements ou des courses selon le temps ; le tableau en donne les points "
     "principaux"},
    {"spread.x.minutes", "minutes"},
    {"spread.x.ratio", "temps à bord ÷ temps direct"},
    {"spread.y", "ont au plus"},
    {"spread.at_most", "Au plus"},
    {"spread.travel_time", "Temps de tous les déplacements"},
    {"spread.travel_time.under", "De porte à porte, attentes comprises."},
    {"spread.transit_wait", "Attentes des transports en commun"},
    {"spread.transit_wait.under",
     "À tous les arrêts d’un déplacement en transports en commun ensemble."},
    {"spread.wait", "Attentes de {service}"},
    {"spread.wait.under", "De la demande à la prise en charge, des personnes transportées."},
    {"spread.detour", "Détours avec {service}"},
    {"spread.detour.under", "Temps à bord contre le même trajet seul ; l’attente n’en est pas."},
    {"spread.share.25", "un sur quatre"},
    {"spread.share.50", "la moitié"},
    {"spread.share.75", "trois sur quatre"},
    {"spread.share.90", "neuf sur dix"},
    {"spread.share.95", "19 sur 20"},

    {"variants.heading", "Les variantes côte à côte"},
    {"variants.under",
     "Toutes contre la même base, avec les mêmes personnes et le même hasard. Chiffres d’un jour "
     "moyen ; entre parenthèses, intervalles à 95 %. Chaque variante a sa partie plus bas."},
    {"variants.best",
     "Aucun autre choix ne coûte moins en transportant davantage que : {list}. Lequel prendre "
     "dépend de ce que vaut une course."},
    {"variants.beaten",
     "{one} est battue par {other}, qui transporte au moins autant et ne coûte pas plus."},
    {"variants.frontier", "Coût contre courses"},
    {"variants.frontier.under",
     "Vers le haut plus de courses, vers la droite plus de coût. Les points pleins, sur la ligne, "
     "ne sont battus par aucun autre ; les points vides le sont. Les croix sont les intervalles à "
     "95 % : où elles se recouvrent, l’ordre peut être dû au hasard."},
    {"variants.frontier.label",
     "Courses par jour contre coût par jour de chaque variante ; le tableau les donne"},
    {"variants.frontier.x", "coût d’exploitation, € par jour"},
    {"variants.frontier.y", "courses par jour"},
    {"variants.steps", "Ce que coûte une course de plus"},
    {"variants.steps.under",
     "Le long de la ligne, de chaque choix au suivant ; par les moyennes des simulations."},
    {"variants.step", "Pas"},
    {"variants.step.rides", "Courses de plus par jour"},
    {"variants.step.cost", "Coût de plus par jour"},
    {"variants.step.each", "Chacune coûte"},
    {"variants.need", "Le besoin est-il satisfait ?"},
    {"variants.served", "Courses par jour"},
    {"variants.refusal", "Demandes refusées"},
    {"variants.wait", "Attente moyenne"},
    {"variants.cost", "Coût d’exploitation par jour"},
    {"variants.per_trip", "Coût d’une course"},
    {"variants.gain", "Personnes dont la journée s’améliore"},
    {"variants.lose", "Personnes dont la journée se dégrade"},

    {"finding.lasts", "aussi après correction, p {p}"},
    {"finding.not_after", "mais pas après correction pour le nombre, p {p}"},
    {"finding.equivalent", "trop petit pour compter, c’est montré"},
    {"finding.not_equivalent", "assez grand pour compter, c’est montré"},
    {"finding.equivalence_open", "si cela compte reste ouvert"},
    {"table.method.t", "Les intervalles sont des intervalles t sur les paires."},
    {"table.method.bootstrap",
     "Les intervalles sont par bootstrap sur les paires, où il va assez loin, sinon t."},
    {"table.method.many",
     "De beaucoup de chiffres, quelques-uns diffèrent par hasard : « après correction » dit si un "
     "chiffre diffère encore parmi les siens, à un taux de fausses découvertes de 5 % (Benjamini "
     "et "
     "Hochberg)."},
    {"table.method.equivalence",
     "Un changement dans ± {margin} % de la base compte comme trop petit pour compter ; deux tests "
     "unilatéraux le montrent."},
    {"table.method.looks",
     "Des points d’étape étaient prévus après {list} réplications ({rule}) ; chaque intervalle est "
     "pour cela pris à {level} %."},
    {"summary.pairs.saved",
     "La mise en paires épargne des réplications : sans elle il en faudrait environ {times} fois "
     "plus, quelque {runs}, pour des intervalles aussi étroits (médiane des chiffres du "
     "territoire)."},

    {"site.heading", "Les générateurs de mobilité, un par un"},
    {"site.under",
     "Déplacements qui y arrivent, étendus à toute la population ; dernier jour de chaque "
     "simulation, moyenne des simulations. Ouvrez-en un pour voir comment et quand on y vient, "
     "qui, "
     "et ce qu’il en coûte au climat."},
    {"site.arrivals", "{count} arrivées par jour"},
    {"site.how", "Comment on y vient"},
    {"site.how.under",
     "Arrivées par jour selon le mode. Entre parenthèses, intervalles à 95 % de la différence."},
    {"site.by_mode", "Mode"},
    {"site.all", "Tous"},
    {"site.when", "Quand on y arrive"},
    {"site.when.under", "Arrivées par heure."},
    {"site.when.label", "Arrivées par heure de la journée, sans et avec"},
    {"site.when.title", "{hour} : {base} sans, {variant} avec"},
    {"site.facts", "Stationnement et climat"},
    {"site.facts.under",
     "Les voitures sont étendues à toute la population, comme les places le sont à l’échantillon."},
    {"site.co2e", "CO₂e des trajets pour y venir, kg"},
    {"site.parked", "Voitures au plus à la fois, pour {places} places"},
    {"site.refused", "Voitures qui l’ont trouvé plein"},
    {"site.street", "dont garées dans la rue"},
    {"site.who", "Qui y vient"},
    {"site.who.under", "Parts des arrivées ; une personne peut être dans plusieurs lignes."},
    {"site.who.employee", "Y travaille"},
    {"site.who.student", "Y étudie"},
    {"site.who.visitor", "Clients, patients, visiteurs"},
    {"site.who.without_car", "Sans voiture"},
    {"site.who.female", "Femmes et filles"},
    {"site.who.older", "65 ans et plus"},

    {"map.access", "Emplois à 30 min {mode}"},
    {"map.access.legend",
     "Changement des emplois accessibles en 30 minutes {mode}, par zone de domicile"},
    {"map.access.note",
     "En couleur là où l’intervalle à 95 % exclut zéro ; gris : aucun changement, ou indécis."},
    {"map.access.jobs", "emplois à 30 min"},
    {"map.access.more", "plus"},
    {"map.access.fewer", "moins"},
    {"map.replay", "La journée rejouée"},
    {"map.replay.legend", "Véhicules de {service}"},
    {"map.replay.empty", "en route, vide"},
    {"map.replay.some", "1 à 2 à bord"},
    {"map.replay.many", "3 et plus"},
    {"map.replay.waiting", "attend une course"},
    {"map.replay.refused", "vient d’être refusé"},
    {"map.replay.note",
     "Un jour d’une simulation (réplication {replication}) : {shown} des {all} véhicules qui "
     "transportent quelqu’un. Prises en charge et déposes sont enregistrées ; les trajets entre "
     "elles sont dessinés par les rues les plus rapides."},
    {"map.replay.note.straight",
     "Un jour d’une simulation (réplication {replication}) : {shown} des {all} véhicules qui "
     "transportent quelqu’un. Prises en charge et déposes sont enregistrées ; entre elles, les "
     "lignes sont droites."},
    {"map.replay.every", "De ceux qui demandent, un sur {every} est dessiné."},
    {"map.replay.play", "Lecture"},
    {"map.replay.pause", "Pause"},
    {"map.replay.time", "Heure de la journée"},
    {"map.replay.speed", "{times} × plus vite"},
    {"map.replay.status", "{riding} à bord, {waiting} attendent"},

    {"class.hour", "Déplacements à partir de {hour} h"},
    {"class.purpose.home", "Retours au domicile"},
    {"class.purpose.work", "Déplacements pour le travail"},
    {"class.purpose.study", "Déplacements pour les études"},
    {"class.purpose.shop", "Déplacements pour les achats"},
    {"class.purpose.leisure", "Déplacements de loisirs"},
    {"class.purpose.escort", "Accompagnements"},
    {"class.purpose.other", "Autres déplacements"},
    {"class.role.employee", "Salariés d’un générateur"},
    {"class.role.student", "Élèves, étudiants d’un site"},
    {"class.role.customer", "Clients d’un générateur"},
    {"class.role.patient", "Patients d’un générateur"},
    {"class.role.visitor", "Visiteurs d’un générateur"},
    {"class.age", "De {from} à {to} ans"},
    {"class.age.from", "{from} ans et plus"},
    {"class.sex.female", "Femmes et filles"},
    {"class.sex.male", "Hommes et garçons"},
    {"class.car.yes", "Avec voiture"},
    {"class.car.no", "Sans voiture"},
    {"class.employed.yes", "Avec un emploi"},
    {"class.employed.no", "Sans emploi"},
    {"class.income.lowest_fifth", "Revenus bas (1/5)"},
    {"class.income.second_fifth", "Deuxième cinquième"},
    {"class.income.middle_fifth", "Cinquième du milieu"},
    {"class.income.fourth_fifth", "Quatrième cinquième"},
    {"class.income.highest_fifth", "Revenus hauts (1/5)"},
};

}  // namespace

std::span<const Text> french_depth_texts() { return texts; }

}  // namespace eveil::analysis
