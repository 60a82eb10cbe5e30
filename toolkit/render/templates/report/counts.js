// Counting anew what a selection leaves, in the tables and heat maps that Python wrote.
// The selection that the filters make; a state chosen keeps the counts of a group whole.
const chosen = {};
const filtered = ["partner", "theme", "territory", "period", "office"];
const passes = (i) => filtered.every((name) => !chosen[name] || groups[name](i)[0] === chosen[name]);
const isFiltered = () => Object.values(chosen).some(Boolean);

const columnOf = (place) => place.closest("table.counts")?.tHead.rows[0].cells[place.cellIndex].dataset.c;
const tables = all("table.counts").map((table) => ({
  table, dimension: table.dataset.dim, shown: all("thead th", table).map((each) => each.dataset.c),
}));
const heats = all("table.heat").map((table) => ({
  table, rows: table.dataset.rows, columns: table.dataset.columns,
  keys: all("thead th[data-k]", table).map((each) => each.dataset.k),
}));

function countSelection() {
  const counts = new Map(), cells = new Map();
  const add = (map, key, i) => {
    let row = map.get(key);
    if (!row) map.set(key, row = new Array(columns.length).fill(0));
    row[0] += 1;
    row[1 + points.state[i]] += 1;
    const place = columns.indexOf(deliveries[points.delivery[i]], 1 + data.states.length);
    if (place > 0) row[place] += 1;
  };
  for (let i = 0; i < size; i += 1) {
    if (points.asked[i] === VOLUNTEERED || !passes(i)) continue;
    for (const { dimension } of tables)
      if (isCounted(i, dimension)) for (const key of groups[dimension](i)) add(counts, `${dimension} ${key}`, i);
    heats.forEach((heat, number) => {
      if (points.asked[i] !== OPTIONAL || heat.columns === "period")
        for (const key of groups[heat.rows](i)) for (const other of groups[heat.columns](i)) add(cells, `${number} ${key}\n${other}`, i);
    });
  }
  return { counts, cells };
}

// Numbers that lead to their cells become buttons only where they are seen: a page has thousands of them.
function setNumber(place, text, leads) {
  let target = place.querySelector(".cell");
  if (leads && !target) {
    target = document.createElement("button");
    target.type = "button";
    target.className = "cell";
    target.setAttribute("aria-haspopup", "dialog");
    place.replaceChildren(target);
  } else if (!leads) target = place;
  target.textContent = text;
}
const leads = (text) => /[1-9]/.test(text);
const isSeen = (table) => !table.closest("details:not([open])");
function linkNumbers(root) {
  for (const place of all(".counts td:not(.w), [data-q], .heat td:not(.none), tr[data-m] .code, tr[data-a] .code", root))
    if (isSeen(place) && !place.querySelector(".cell")) {
      const text = place.textContent;
      if (leads(text) || (place.closest(".heat, .lines") && text)) setNumber(place, text, true);
    }
}

function showCounts({ counts, cells }) {
  const state = columns.indexOf(chosen.state || "");
  for (const { table, dimension, shown } of tables) {
    const live = isSeen(table);
    for (const row of table.tBodies[0].rows) {
      const key = dimension === "campaign" ? null : row.dataset.k;
      const found = counts.get(`${dimension} ${key}`) || new Array(columns.length).fill(0);
      row.hidden = dimension !== "campaign" && isFiltered() && (!found[0] || (state > 0 && !found[state]));
      for (const place of row.cells) {
        const column = shown[place.cellIndex], at = columns.indexOf(column);
        const answered = found.slice(1, 7).reduce((sum, number) => sum + number, 0);
        const part = column === "documented" ? found[1] : answered;
        if (at >= 0) setNumber(place, whole(found[at]), live && found[at] > 0);
        else if (column) {
          setNumber(place, rate(part, found[0]), live && part > 0);
          place.style.setProperty("--r", found[0] ? `${100 * part / found[0]}%` : "0%");
        }
      }
    }
  }
  heats.forEach((heat, number) => {
    const caption = heat.table.caption;
    heat.said ??= caption.textContent;
    caption.textContent = state > 0 ? say(words.state_share, { state: data.states[state - 1][1] }) : heat.said;
    for (const row of heat.table.tBodies[0].rows) {
      let any = false;
      heat.keys.forEach((key, place) => {
        const found = cells.get(`${number} ${row.dataset.k}\n${key}`), cell = row.cells[place + 1];
        const part = found ? found[state > 0 ? state : 1] : 0;
        any = any || Boolean(found);
        cell.className = found ? `h${part === 0 ? 0 : part === found[0] ? 5 : 1 + [25, 50, 75].filter((step) => 100 * part >= step * found[0]).length}` : "none";
        setNumber(cell, found ? shortRate(part, found[0]) : "", Boolean(found));
      });
      row.hidden = !any;
    }
  });
  const total = counts.get("campaign null") || new Array(columns.length).fill(0);
  const answered = total.slice(1, 7).reduce((sum, number) => sum + number, 0);
  byId("selection").textContent = say(words.summary, { number: whole(total[0]), valued: rate(total[1], total[0]), answered: rate(answered, total[0]) });
}

// Rows of the other sections, which stand for a partner, a territory, a theme or an action.
function showRows() {
  const ofAction = {};
  for (let i = 0; i < size; i += 1) if (passes(i)) ofAction[measureOf(i).action] = true;
  const fits = (row) => {
    const { p, g, a, ts } = row.dataset, theme = row.dataset.t ?? row.closest("[data-t]")?.dataset.t;
    if (a !== undefined) return Boolean(ofAction[a]);
    if (chosen.theme && !(ts === undefined ? theme === chosen.theme : ts.split("|").includes(chosen.theme))) return false;
    if (chosen.territory && g !== undefined && g !== chosen.territory) return false;
    return !chosen.partner || p === chosen.partner;
  };
  for (const row of all(".lines tbody tr, .sheet")) row.hidden = isFiltered() && !fits(row);
  for (const fold of all("section:not(#completeness) details.fold")) {
    const rows = all(".lines tbody tr", fold);
    const shown = rows.filter((row) => !row.hidden).length, many = fold.querySelector(".many");
    if (rows.length) fold.hidden = !shown;
    if (rows.length && many) many.textContent = whole(shown);
  }
}
