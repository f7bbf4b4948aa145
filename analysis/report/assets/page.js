// SPDX-License-Identifier: Apache-2.0
// The page without its map: which language is shown, tables that sort. Everything is in the page; nothing is kept.
"use strict";
(() => {
  const inputs = [...document.querySelectorAll(".lang-input")];

  function show() {
    const chosen = inputs.find((input) => input.checked) || inputs[0];
    const page = document.getElementById("page-" + chosen.value);
    document.documentElement.lang = chosen.value;
    document.title = page.dataset.title;
    if (window.eveilMap) window.eveilMap.show(chosen.value);
  }

  function choose(code) {
    const input = inputs.find((one) => one.value === code);
    if (input) input.checked = true;
  }

  // The address may say "#fr"; else the browser's first language that the page has.
  const wanted = [location.hash.slice(1), ...(navigator.languages || [])].map((one) => one.slice(0, 2).toLowerCase());
  choose(wanted.find((code) => inputs.some((input) => input.value === code)));
  inputs.forEach((input) => input.addEventListener("change", show));
  addEventListener("hashchange", () => { choose(location.hash.slice(1)); show(); });
  show();

  // On paper the table of all figures is open.
  const closed = [...document.querySelectorAll("details.all:not([open])")];
  addEventListener("beforeprint", () => closed.forEach((one) => { one.open = true; }));
  addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));

  // Numbers by value, names by the language's alphabet; what has no number comes last either way.
  function compare(a, b, lang) {
    if (a === "" || b === "") return null;
    const [x, y] = [Number(a), Number(b)];
    return isNaN(x) || isNaN(y) ? a.localeCompare(b, lang, { numeric: true }) : x - y;
  }

  function sort(table, column, head, lang) {
    const down = head.getAttribute("aria-sort") !== "descending" && column > 0 || head.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("th[aria-sort]").forEach((one) => one.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const value = (row) => row.cells[column].dataset.value;
    const rows = [...body.rows].sort((a, b) => {
      const order = compare(value(a), value(b), lang);
      if (order === null) return (value(a) === "") - (value(b) === "");
      return down ? -order : order;
    });
    body.append(...rows);
  }

  const texts = JSON.parse(document.getElementById("report-data").textContent).texts;
  document.querySelectorAll("table.sortable").forEach((table) => {
    const lang = table.closest("[lang]").lang;
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = texts[lang]["table.sort"].replace("{column}", head.textContent);
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, column, head, lang));
      head.append(button);
    });
  });
})();
