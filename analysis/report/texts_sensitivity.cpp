// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "analysis/report/texts.hpp"

namespace eveil::analysis {

namespace {

constexpr std::array<Text, 7> english = {{
    {"sensitivity.heading", "What hangs on the service's constant"},
    {"sensitivity.under",
     "What people think of the service beyond time and money is one number, the service's "
     "constant. "
     "It is assumed by analogy, not measured, and no interval covers it. Here everything was run "
     "again with it moved by 1 either way: what holds in all columns doesn't hang on it."},
    {"sensitivity.indicator", "Indicator"},
    {"sensitivity.constant", "Constant {value}"},
    {"sensitivity.stated", "Constant {value}, as stated"},
    {"sensitivity.steady",
     "Of {told} differences in it that are told apart, {steady} are so with the same sign in all "
     "columns."},
    {"sensitivity.need", "With the constant at {value} the need is: {answer}."},
}};

constexpr std::array<Text, 7> french = {{
    {"sensitivity.heading", "Ce qui dépend de la constante du service"},
    {"sensitivity.under",
     "Ce que les gens pensent du service, temps et prix mis à part, tient en un nombre : la "
     "constante du service. Elle est supposée par analogie, non mesurée, et aucun intervalle ne la "
     "couvre. Tout a été simulé de nouveau en la déplaçant de 1 de part et d’autre : ce qui tient "
     "dans toutes les colonnes n’en dépend pas."},
    {"sensitivity.indicator", "Indicateur"},
    {"sensitivity.constant", "Constante {value}"},
    {"sensitivity.stated", "Constante {value}, celle du scénario"},
    {"sensitivity.steady",
     "Sur {told} différences du tableau établies, {steady} le sont avec le même signe dans toutes "
     "les colonnes."},
    {"sensitivity.need", "Avec la constante à {value}, le besoin est : {answer}."},
}};

}  // namespace

std::span<const Text> english_sensitivity() { return english; }

std::span<const Text> french_sensitivity() { return french; }

}  // namespace eveil::analysis
