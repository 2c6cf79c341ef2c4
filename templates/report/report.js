/* Conveniences only: without scripts everything can still be read. */
(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  const openTo = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.closest("details");
    if (fold) { fold.open = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", openTo);
  openTo();

  /* A picture wider than a narrow screen scrolls in its place, by keyboard too. */
  const reach = () => all(".picture").forEach((item) => {
    if (item.scrollWidth > item.clientWidth) item.tabIndex = 0;
    else item.removeAttribute("tabindex");
  });
  addEventListener("resize", reach);
  reach();

  const { sort: label, decimal } = document.body.dataset;
  const other = decimal === "," ? /[.\s\u00a0\u202f'’]/g : /[,\s\u00a0\u202f'’]/g;
  const number = (text) => {
    const found = text.replace(/\u2212/g, "-").match(/[-+]?\d[\d.,\s\u00a0\u202f'’]*/);
    return found ? parseFloat(found[0].replace(other, "").replace(",", ".")) : NaN;
  };
  const compare = (numeric) => (a, b) => {
    if (!numeric) return a.localeCompare(b, document.documentElement.lang);
    const [x, y] = [number(a), number(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
    return x - y;
  };
  const sortBy = (table, column, head) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    const numeric = head.classList.contains("cx-number");
    const body = table.tBodies[0];
    const cell = (row) => row.cells[column].textContent;
    const rows = Array.from(body.rows).sort((a, b) => compare(numeric)(cell(a), cell(b)));
    all("th[aria-sort]", table).forEach((item) => item.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...(down ? rows.reverse() : rows));
  };
  const addButtons = () => all("table.cx-table").forEach((table) => {
    if (!table.tBodies.length || table.tBodies[0].rows.length < 3) return;
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.title = label;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sortBy(table, column, head));
    });
  });
  const dropButtons = () => all("button.sort").forEach((item) => {
    item.replaceWith(...item.childNodes);
  });

  /* On paper every foldout is open, and header rows without buttons repeat on each page. */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details").filter((item) => !item.open);
    closed.forEach((item) => { item.open = true; });
    dropButtons();
  });
  addEventListener("afterprint", () => {
    closed.forEach((item) => { item.open = false; });
    addButtons();
  });
  addButtons();
})();
