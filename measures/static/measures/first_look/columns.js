// Columns as the rules see them: the words above, the values below, the days they spell.
const VALUES = new Set(["text", "number", "date"]);
export const lengthOf = (text) => [...text].length;

export function headerRow(sheet, rules) {
  const { header_rows: rows, header_length: longest } = rules.told.table;
  const widest = sheet.rows.reduce((most, row) => Math.max(most, row.cells.length), 0);
  const isHeader = (row) => {
    const short = row.cells.filter((cell) => cell.kind === "text" && lengthOf(cell.text) <= longest);
    return short.length >= 2 && 2 * short.length > widest && short.length === row.cells.length;
  };
  return sheet.rows.slice(0, rows).find(isHeader) ?? sheet.rows[0];
}

export function columnsOf(sheet, rules, today) {
  const header = headerRow(sheet, rules);
  const inside = new Map();
  for (const row of sheet.rows) {
    for (const cell of row.cells) {
      if (!inside.has(cell.column)) inside.set(cell.column, []);
      inside.get(cell.column).push([row.number, cell]);
    }
  }
  const numbers = [...inside.keys()].sort((one, other) => one - other);
  return numbers.map((number) => column(number, inside.get(number), header, rules, today));
}

function column(number, cells, header, rules, today) {
  const top = header?.cells.find((cell) => cell.column === number);
  const isHeading = top?.kind === "text" && lengthOf(top.text) <= rules.told.table.header_length;
  const below = isHeading ? cells.filter(([row]) => row > header.number) : cells;
  return {
    number,
    words: wordsOf(isHeading ? top.text : "", rules),
    values: below.filter(([, cell]) => VALUES.has(cell.kind)).map(([row, cell]) => [row, cell.text]),
    days: below.map(([row, cell]) => [row, dayOf(cell, rules, today)]).filter(([, day]) => day),
  };
}

function wordsOf(heading, rules) {
  const split = rules.clean(heading).replace(/([a-z])([A-Z])/g, "$1 $2");
  return new Set(split.toLowerCase().match(/[a-z]+/g) ?? []);
}

export function tableBegins(sheet, rules) {
  const header = headerRow(sheet, rules);
  return header && header.cells.length >= rules.told.table.width ? header.number : null;
}

function dayOf(cell, rules, today) {
  if (cell.kind === "date") return cell.text.slice(0, 10);
  return cell.kind === "text" || cell.kind === "number" ? typedDay(cell.text, rules, today) : null;
}

// The day that a text spells, as 1980-01-31; `today` is written so as well
export function typedDay(text, rules, today) {
  if (text.length < 6 || text.length > 30) return null;
  for (const [order, source] of rules.told.days) {
    rules[source] ??= rules.whole(source);
    const found = rules.clean(text).match(rules[source]);
    const day = found && dayFrom(order, found.slice(1), rules, today);
    if (day) return day;
  }
  return null;
}

function dayFrom(order, parts, rules, today) {
  const said = Object.fromEntries([...order].map((letter, at) => [letter, parts[at]]));
  const now = Number(today.slice(0, 4));
  const named = rules.told.months.indexOf(said.m.slice(0, 3).toLowerCase()) + 1;
  const month = /^[0-9]+$/.test(said.m) ? Number(said.m) : named;
  let year = Number(said.y);
  if (said.y.length === 2) {
    year += 100 * Math.trunc(now / 100);
    if (year > now) year -= 100;
  }
  return isoDay(year, month, Number(said.d));
}

function isoDay(year, month, day) {
  const made = new Date(0);
  made.setUTCFullYear(year, month - 1, day);
  const real = year >= 1 && made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  const pad = (number, width) => String(number).padStart(width, "0");
  return real ? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` : null;
}

export function couldBeBirth(day, rules, today) {
  return day <= today && Number(today.slice(0, 4)) - Number(day.slice(0, 4)) <= rules.told.birth.years_back;
}
