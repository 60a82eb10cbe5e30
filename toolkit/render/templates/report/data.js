// What the page holds of each data point, its words, and its groups along each dimension.
const byId = (id) => document.getElementById(id);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const data = JSON.parse(byId("data").textContent), words = data.words, points = data.points;
let size = 0;
for (const [name, runs] of Object.entries(points)) {  // each value is followed by how often it stands in a row
  const column = points[name] = [];
  for (let at = 0; at < runs.length; at += 2) for (let left = runs[at + 1]; left > 0; left -= 1) column.push(runs[at]);
  size = column.length;
}
const measures = data.measures.map(([code, label, unit, indicator, type, action]) => {
  const [theme, objective, cross_cutting] = data.actions[action];
  return { code, label, unit, indicator, type, action, theme, objective, cross_cutting };
});
const french = data.language === "fr", AS_VALUE = -1, VALUE = 0, CODED = new Set([1, 2, 3, 4, 5]), OPTIONAL = 1, VOLUNTEERED = 2;
const columns = ["expected", ...data.states.map((state) => state[0]), "on_time", "late"];
const deliveries = data.deliveries.map((each) => each[0]);

const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const whole = (number) => String(number).replace(/\B(?=(\d{3})+(?!\d))/g, french ? "\u202f" : ",");
const tenths = (part, of) => Math.floor((2000 * part + of) / (2 * of));  // exact, half up
const shortRate = (part, of) => `${Math.floor(tenths(part, of) / 10)}${french ? "," : "."}${tenths(part, of) % 10}`;
const rate = (part, of) => of ? shortRate(part, of) + (french ? "\u00a0%" : "%") : "–";
const figure = (text) => {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  return match ? (match[1] ? "−" : "") + whole(match[2]) + (match[3] || "").replace(".", french ? "," : ".") : text;
};

// One data point: its groups along each dimension, as `completeness.csv` has them.
const measureOf = (i) => measures[points.measure[i]];
const groups = {
  campaign: () => [null],
  partner: (i) => [data.partners[points.partner[i]][0]],
  office: (i) => [data.offices[points.office[i]][0]],
  theme: (i) => [measureOf(i).theme],
  cross_cutting: (i) => measureOf(i).cross_cutting,
  objective: (i) => [measureOf(i).objective],
  action: (i) => [measureOf(i).action],
  indicator: (i) => [measureOf(i).indicator],
  type: (i) => [measureOf(i).type],
  territory: (i) => [data.territories[points.territory[i]][0]],
  period: (i) => [data.periods[points.period[i]]],
  optional_period: (i) => [data.periods[points.period[i]]],
  delivery: (i) => [deliveries[points.delivery[i]]],
};
const isCounted = (i, dimension) => points.asked[i] === (dimension === "optional_period" ? OPTIONAL : 0);
const isIn = (i, column, key) => {
  const state = points.state[i];
  switch (column) {
    case "expected": return true;
    case "documented": return state === VALUE;
    case "answered": return state === VALUE || CODED.has(state);
    case "reason": return data.reasons[points.why[i]] === key;
    case "on_time": case "late": return deliveries[points.delivery[i]] === column;
    default: return data.states[state][0] === column;
  }
};
