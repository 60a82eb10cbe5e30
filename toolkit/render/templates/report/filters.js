// The filters, and what happens when.
function fillFilters() {
  const offer = (name, options) => options.forEach(([value, label]) => byId(`f-${name}`).append(element("option", label, { value })));
  const seen = (items) => [...new Set(items)];
  const compare = new Intl.Collator(data.language, { numeric: true }).compare;
  offer("partner", data.partners.map(([code, name]) => [code, `${code} – ${name}`]));
  offer("theme", seen(measures.map((each) => each.theme)).map((theme) => [theme, theme]));
  offer("territory", data.territories.map(([code, name]) => [code, name]).sort((a, b) => compare(a[1], b[1])));
  offer("period", [...data.periods].sort().map((period) => [period, period]));
  offer("state", data.states);
  offer("office", data.offices.filter(([key]) => key).sort((a, b) => compare(a[1], b[1])));
  byId("f-office").closest("label").hidden = data.offices.length < 2;
  byId("filters").hidden = false;
}

function applyFilters() {
  const said = [];
  for (const field of all("select", byId("filters"))) {
    chosen[field.name] = field.value;
    field.classList.toggle("on", Boolean(field.value));
    if (field.value) said.push(field.selectedOptions[0].textContent);
  }
  showCounts(countSelection());
  showRows();
  byId("print-selection").hidden = !said.length;
  byId("print-selection").textContent = say(words.name_text, { name: words.selection, text: said.join(" · ") });
}

if (!size) return;
fillFilters();
byId("filters").addEventListener("change", applyFilters);
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("filters").addEventListener("reset", () => setTimeout(applyFilters));
byId("filters-list").addEventListener("click", () => {
  const found = select((i) => points.asked[i] !== VOLUNTEERED && (!chosen.state || isIn(i, chosen.state)));
  openCells(byId("print-selection").hidden ? words.selection : byId("print-selection").textContent, found);
});
byId("cells-close").addEventListener("click", () => dialog.close());
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#by-']");
  if (link) byId(link.hash.slice(1)).open = true;
  const button = event.target.closest?.(".cell, tr[data-m] .spark");
  if (button) (button.closest(".lines") ? openCurve : openNumber)(button);
});
for (const fold of all("details.fold")) fold.addEventListener("toggle", () => linkNumbers(fold));
if (matchMedia("(max-width: 60rem)").matches) byId("filters-fold").open = false;
byId("unfold").hidden = false;
byId("unfold").addEventListener("click", () => {
  const closed = all("details.fold:not([open])");
  for (const fold of closed.length ? closed : all("details.fold")) fold.open = closed.length > 0;
});
const start = () => {
  linkNumbers(document);
  const total = all("table.counts[data-dim=campaign] td");
  const read = (column) => total.find((place) => columnOf(place) === column)?.textContent;
  byId("selection").textContent = say(words.summary, { number: read("expected"), valued: read("documented"), answered: read("answered") });
};
requestAnimationFrame(() => setTimeout(start));
