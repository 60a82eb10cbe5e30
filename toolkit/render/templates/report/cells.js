// The way down: a window with the data points behind a number, each with its file, sheet, cell and what was typed.
const dialog = byId("cells"), body = byId("cells-body"), PAGE = 100;
const element = (name, text, attributes = {}) => {
  const made = name.startsWith("svg:") ? document.createElementNS("http://www.w3.org/2000/svg", name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== null) made.textContent = text;
  return made;
};
const listed = (...texts) => texts.filter(Boolean).join(" · ");

function pointRow(i, isOneFigure) {
  const measure = measureOf(i), row = element("tr", null), given = data.texts[points.given[i]];
  const head = element("th", null, { scope: "row" });
  head.append(element("b", measure.code, { class: "code" }), isOneFigure ? "" : ` ${measure.label}`);
  const value = points.value[i], raw = points.raw[i] === AS_VALUE ? value : data.texts[points.raw[i]];
  const territory = data.territories[points.territory[i]][1];
  const asked = ["", words.optional, words.volunteered][points.asked[i]];
  const place = listed(data.files[points.file[i]], data.sheets[points.sheet[i]], points.cell[i]) || words.no_place;
  const quality = data.texts[points.quality[i]], reason = data.texts[points.reason[i]], comment = data.texts[points.comment[i]];
  row.append(
    head,
    element("td", data.partners[points.partner[i]][0], { class: "w" }),
    element("td", given ? `${territory} (${say(words.given, { territory: given })})` : territory, { class: "w" }),
    element("td", listed(data.periods[points.period[i]], asked), { class: "w" }),
    element("td", data.states[points.state[i]][1], { class: "w" }),
    element("td", value ? `${figure(value)} ${measure.unit}` : "", { class: "strong" }),
    element("td", raw, { class: "w raw" }),
    element("td", listed(quality, reason, comment), { class: "w small raw" }),
    element("td", place, { class: "w small raw" }),
  );
  return row;
}

function listPoints(found) {
  const table = element("table", null, { class: "lines" }), head = element("tr", null), rows = element("tbody", null);
  for (const name of ["figure", "partner", "territory", "period", "state", "value", "raw", "said", "place"])
    head.append(element("th", words[name], { scope: "col" }));
  const top = element("thead", null);
  top.append(head);
  table.append(top, rows);
  const scroll = element("div", null, { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "cells-title" });
  scroll.append(table);
  const note = element("p", "", { class: "small", role: "status" }), more = element("button", words.more, { type: "button", class: "more" });
  const isOneFigure = new Set(found.map((i) => points.measure[i])).size === 1;  // the heading names it
  let shown = 0;
  const show = () => {
    found.slice(shown, shown + PAGE).forEach((i) => rows.append(pointRow(i, isOneFigure)));
    shown = Math.min(shown + PAGE, found.length);
    note.textContent = found.length ? say(words.shown, { shown: whole(shown), number: whole(found.length) }) : words.nothing;
    more.hidden = shown === found.length;
  };
  more.addEventListener("click", show);
  show();
  return [note, scroll, more];
}

