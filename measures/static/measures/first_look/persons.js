// The scan for people: what it finds is named by its place, and never repeated.
import { columnsOf, couldBeBirth, lengthOf, tableBegins, typedDay } from "./columns.js";

const ONE = new Set(["1", "1.0"]);
const shares = (one, other) => [...one].some((word) => other.has(word));

// book: {sheets: [{name, rows: [{number, cells: [{column, kind, text}]}]}], texts: [[place, text]]}
export function scan(book, rules, { known = [], kind = "cohort", today }) {
  const names = new Set(known.map((name) => name.toLowerCase()));
  const found = [];
  for (const sheet of book.sheets) {
    const seen = { sheet, names, kind, today, rules };
    const columns = columnsOf(sheet, rules, today);
    for (const column of columns) found.push(...columnFindings(column, seen));
    if (kind === "cohort") found.push(...rowsOfPeople(columns, seen));
    found.push(...cellFindings(seen));
  }
  return [...found, ...textFindings(book.texts, rules)];
}

const finding = (level, code, where) => ({ level, code: code.replace(/[~?]$/, ""), says: code, where });
const stop = (code, where) => finding("stop", code, where);
const ask = (code, where) => finding("question", code, where);

function* columnFindings(column, seen) {
  const { rules, kind } = seen;
  yield* nhs(column, seen);
  yield* days(column, seen);
  yield* names(column, seen);
  if (rules.told.free_text[kind] === "stop") yield* freeText(column, seen);
  const isKey = [...rules.words("row_key")].every((word) => column.words.has(word));
  if (kind === "responses" && isKey) yield* rowKey(column, seen);
}

const header = (column, { sheet }) => ({ sheet: sheet.name, column: column.number, header: true });
const cell = (sheet, row, column) => ({ sheet: sheet.name, row, column });

function* nhs(column, seen) {
  const { rules, sheet } = seen;
  const ten = column.values.filter(([, text]) => rules.isTen(text));
  const good = ten.filter(([, text]) => rules.passesNhs(text));
  if (!good.length) return;
  const sure = shares(column.words, rules.words("nhs")) || rules.tooManyPass(good.length, ten.length);
  yield (sure ? stop : ask)(sure ? "person.nhs" : "person.nhs?", cell(sheet, good[0][0], column.number));
}

function* days(column, seen) {
  const { rules, kind, today } = seen;
  const { rows, distinct } = rules.told.birth;
  const births = column.days.map(([, day]) => day).filter((day) => couldBeBirth(day, rules, today));
  if (shares(column.words, rules.words("birth")) && column.values.length) {
    yield stop("person.birth", header(column, seen));
  } else if (births.length >= rows && rules.reaches(new Set(births).size, births.length, distinct)) {
    yield stop("person.birth~", header(column, seen));
  } else if (column.days.length && kind === "responses") {
    yield ask("person.date?", header(column, seen));
  }
}

function* names(column, seen) {
  const { rules } = seen;
  const isName = shares(column.words, rules.words("names")) && !shares(column.words, rules.words("other_names"));
  if (isName && column.values.length) {
    yield stop("person.name", header(column, seen));
    return;
  }
  const { rows, share, distinct } = rules.told.names;
  const texts = column.values.map(([, text]) => text);
  const strange = texts.filter((text) => rules.looksNamed(text) && !seen.names.has(rules.clean(text).toLowerCase()));
  const many = texts.length >= rows && rules.exceeds(strange.length, texts.length, share);
  if (many && rules.exceeds(new Set(texts).size, texts.length, distinct)) yield stop("person.name~", header(column, seen));
}

function* freeText(column, seen) {
  const begins = tableBegins(seen.sheet, seen.rules);
  if (begins === null) return;
  const longest = seen.rules.told.free_text.longest;
  const long = column.values.find(([row, text]) => row > begins && lengthOf(text) > longest);
  if (long) yield stop("person.text", cell(seen.sheet, long[0], column.number));
}

function* rowKey(column, seen) {
  const { rules, today, sheet } = seen;
  const isKey = (text) =>
    lengthOf(text) <= rules.told.row_key.longest && !rules.couldIdentify(text) && !typedDay(text, rules, today);
  const wrong = column.values.find(([, text]) => !isKey(text.trim()));
  if (wrong) yield stop("person.row_key", cell(sheet, wrong[0], column.number));
}

function* rowsOfPeople(columns, seen) {
  const { rules, sheet } = seen;
  const { rows: fewest, filled } = rules.told.rows_of_people;
  const rows = columns.reduce((most, column) => Math.max(most, column.values.length), 0);
  const full = columns.filter((column) => rules.reaches(column.values.length, rows, filled));
  const counts = (column) =>
    shares(column.words, rules.words("counts")) && column.values.some(([, text]) => !ONE.has(text));
  if (rows < fewest || full.length < 2 || columns.some(counts)) return;
  if (full.some((column) => identifies(column, rows, seen.names))) yield stop("person.rows", { sheet: sheet.name });
}

function identifies(column, rows, names) {
  const texts = column.values.map(([, text]) => text);
  const isMeasured = (text) => text.includes(".") && /^[0-9]+$/.test(text.replace(".", ""));
  const distinct = texts.length >= rows && new Set(texts).size === texts.length;
  return distinct && !texts.every((text) => isMeasured(text) || names.has(text.toLowerCase()));
}

function* cellFindings({ sheet, rules }) {
  const { shortest, width } = rules.told.table;
  for (const row of sheet.rows) {
    for (const { column, kind, text } of row.cells) {
      const at = cell(sheet, row.number, column);
      if (kind !== "text" && kind !== "number") continue;
      const [code, contact] = lengthOf(text) < shortest ? ["", ""] : [codeOf(text, rules), contactOf(text, rules)];
      if (code || (contact && row.cells.length >= width)) yield stop(code || contact, at);
      else if (lengthOf(text) >= shortest && !rules.isTen(text) && rules.holdsNhs(text)) yield nhsIn(text, at, rules);
      if (contact && row.cells.length < width) yield finding("note", "person.dropped", at);
    }
  }
}

function textFindings(texts, rules) {
  const found = new Map();
  for (const [part, text] of texts) {
    for (const one of oneText(text, { part }, rules)) {
      const key = `${one.code} ${part}`;
      if (!found.has(key)) found.set(key, one);
    }
  }
  return [...found.values()];
}

function* oneText(text, where, rules) {
  const code = codeOf(text, rules);
  if (code) yield stop(code, where);
  else if (rules.holdsNhs(text)) yield nhsIn(text, where, rules);
  else if (contactOf(text, rules)) yield finding("note", "person.dropped", where);
}

function codeOf(text, rules) {
  if (rules.hasInsurance(text)) return "person.insurance";
  return rules.hasPostcode(text) ? "person.postcode" : "";
}

function contactOf(text, rules) {
  if (rules.hasEmail(text)) return "person.email";
  return rules.hasPhone(text) ? "person.phone" : "";
}

function nhsIn(text, where, rules) {
  const words = new Set(text.toLowerCase().match(/[a-z]+/g) ?? []);
  return shares(words, rules.words("nhs")) ? stop("person.nhs", where) : ask("person.nhs?", where);
}
