// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/texts.hpp"

namespace eveil::analysis {

namespace {

constexpr Text english[] = {
    {"verdict.none",
     "No need was stated, so there is no verdict: this report says what changes, and how sure "
     "that is."},
    {"verdict.met", "The need “{need}” is met."},
    {"verdict.not_met", "The need “{need}” is not met."},
    {"verdict.undecided", "Whether the need “{need}” is met is not decided yet."},
    {"verdict.by_numbers.met", "By the numbers alone it would be met."},
    {"verdict.by_numbers.not_met", "By the numbers alone it would not be met."},
    {"verdict.by_numbers.undecided", "The numbers alone would not decide it either."},
    {"answer.met", "met"},
    {"answer.not_met", "not met"},
    {"answer.undecided", "undecided"},
    {"demand.at_most", "at most {threshold}"},
    {"demand.at_least", "at least {threshold}"},
    {"demand.decreases_by_at_least", "falls by at least {threshold}"},
    {"demand.increases_by_at_least", "rises by at least {threshold}"},
    {"demand.decreases_by_at_most", "falls by at most {threshold}"},
    {"demand.increases_by_at_most", "rises by at most {threshold}"},
    {"demand.changes_by_at_most", "changes by at most {threshold}"},
    {"criterion.found", "Found: {value} ({low} to {high}, at {confidence} % confidence)."},
    {"criterion.found.point", "Found: {value}, without an interval."},
    {"doubt.interval", "The interval holds the threshold."},
    {"doubt.decide",
     "By the spread seen, about {count} replications would decide; these are {have}."},
    {"doubt.never", "Even {count} replications would not decide: the two are too close."},
    {"doubt.one_replication", "One replication has no interval: make more."},
    {"doubt.drifting", "The figure still moves from day to day: let the runs go on for longer."},
    {"doubt.sample",
     "Only a share of the people is simulated, and they have the whole fleet: a figure of the "
     "service cannot decide."},
    {"doubt.no_value", "The runs have no number of it."},
    {"effect.none", "No effect that matters: that is shown, not merely an effect not seen."},
    {"effect.some", "An effect that matters: that is shown."},
    {"effect.open", "That no effect can be told is not yet “no effect”."},
    {"shared.alone",
     "This is the answer of {territory} alone. The need is shared: of its {all} territories at "
     "least {minimum} must meet it (“eveil need” puts their answers together)."},
    {"shared.alone.all",
     "This is the answer of {territory} alone. The need is shared: all of its {all} territories "
     "must meet it (“eveil need” puts their answers together)."},
    {"shared.kicker", "One need, several territories"},
    {"shared.title", "{need}: the answer of {all} territories"},
    {"shared.under",
     "Each territory was compared by itself, by the same criteria; the answer of all follows from "
     "theirs."},
    {"shared.met",
     "The need “{need}” is met{who}. Territories that meet it: {met} of {all}; {must}."},
    {"shared.not_met",
     "The need “{need}” is not met{who}. Territories that meet it: {met} of {all}; {must}."},
    {"shared.undecided",
     "Whether the need “{need}” is met{who} is not decided yet. Territories that meet it: {met} of "
     "{all}; {must}."},
    {"shared.who", " by “{variant}”"},
    {"shared.must", "at least {minimum} must"},
    {"shared.must.all", "all must"},
    {"shared.decides",
     "It will be met if it is met in {more} more of these territories: {list}. It can’t be met any "
     "more if it isn’t met in {misses} of them."},
    {"shared.decides.one",
     "One territory decides: {list}. If the need is met there, it is met by all; if not, it "
     "isn’t."},
    {"shared.likelier",
     "Where fewer than all territories must meet a need, a wrong “met” is likelier than in one "
     "territory alone; nothing is corrected for that."},
    {"shared.territories", "Territory by territory"},
    {"shared.one", "{territory}: {answer}"},
    {"shared.not_compared", "not compared yet"},
    {"shared.not_compared.under", "Nothing is known of it: it may still go either way."},
    {"shared.with", "With “{variant}”, from {where}."},
};

// Blanks before « : ; ? ! % » and inside guillemets become unbreakable in `Language`.
constexpr Text french[] = {
    {"verdict.none",
     "Aucun besoin n’a été énoncé, il n’y a donc pas de verdict : ce rapport dit ce qui change, et "
     "avec quelle certitude."},
    {"verdict.met", "Le besoin « {need} » est satisfait."},
    {"verdict.not_met", "Le besoin « {need} » n’est pas satisfait."},
    {"verdict.undecided", "On ne peut pas encore dire si le besoin « {need} » est satisfait."},
    {"verdict.by_numbers.met", "À s’en tenir aux chiffres, il le serait."},
    {"verdict.by_numbers.not_met", "À s’en tenir aux chiffres, il ne le serait pas."},
    {"verdict.by_numbers.undecided", "Les chiffres seuls ne trancheraient pas non plus."},
    {"answer.met", "satisfait"},
    {"answer.not_met", "non satisfait"},
    {"answer.undecided", "indécis"},
    {"demand.at_most", "au plus {threshold}"},
    {"demand.at_least", "au moins {threshold}"},
    {"demand.decreases_by_at_least", "baisse d’au moins {threshold}"},
    {"demand.increases_by_at_least", "hausse d’au moins {threshold}"},
    {"demand.decreases_by_at_most", "baisse d’au plus {threshold}"},
    {"demand.increases_by_at_most", "hausse d’au plus {threshold}"},
    {"demand.changes_by_at_most", "change d’au plus {threshold}, en hausse comme en baisse"},
    {"criterion.found", "Mesuré : {value} ({low} à {high}, confiance de {confidence} %)."},
    {"criterion.found.point", "Mesuré : {value}, sans intervalle."},
    {"doubt.interval", "L’intervalle contient le seuil."},
    {"doubt.decide",
     "D’après la dispersion observée, environ {count} réplications trancheraient ; il y en a "
     "{have}."},
    {"doubt.never",
     "Même {count} réplications ne trancheraient pas : les deux valeurs sont trop proches."},
    {"doubt.one_replication", "Une seule réplication n’a pas d’intervalle : il en faut davantage."},
    {"doubt.drifting",
     "Le chiffre évolue encore d’un jour à l’autre : il faut prolonger les simulations."},
    {"doubt.sample",
     "Seule une part des habitants est simulée, et elle dispose de toute la flotte : un chiffre du "
     "service ne peut pas trancher."},
    {"doubt.no_value", "Les simulations n’en donnent aucun chiffre."},
    {"effect.none",
     "Pas d’effet qui compte : c’est montré, et non seulement un effet que l’on ne voit pas."},
    {"effect.some", "Un effet qui compte : c’est montré."},
    {"effect.open", "Ne pas pouvoir dire d’effet n’est pas encore « pas d’effet »."},
    {"shared.alone",
     "C’est la réponse de {territory} seul. Le besoin est partagé : sur ses {all} territoires, au "
     "moins {minimum} doivent le satisfaire (« eveil need » réunit leurs réponses)."},
    {"shared.alone.all",
     "C’est la réponse de {territory} seul. Le besoin est partagé : ses {all} territoires doivent "
     "tous le satisfaire (« eveil need » réunit leurs réponses)."},
    {"shared.kicker", "Un besoin, plusieurs territoires"},
    {"shared.title", "{need} : la réponse de {all} territoires"},
    {"shared.under",
     "Chaque territoire a été comparé à part, selon les mêmes critères ; la réponse d’ensemble "
     "découle des leurs."},
    {"shared.met",
     "Le besoin « {need} » est satisfait{who}. Territoires qui le satisfont : {met} sur {all} ; "
     "{must}."},
    {"shared.not_met",
     "Le besoin « {need} » n’est pas satisfait{who}. Territoires qui le satisfont : {met} sur "
     "{all} ; {must}."},
    {"shared.undecided",
     "On ne peut pas encore dire si le besoin « {need} » est satisfait{who}. Territoires qui le "
     "satisfont : {met} sur {all} ; {must}."},
    {"shared.who", " par « {variant} »"},
    {"shared.must", "il en faut au moins {minimum}"},
    {"shared.must.all", "il les faut tous"},
    {"shared.decides",
     "Il sera satisfait s’il l’est dans {more} de plus de ces territoires : {list}. Il ne pourra "
     "plus l’être s’il ne l’est pas dans {misses} d’entre eux."},
    {"shared.decides.one",
     "Un seul territoire décide : {list}. Si le besoin y est satisfait, il l’est pour tous ; "
     "sinon, "
     "il ne l’est pas."},
    {"shared.likelier",
     "Quand il ne faut pas que tous les territoires satisfassent un besoin, un « satisfait » à "
     "tort est plus probable que dans un seul territoire ; rien n’est corrigé pour cela."},
    {"shared.territories", "Territoire par territoire"},
    {"shared.one", "{territory} : {answer}"},
    {"shared.not_compared", "pas encore comparé"},
    {"shared.not_compared.under", "On n’en sait rien : tout y est encore possible."},
    {"shared.with", "Avec « {variant} », d’après {where}."},
};

}  // namespace

std::span<const Text> english_verdict_texts() { return english; }

std::span<const Text> french_verdict_texts() { return french; }

}  // namespace eveil::analysis
