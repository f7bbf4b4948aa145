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
    {"map.winners.grey", "on ne peut pas le dire"},

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
