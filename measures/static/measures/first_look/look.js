// A file looked at before it leaves the computer: a courtesy. The server looks again, and decides.
import { Unreadable, partsOf, textOf } from "./archive.js";
import { readText } from "./delimited.js";
import { readOds } from "./ods.js";
import { rulesOf } from "./patterns.js";
import { scan } from "./persons.js";
import { readXlsx } from "./xlsx.js";

const MOST_BYTES = 10_000_000;
const LOOK = 40; // rows in which headings stand

// Findings as {level, code, where, sentence}; throws where the file cannot be read here
export async function look(bytes, name, told, how) {
  if (!bytes.length || bytes.length > MOST_BYTES) throw new Unreadable("size");
  const book = await bookOf(bytes);
  const names = book.sheets.map((sheet) => ["a sheet name", sheet.name]);
  const rules = rulesOf(told);
  const kind = isOfResponses(book, told.response_sheet) ? "responses" : how.kind;
  const found = scan({ ...book, texts: [...book.texts, ["the file name", name], ...names] }, rules, { ...how, kind });
  return found.map((one) => ({ ...one, sentence: sentence(one, told, kind) }));
}

// By its headings, as the server tells a sheet of responses from one of totals
function isOfResponses(book, headings) {
  const rows = book.sheets.flatMap((sheet) => sheet.rows.slice(0, LOOK));
  return rows.some(({ cells }) => {
    const said = cells.map(({ text }) => (text.toLowerCase().replaceAll("_", " ").match(/[\p{L}\p{N}]+/gu) ?? []).join(" "));
    return Object.values(headings).every((words) => words.some((word) => said.includes(word)));
  });
}

async function bookOf(bytes) {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return readText(bytes);
  const parts = await partsOf(bytes);
  if (parts.has("xl/workbook.xml")) return readXlsx(parts);
  const type = parts.get("mimetype");
  if (type && textOf(type).includes("opendocument.spreadsheet")) return readOds(parts);
  throw new Unreadable("kind");
}

function sentence({ level, says, code, where }, told, kind) {
  const instead = level === "stop" ? ` ${told.instead[code] ?? told.instead[kind]}` : "";
  const at = place(where);
  const said = `${at ? `${at}: ` : ""}${told.says[says]}${instead}`;
  return said[0].toUpperCase() + said.slice(1);
}

// `Sheet "Q3", cell D14` in a workbook, `line 4, column B` in a text file
export function place({ sheet = "", row = 0, column = 0, header = false, part = "" }) {
  const inside = header ? [`column ${letters(column)} header`] : sheet ? cellWords(row, column) : lineWords(row, column);
  return [...(sheet ? [`Sheet "${sheet}"`] : []), ...inside].join(", ") || part;
}

const cellWords = (row, column) => (row && column ? [`cell ${letters(column)}${row}`] : []);
const lineWords = (row, column) => [...(row ? [`line ${row}`] : []), ...(column ? [`column ${letters(column)}`] : [])];

function letters(column) {
  const rest = Math.floor((column - 1) / 26);
  return (rest ? letters(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}
