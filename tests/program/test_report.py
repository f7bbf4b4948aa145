# SPDX-License-Identifier: Apache-2.0
"""The report in a browser: content in both languages, a map that draws, no error, no request, no broken page."""
import html.parser
import json
import re
import shutil
import subprocess
import unittest

from support import Town, zones

CHROMIUM = shutil.which("chromium")
HOSTILE = "</script><img src=x onerror=document.body.dataset.broken=1>\"'&"

# Looks through every theme, overlay and popup of the map, in French and back, and leaves what it saw in the page.
TOUR = """<script>addEventListener("load", () => setTimeout(() => {
  const seen = {themes: {}, popups: 0};
  const view = eveilMap.views[0];
  seen.late = view.map === undefined;
  view.slots[0].scrollIntoView();
  view.arrive();
  const paths = () => document.querySelectorAll(".map path[d]:not([d='M0 0'])").length;
  for (const box of document.querySelectorAll(".overlays input")) if (!box.checked) box.click();
  for (const button of document.querySelectorAll(".themes button")) {
    button.click();
    seen.themes[button.dataset.theme] = [paths(), document.querySelector(".legend").textContent];
    view.layers.eachLayer((layer) => { if (layer.getPopup()) { layer.openPopup(); seen.popups += 1; layer.closePopup(); } });
  }
  document.querySelector("[data-theme='replay 0']").click();
  const slider = document.querySelector(".player input");
  seen.day = [];
  for (let time = Number(slider.min); time <= Number(slider.max); time += 300) {
    slider.value = time;
    slider.dispatchEvent(new Event("input"));
    seen.day.push([document.querySelector(".player output").textContent, view.player.now]);
  }
  document.querySelector(".player .play").click();
  view.player.time = Number(slider.min);
  seen.playing = [view.player.playing, document.querySelector(".player .play").textContent];
  document.querySelector("[data-theme=people]").click();
  seen.left = [view.player.playing, document.querySelector(".player").hidden];
  document.querySelector("[for=lang-fr]").click();
  seen.french = [document.documentElement.lang, document.title, document.querySelector(".legend").textContent, getComputedStyle(document.getElementById("page-en")).display];
  const table = document.querySelector("#page-fr table.sortable");
  table.closest("details").open = true;
  table.querySelectorAll("thead button")[1].click();
  seen.sorted = [...table.tBodies[0].rows].map((row) => row.cells[1].dataset.value);
  document.querySelector("[for=lang-en]").click();
  seen.broken = document.body.dataset.broken || null;
  seen.wide = document.documentElement.scrollWidth;
  seen.kept = [localStorage.length, document.cookie];
  const out = document.createElement("output");
  out.id = "seen";
  out.textContent = JSON.stringify(seen);
  document.body.append(out);
}, 200));</script></body></html>"""


