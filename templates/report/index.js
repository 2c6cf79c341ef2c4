/* Conveniences only: without scripts the table can be read whole. */
(() => {
  "use strict";
  const STEP = 100;
  const table = document.querySelector("table.index");
  const body = table.tBodies[0];
  const { sort: label, shown: template } = document.body.dataset;
  const [search, status, language] = ["search", "status", "language"].map(
    (name) => document.getElementById(name)
  );
  const more = document.getElementById("more");
  const count = document.getElementById("count");
  const heads = Array.from(table.tHead.rows[0].cells);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  /* Each row once: what is looked for in it, and what each column is sorted by. */
  const all = Array.from(body.rows, (row) => ({
    row,
    text: plain(Array.from(row.cells).slice(0, 3).map((cell) => cell.textContent).join(" ")),
    status: row.dataset.status,
    language: row.dataset.language,
    keys: Array.from(row.cells, (cell) => cell.dataset.v ?? cell.textContent),
  }));
  let chosen = all;
  let drawn = 0;

  const draw = (upTo) => {
    body.append(...chosen.slice(drawn, upTo).map((item) => item.row));
    drawn = Math.min(Math.max(drawn, upTo), chosen.length);
    more.hidden = drawn >= chosen.length;
  };
  const redraw = () => {
    body.replaceChildren();
    drawn = 0;
    draw(STEP);
    count.textContent = template.replace("{n}", chosen.length).replace("{all}", all.length);
  };
  const filter = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    chosen = all.filter((item) =>
      (!status.value || item.status === status.value) &&
      (!language.value || item.language === language.value) &&
      words.every((word) => item.text.includes(word)));
    redraw();
  };
  const compare = (column, numeric, down) => (a, b) => {
    const [x, y] = [a.keys[column], b.keys[column]];
    if (!x || !y) return !x - !y; /* what is not known comes last, whichever the order */
    const order = numeric ? x - y : collator.compare(x, y);
    return down ? -order : order;
  };
  const sortBy = (head, column) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    heads.forEach((item) => item.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    all.sort(compare(column, head.classList.contains("cx-number"), down));
    filter();
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.title = label;
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sortBy(head, column));
  });
  search.addEventListener("input", filter);
  status.addEventListener("change", filter);
  language.addEventListener("change", filter);
  more.addEventListener("click", () => {
    const first = chosen[drawn];
    draw(drawn + STEP);
    const link = first.row.querySelector("a");
    if (link) link.focus({ preventScroll: true });
  });
  new IntersectionObserver((seen) => {
    if (seen.some((item) => item.isIntersecting) && drawn < chosen.length) draw(drawn + STEP);
  }, { rootMargin: "600px" }).observe(more);
  addEventListener("beforeprint", () => draw(chosen.length));
  document.getElementById("controls").hidden = false;
  filter();
  document.documentElement.classList.remove("reading");
})();
