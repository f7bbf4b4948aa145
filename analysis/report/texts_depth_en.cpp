// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/texts.hpp"

namespace eveil::analysis {

namespace {

constexpr Text texts[] = {
    {"winners.heading", "Who loses?"},
    {"winners.under",
     "Each person's day with is held against the same person's day without: the ways, waits, costs "
     "and refusals of all trips, weighed as people weigh them when they choose, and told in "
     "minutes of driving. Last day of each run."},
    {"winners.shares",
     "{gain} of people have a better day and {lose} a worse one, by more than what {threshold} "
     "minute of driving is worth. For all others it changes by less, or not at all."},
    {"winners.mean.better", "Over everybody a day gets better by {size} a person."},
    {"winners.mean.worse", "Over everybody a day gets worse by {size} a person."},
    {"winners.mean.undecided",
     "Over everybody no change can be told: {size} a person, where + is better."},
    {"winners.no_class_loses",
     "In no group by age, sex, income, work or car do more people lose than gain beyond chance."},
    {"winners.classes_lose", "More people lose than gain among: {list}."},
    {"winners.zones",
     "In {gain} of {all} zones more residents gain than lose beyond chance; in {lose} more lose."},
    {"winners.one_pair", "One pair of runs: there is no interval, and part of it is chance."},
    {"winners.chance",
     "A single day also moves by chance, so that some lose and some gain whatever is done: where "
     "the two are alike, nothing has changed."},
    {"winners.bars", "By group of people"},
    {"winners.bars.under", "Share of each group that loses or gains."},
    {"winners.bars.label", "Shares of losers and winners by group of people; the table has them"},
    {"winners.key.gain", "gain"},
    {"winners.key.lose", "lose"},
    {"winners.parade", "How much each gains or loses"},
    {"winners.parade.under",
     "All people who lose or gain, lined up from the greatest loss on the left to the greatest "
     "gain on the right. The outermost hundredth on each side is cut."},
    {"winners.parade.label", "Change of the day in minutes of driving by place in the line"},
    {"winners.parade.x", "people who lose or gain"},
    {"winners.parade.y", "minutes of driving a day"},
    {"winners.equity", "Do the poorer gain their share?"},
    {"winners.equity.under",
     "Households in line from the lowest incomes to the highest: the share of all gains that they "
     "have together. On the grey line everybody would gain alike; above it the poorer gain more."},
    {"winners.equity.label", "Share of all gains by share of people, from the lowest incomes on"},
    {"winners.equity.x", "people, lowest incomes first"},
    {"winners.equity.y", "of all gains"},
    {"winners.table", "Winners and losers by group and zone"},
    {"winners.table.under",
     "Touch a heading to sort. Change of the day: + is better. Travel time and cost: variant − "
     "base, of those who made all their trips in both. In brackets 95 % intervals."},
    {"winners.group", "Who"},
    {"winners.people", "People"},
    {"winners.gain", "Gain"},
    {"winners.lose", "Lose"},
    {"winners.minutes", "Change of the day"},
    {"winners.travel", "Travel time"},
    {"winners.cost", "Cost"},
    {"winners.all", "Everybody"},
    {"map.winners", "Who gains"},
    {"map.winners.legend", "Change of residents' days, in minutes of driving a person"},
    {"map.winners.note",
     "Coloured where more residents gain or lose beyond chance; grey: it can't be told."},
    {"map.winners.note.one", "One pair of runs: no interval, part of it is chance."},
    {"map.winners.better", "better"},
    {"map.winners.worse", "worse"},
    {"map.winners.minutes", "a day, minutes"},
    {"map.winners.gain", "gain"},
    {"map.winners.lose", "lose"},
    {"map.winners.grey", "can't be told"},

    {"class.age", "Aged {from} to {to}"},
    {"class.age.from", "Aged {from} and over"},
    {"class.sex.female", "Women and girls"},
    {"class.sex.male", "Men and boys"},
    {"class.car.yes", "With a car"},
    {"class.car.no", "Without a car"},
    {"class.employed.yes", "With a job"},
    {"class.employed.no", "Without a job"},
    {"class.income.lowest_fifth", "Lowest incomes (1/5)"},
    {"class.income.second_fifth", "Second fifth"},
    {"class.income.middle_fifth", "Middle fifth"},
    {"class.income.fourth_fifth", "Fourth fifth"},
    {"class.income.highest_fifth", "Highest incomes (1/5)"},
};

}  // namespace

std::span<const Text> english_depth_texts() { return texts; }

}  // namespace eveil::analysis
