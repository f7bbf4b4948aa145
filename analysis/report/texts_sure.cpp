// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/texts.hpp"

namespace eveil::analysis {

namespace {

constexpr Text english[] = {
    {"sure.heading", "How sure, and what it would take to know more"},

    {"sure.precision", "Is it precise enough?"},
    {"sure.precision.under",
     "Half of an interval: how far a figure may be off by chance, to either side. What was asked "
     "for, and what these {have} replications (pairs of runs) reach. How many more it takes is a "
     "guess by the spread seen so far."},
    {"sure.reached", "reached"},
    {"sure.not_reached", "not yet"},
    {"sure.asked", "asked for {asked}"},
    {"sure.seen", "It is {seen} after {have} replications."},
    {"sure.of_level", "Of its level in the variant: the base has none."},
    {"sure.more", "About {count} more replications are needed."},
    {"sure.more.single", "About 1 more replication is needed."},
    {"sure.more.many", "More than {most} replications would be needed: too many to count on."},
    {"sure.more.one", "With a single replication nothing can be told: at least 2 are needed."},
    {"sure.more.none", "These runs have no number of it."},
    {"sure.more.no_base", "There is no base to take percents of."},
    {"sure.in_all", "With about {count} replications in all, all of it would be reached."},

    {"sure.looks", "Looks that were planned"},
    {"sure.looks.planned",
     "Before the first run it was planned to look after {list} replications, and to stop as soon "
     "as the answer is there."},
    {"sure.looks.at", "This is look {look} of {all}, after {pairs} replications."},
    {"sure.looks.between",
     "These are {pairs} replications, on the way to look {look} of {all}, and judged as there."},
    {"sure.looks.past",
     "These are {pairs} replications, more than were planned: nothing is corrected for looks."},
    {"sure.looks.last", "It is the last."},
    {"sure.looks.next", "The next would be after {next}."},
    {"sure.looks.level",
     "Who looks often takes chance for an effect more often. So each interval of an indicator is "
     "taken at {level} %, "
     "wider than at 95 %; those of all looks together then hold the truth in 95 cases of 100. "
     "Intervals of roads, hours and people, which are of the last day, stay at 95 %."},
    {"sure.looks.pocock", "All looks have nearly the same level (Pocock’s rule)."},
    {"sure.looks.rule.pocock", "Pocock’s rule"},
    {"sure.looks.rule.obrien-fleming", "O’Brien and Fleming’s rule"},
    {"sure.looks.obrien-fleming",
     "The first looks are strict, the last is hardly corrected (O’Brien and Fleming’s rule)."},

    {"sure.none", "What is shown not to change"},
    {"sure.none.under",
     "A change within ± {margin} % of the base was held to be too small to matter. That no change "
     "can be told is not yet “no change”: here a test of its own shows it."},
    {"sure.none.equivalent", "no effect"},
    {"sure.none.not_equivalent", "an effect"},
    {"sure.none.undecided", "undecided"},
    {"sure.none.equivalent.under", "Shown too small to matter:"},
    {"sure.none.not_equivalent.under", "Shown large enough to matter:"},
    {"sure.none.undecided.under", "These runs can’t tell:"},

    {"sure.none.other", "1 more figure, which the table of all figures has"},
    {"sure.none.others", "{count} more figures, which the table of all figures has"},

    {"sure.drift", "What still moves"},
    {"sure.drift.under",
     "These differences still rise or fall over the observed days, beyond chance and by more than "
     "a third of themselves. So nothing is said of them, and more replications don’t help: let "
     "the runs go on for more days (simulation.fork_days)."},
    {"sure.drift.row", "{title}: {size}; over these days it moved by {drift}"},

    {"page.under.looks",
     "The same modelled people on the same days, with and without. Figures are of an average day; "
     "in brackets, the 95 % interval, for indicators widened to {level} % since the runs are "
     "looked at more than once."},
    {"change.equivalent",
     "For {noun} there is no change that matters: {size}, shown to be within ± {margin} %."},
    {"change.too_small", "That is shown to be too small to matter (within ± {margin} %)."},
    {"finding.no_effect", "no change that matters"},
    {"card.equivalent", "no change that matters"},
    {"card.too_small", "too small to matter"},
    {"chart.forest.margin",
     "In the band, ± {margin} %, a change is too small to matter; grey and filled: shown to be "
     "so."},
};

constexpr Text french[] = {
    {"sure.heading", "Avec quelle certitude, et ce qu’il faudrait pour en savoir plus"},

    {"sure.precision", "Est-ce assez précis ?"},
    {"sure.precision.under",
     "La moitié d’un intervalle : de combien le hasard peut décaler un chiffre, de part et "
     "d’autre. Ce qui était demandé, et ce qu’atteignent ces {have} réplications (paires de "
     "simulations). Ce qu’il en faudrait de plus est estimé d’après la dispersion observée."},
    {"sure.reached", "atteint"},
    {"sure.not_reached", "pas encore"},
    {"sure.asked", "demandé : {asked}"},
    {"sure.seen", "Atteint : {seen} après {have} réplications."},
    {"sure.of_level", "De son niveau dans la variante : la base n’en a pas."},
    {"sure.more", "Il faudrait environ {count} réplications de plus."},
    {"sure.more.single", "Il faudrait environ 1 réplication de plus."},
    {"sure.more.many", "Il faudrait plus de {most} réplications : trop pour compter dessus."},
    {"sure.more.one", "Une seule réplication ne permet de rien dire : il en faut au moins 2."},
    {"sure.more.none", "Les simulations n’en donnent aucun chiffre."},
    {"sure.more.no_base", "Il n’y a pas de base dont prendre un pourcentage."},
    {"sure.in_all", "Avec environ {count} réplications en tout, tout serait atteint."},

    {"sure.looks", "Des points d’étape prévus"},
    {"sure.looks.planned",
     "Avant la première simulation, des points d’étape ont été prévus après {list} réplications, "
     "pour s’arrêter dès que la réponse est là."},
    {"sure.looks.at", "Ceci est le point {look} sur {all}, après {pairs} réplications."},
    {"sure.looks.between",
     "Il y a ici {pairs} réplications, en chemin vers le point {look} sur {all}, et jugées comme à "
     "celui-ci."},
    {"sure.looks.past",
     "Il y a ici {pairs} réplications, plus que prévu : rien n’est corrigé pour les points "
     "d’étape."},
    {"sure.looks.last", "C’est le dernier."},
    {"sure.looks.next", "Le suivant serait après {next}."},
    {"sure.looks.level",
     "Qui regarde souvent prend plus souvent le hasard pour un effet. Chaque intervalle d’un "
     "indicateur est donc pris à {level} %, plus large qu’à 95 % ; ceux de tous les points "
     "ensemble contiennent alors la vérité dans 95 cas sur 100. Les intervalles des rues, des "
     "heures et des personnes, qui sont du dernier jour, restent à 95 %."},
    {"sure.looks.pocock", "Tous les points ont presque le même niveau (règle de Pocock)."},
    {"sure.looks.rule.pocock", "règle de Pocock"},
    {"sure.looks.rule.obrien-fleming", "règle d’O’Brien et Fleming"},
    {"sure.looks.obrien-fleming",
     "Les premiers points sont sévères, le dernier est à peine corrigé (règle d’O’Brien et "
     "Fleming)."},

    {"sure.none", "Ce qui ne change pas, et c’est montré"},
    {"sure.none.under",
     "Une évolution d’au plus ± {margin} % de la base a été tenue pour trop petite pour compter. "
     "Ne pas pouvoir dire d’évolution n’est pas encore « pas d’évolution » : ici, un test à part "
     "le montre."},
    {"sure.none.equivalent", "pas d’effet"},
    {"sure.none.not_equivalent", "un effet"},
    {"sure.none.undecided", "indécis"},
    {"sure.none.equivalent.under", "Trop petit pour compter, c’est montré :"},
    {"sure.none.not_equivalent.under", "Assez grand pour compter, c’est montré :"},
    {"sure.none.undecided.under", "Ces simulations ne permettent pas de trancher :"},

    {"sure.none.other", "1 autre chiffre, que donne le tableau de tous les chiffres"},
    {"sure.none.others", "{count} autres chiffres, que donne le tableau de tous les chiffres"},

    {"sure.drift", "Ce qui évolue encore"},
    {"sure.drift.under",
     "Ces différences montent ou descendent encore au fil des jours observés, au-delà du hasard "
     "et de plus du tiers d’elles-mêmes. On n’en dit donc rien, et davantage de réplications n’y "
     "changent rien : il faut prolonger les simulations de quelques jours "
     "(simulation.fork_days)."},
    {"sure.drift.row", "{title} : {size} ; sur ces jours, l’évolution a été de {drift}"},

    {"page.under.looks",
     "Les mêmes habitants modélisés, les mêmes jours, sans et avec. Les chiffres sont ceux d’un "
     "jour moyen ; entre parenthèses, l’intervalle à 95 %, élargi à {level} % pour les "
     "indicateurs, car les résultats sont examinés plusieurs fois."},
    {"change.equivalent",
     "Pour {noun}, aucune évolution qui compte : {size}, et il est montré qu’elle reste dans "
     "± {margin} %."},
    {"change.too_small", "Il est montré que c’est trop petit pour compter (dans ± {margin} %)."},
    {"finding.no_effect", "pas d’évolution qui compte"},
    {"card.equivalent", "pas d’évolution qui compte"},
    {"card.too_small", "trop petit pour compter"},
    {"chart.forest.margin",
     "Dans la bande, ± {margin} %, une évolution est trop petite pour compter ; gris et plein : "
     "c’est montré."},
};

}  // namespace

std::span<const Text> english_sure_texts() { return english; }

std::span<const Text> french_sure_texts() { return french; }

}  // namespace eveil::analysis
