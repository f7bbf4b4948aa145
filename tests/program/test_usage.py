# SPDX-License-Identifier: Apache-2.0
from support import Town


class Usage(Town):
    def test_help_names_every_command_of_this_version_and_no_other(self):
        text = self.eveil("--help")
        for command in ("demo", "territory", "run", "compare", "need", "import", "export", "info", "digest"):
            self.assertIn(f"eveil {command}", text)
        for later in ("experiment", "bundle", "--resume"):
            self.assertNotIn(later, text)
        self.assertIn("--need", self.eveil("compare", "--help"))
        self.assertIn("Example", self.eveil("compare", "--help"))

    def test_what_later_versions_bring_is_refused_by_name(self):
        self.refused(2, "experiment", "e.toml", naming=["experiment: not in this version"])
        self.refused(2, "compare", "base.toml", "--jobs", "2", naming=["--jobs: not in this version"])

    def test_a_misspelt_command_or_option_gets_the_nearest_one(self):
        self.refused(2, "comapre", naming=["did you mean compare?"])
        self.refused(2, "run", "base.toml", "--replicaton", "2", naming=["--replication"])
        self.refused(2, "run", naming=["missing scenario file"])
        self.refused(2, "run", "base.toml", "--threads", "0", naming=["--threads 0", "1 to 4096"])

    def test_a_replication_without_the_state_to_fork_from_says_what_it_needs(self):
        self.refused(2, "run", "base.toml", "--replication", "1", naming=["--from STATE"])

    def test_options_that_finished_runs_cannot_follow_are_refused(self):
        self.refused(2, "compare", "b.h5", "--variant", "v.h5", "--set", "simulation.days=3", naming=["--set", "finished"])
        self.refused(2, "compare", "b.h5", "--variant", "v.h5", "--replications", "3", naming=["--replications"])
        self.refused(2, "compare", "base.toml", "--variant", "v.h5", naming=["v.h5", ".toml"])

    def test_an_output_without_a_name_is_refused(self):
        self.refused(2, "compare", "base.toml", "--variant", "variant.toml", "-o", "", naming=["-o without a name"])
        self.refused(2, "demo", "-o", "", naming=["-o without a name"])

    def test_version_is_one_line(self):
        self.assertRegex(self.eveil("--version"), r"^eveil \d+\.\d+\.\d+ \(.+\)\n$")