class Loads(html.parser.HTMLParser):
    """Attributes by which a page loads something."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [(tag, name) for name, _ in attrs if name in ("src", "href", "srcset", "data", "action", "poster") or name.startswith("on")]


@unittest.skipIf(CHROMIUM is None, "chromium is not installed")
class Report(Town):
    def setUp(self):
        super().setUp()
        self.replace("territory.toml", 'name = "Grid town"', "name = " + json.dumps("Grid " + HOSTILE))
        self.replace("territory.toml", 'name = "Works"', "name = " + json.dumps("Works " + HOSTILE + "x" * 300))
        self.replace("territory.toml", 'population = "people"', 'population = "people"\nname = "name"')
        named = zones()
        for feature in named["features"]:
            feature["properties"]["name"] = "Zone " + HOSTILE
        self.write("zones.geojson", json.dumps(named))
        self.eveil("compare", "base.toml", "--variant", "variant.toml", "--replications", "2", "-o", "out")
        self.html = (self.folder / "out" / "report.html").read_text(encoding="utf-8")

    def browse(self, text, *options):
        """What Chromium makes of a page without any network, and its errors."""
        self.write("page.html", text)
        words = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--enable-logging=stderr", "--v=0",
                 "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking", "--disable-component-update", "--no-first-run",
                 f"--user-data-dir={self.folder / 'profile'}", *options, (self.folder / "page.html").as_uri()]
        done = subprocess.run(words, capture_output=True, text=True, timeout=120)
        self.assertEqual([line for line in done.stderr.splitlines() if "CONSOLE" in line], [])
        return done.stdout

    def seen(self, *options):
        dom = self.browse(self.html.replace("</body></html>", TOUR), "--dump-dom", *options)
        found = re.search(r'<output id="seen">(.*?)</output>', dom, re.DOTALL)
        self.assertIsNotNone(found, "the tour through the map ended in an error")
        return json.loads(re.sub("&lt;", "<", re.sub("&gt;", ">", found.group(1))).replace("&amp;", "&")), dom

    def test_the_report_draws_its_map_and_speaks_two_languages_in_a_browser(self):
        seen, dom = self.seen("--window-size=1280,900", "--lang=en")
        self.assertEqual(seen["broken"], None)
        self.assertEqual(seen["kept"], [0, ""])
        self.assertEqual(set(seen["themes"]), {"flow", "requests 0", "wait 0", "refusals 0", "replay 0", "winners", "people"})
        for theme, (paths, legend) in seen["themes"].items():
            with self.subTest(theme=theme):
                # Ground, streets of two classes, service area, zone borders, two generators.
                self.assertGreaterEqual(paths, 6)
                self.assertGreater(len(legend), 10)
        # The map is drawn when it comes into sight, which isn't where the page opens.
        self.assertTrue(seen["late"])
        # Four zones on the map of inhabitants, and their popups.
        self.assertGreaterEqual(seen["themes"]["people"][0], 10)
        self.assertGreater(seen["popups"], 10)
        self.assertEqual(seen["french"][0], "fr")
        self.assertIn("ce qui changerait", seen["french"][1])
        self.assertIn("Habitants par km²", seen["french"][2])
        self.assertEqual(seen["french"][3], "none")
        numbers = [float(value) for value in seen["sorted"] if value]
        self.assertEqual(numbers, sorted(numbers, reverse=True))
        # The day replayed: somebody rides and somebody waits at some time, and nobody before the first asks.
        self.assertEqual(seen["day"][0][1]["riding"], 0)
        self.assertGreater(max(now["riding"] for _, now in seen["day"]), 0)
        self.assertGreater(max(now["driving"] for _, now in seen["day"]), 0)
        self.assertRegex(seen["day"][0][0], r"^\d\d:\d\d$")
        self.assertEqual(seen["playing"], [True, "Pause"])
        self.assertEqual(seen["left"], [False, True])
        # The verdict's line is the first after the heading.
        first = re.search(r"</h1>\s*<div class=\"verdict none\"><p class=\"answer\">(.*?)</p>", dom, re.DOTALL)
        self.assertIn("No need was stated", first.group(1))

    def test_several_variants_stand_side_by_side_with_a_frontier(self):
        more = (self.folder / "variant.toml").read_text(encoding="utf-8")
        for name, times in (("variant", 1), ("more", 3)):
            fleet = lambda found: f"vehicles = {int(found.group(1)) * times}\ncost_per_hour = \"20 EUR\""
            self.write(name + ".toml", re.sub(r"vehicles = (\d+)", fleet, more))
        self.eveil("compare", "base.toml", "--variant", "variant.toml", "--variant", "more.toml", "--replications", "2", "-o", "two")
        self.html = (self.folder / "two" / "report.html").read_text(encoding="utf-8")
        english = self.html.split("id='page-fr'")[0]
        self.assertIn("<th scope='col'>base</th><th scope='col'>variant</th><th scope='col'>more</th>", english)
        self.assertEqual(len(re.findall("class='plot frontier'", english)), 1)
        self.assertRegex(english, r"<th scope='row'>base → variant</th><td>\+\d+</td><td>\+[\d,]+\u00a0€</td>")
        self.assertIn("No other choice both costs less and serves more than: <b>base</b>", english)
        self.assertEqual(len(re.findall("<h2 class='variant'>", english)), 2)
        seen, _ = self.seen("--window-size=500,900")
        self.assertEqual(seen["broken"], None)
        self.assertLessEqual(seen["wide"], 500)

    def test_the_report_fits_a_phone_and_prints_with_its_map(self):
        # Chromium's window isn't narrower than 500 px without a device; a frame is.
        seen, _ = self.seen("--window-size=500,900")
        self.assertLessEqual(seen["wide"], 500)
        paper = self.folder / "report.pdf"
        self.browse(self.html, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
        self.assertEqual(paper.read_bytes()[:5], b"%PDF-")
        self.assertGreater(paper.stat().st_size, 20000)

    def test_the_report_names_nothing_to_load_and_holds_without_script(self):
        log = self.folder / "net.json"
        self.browse(self.html, "--dump-dom", f"--log-net-log={log}")
        events = [event.get("params", {}) for event in json.loads(log.read_text(encoding="utf-8"))["events"]]
        # The browser asks on its own for times and updates: "not an origin".
        asked = [event for event in events if "url" in event and event.get("initiator", "not an origin") != "not an origin"]
        self.assertEqual([event["url"] for event in asked if event["url"].startswith("http")], [])
        markup = re.sub(r"<script.*?</script>", "", self.html, flags=re.DOTALL)
        loads = Loads()
        loads.feed(self.html)
        self.assertEqual(loads.found, [])
        self.assertEqual(re.findall(r"url\((?!data:|#)|@import", markup), [])
        for text in ("What this report does not say", "Ce que ce rapport ne dit pas", "To repeat", "eveil compare base.toml --variant variant.toml"):
            self.assertIn(text, markup)
        self.assertEqual(len(re.findall("<details", markup)), 2 * len(re.findall("<details", markup.split("id='page-fr'")[0])))
        self.assertLess(len(self.html), 3_000_000)


if __name__ == "__main__":
    unittest.main()
