// SPDX-License-Identifier: Apache-2.0
#include "app/commands.hpp"

int main(int count, char** words) { return eveil::app::run_program({words + 1, words + count}); }