function drawChart(title, found, goals) {
  const isYear = (period) => /^\d{4}(\/\d{4})?$/.test(period), curve = new Map();
  for (const i of found) {
    const period = data.periods[points.period[i]];
    if (points.state[i] === VALUE && isYear(period) && !Number.isNaN(Number(points.value[i])) && points.value[i]) curve.set(period, points.value[i]);
  }
  const periods = [...curve.keys()].sort(), kinds = new Set(periods.map((period) => period.length));
  if (periods.length < 2 || kinds.size > 1) return [];
  const values = periods.map((period) => Number(curve.get(period))), years = periods.map((period) => Number(period.slice(0, 4)));
  const every = [...values, ...goals.map(Number)], least = Math.min(...every), span = Math.max(...every) - least || 1;
  const x = (year) => 40 + 560 * (year - years[0]) / (years[years.length - 1] - years[0]), y = (value) => 150 - 115 * (value - least) / span;
  const chart = element("svg:svg", null, { viewBox: "0 0 660 200", role: "img", class: "chart" });
  chart.append(element("svg:title", `${title}. ${periods.map((period) => say(words.name_text, { name: period, text: figure(curve.get(period)) })).join(" · ")}`));
  for (const goal of goals) {
    chart.append(element("svg:path", null, { d: `M20 ${y(Number(goal))}H640`, class: "goal" }));
    chart.append(element("svg:text", `${words.target} ${figure(goal)}`, { x: 640, y: y(Number(goal)) - 5, "text-anchor": "end" }));
  }
  chart.append(element("svg:polyline", null, { points: values.map((value, i) => `${x(years[i])},${y(value)}`).join(" ") }));
  values.forEach((value, i) => {
    chart.append(element("svg:circle", null, { cx: x(years[i]), cy: y(value), r: 4 }));
    chart.append(element("svg:text", figure(curve.get(periods[i])), { x: x(years[i]), y: y(value) - 11, "text-anchor": "middle", class: "v" }));
    chart.append(element("svg:text", periods[i], { x: x(years[i]), y: 188, "text-anchor": "middle" }));
  });
  return [chart];
}

function openCells(title, found, chart = []) {
  byId("cells-title").textContent = title;
  body.replaceChildren(...chart, ...listPoints(found));
  dialog.showModal();
  byId("cells-title").focus();
}
const select = (test) => Array.from({ length: size }, (_, i) => i).filter((i) => passes(i) && test(i));
const heading = (row) => row.cells[0].textContent.trim();

function openNumber(button) {
  const place = button.closest("td, dd"), row = place.closest("tr"), table = place.closest("table");
  if (place.dataset.q) {
    const { p: whose, q: column, k: key } = place.dataset;
    const title = whose ? place.closest("article").querySelector("h3").textContent : heading(row);
    const inWhole = (i) => points.asked[i] === 0 && isIn(i, column, key) && (!whose || groups.partner(i)[0] === whose);
    return openCells(title, Array.from({ length: size }, (_, i) => i).filter(inWhole));
  }
  if (table.classList.contains("heat")) {
    const { rows, columns: across } = table.dataset, head = table.tHead.rows[0].cells[place.cellIndex], key = row.dataset.k;
    const optional = head.classList.contains("optional");
    const found = select((i) => points.asked[i] === (optional ? OPTIONAL : 0) && groups[rows](i).includes(key) && groups[across](i).includes(head.dataset.k));
    const part = found.filter((i) => (chosen.state ? isIn(i, chosen.state) : points.state[i] === VALUE)).length;
    return openCells(`${heading(row)} – ${head.textContent.trim()} – ${say(words.of, { part: whole(part), whole: whole(found.length) })}`, found);
  }
  const dimension = table.dataset.dim, key = dimension === "campaign" ? null : row.dataset.k, column = columnOf(place);
  const name = table.tHead.rows[0].cells[place.cellIndex].textContent.trim();
  openCells(`${heading(row)} – ${name}`, select((i) => isCounted(i, dimension) && groups[dimension](i).includes(key) && isIn(i, column)));
}

function openCurve(button) {
  const { p, g, m, a, also, goal } = button.closest("tr").dataset;
  if (a) return openCells(heading(button.closest("tr")), Array.from({ length: size }, (_, i) => i).filter((i) => measureOf(i).action === a));
  const given = (i) => data.texts[points.given[i]] || data.territories[points.territory[i]][0];
  const at = (where) => Array.from({ length: size }, (_, i) => i).filter((i) => measureOf(i).code === m && groups.partner(i)[0] === p && given(i) === where);
  const found = at(g), title = say(words.series, { figure: heading(button.closest("tr")), partner: p, territory: g });
  openCells(title, also ? [...found, ...at(also)] : found, drawChart(title, found, goal ? goal.split("|") : []));
}
