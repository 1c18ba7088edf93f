// A text file: its encoding, its delimiter and its lines, as the server reads them.
import { Unreadable } from "./archive.js";

const MARKS = [",", ";", "\t", "|"];
const MOST_LINES = 50_000;

export function readText(bytes) {
  const [text, declared] = declaredIn(decoded(bytes));
  const readings = (declared ? [declared] : MARKS).map((mark) => linesOf(text, mark)).filter(Boolean);
  const fitting = declared ? readings : readings.filter(fits);
  if (!fitting.length) throw new Unreadable("columns");
  const best = fitting.reduce((one, other) => (other.width > one.width ? other : one));
  const rows = best.lines.map(([number, cells]) => ({ number, cells: filled(cells) }));
  return { sheets: [{ name: "", rows }], texts: [] };
}

const filled = (cells) =>
  cells.map((text, at) => ({ column: at + 1, kind: "text", text })).filter((cell) => cell.text);

function decoded(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, "utf-16be");
  if (bytes.includes(0)) return decode(bytes, bytes[1] === 0 ? "utf-16le" : "utf-16be");
  try {
    return decode(bytes, "utf-8");
  } catch {
    return decode(bytes, "windows-1252");
  }
}

function decode(bytes, encoding) {
  const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  if (text.includes("\0")) throw new Unreadable("nul");
  return text;
}

function declaredIn(text) {
  const end = text.indexOf("\n");
  const told = (end < 0 ? text : text.slice(0, end)).trim().toLowerCase();
  return told.length === 5 && told.startsWith("sep=") ? [end < 0 ? "\n" : text.slice(end), told[4]] : [text, ""];
}

const fits = ({ lines, width }) => width > 1 && 2 * lines.filter(([, cells]) => cells.length === width).length >= lines.length;

// Strict: a quotation mark that is opened is closed, and a delimiter or a line's end follows it
function linesOf(text, mark) {
  const lines = [];
  let [at, line, began, cells] = [0, 1, 1, []];
  const close = () => {
    if (cells.some((cell) => cell.trim())) lines.push([began, cells]);
    if (lines.length > MOST_LINES) throw new Unreadable("lines");
    cells = [];
    began = line;
  };
  while (at < text.length) {
    const field = text[at] === '"' ? quoted(text, at) : bare(text, at, mark);
    if (!field) return null;
    cells.push(field.text);
    line += field.breaks;
    at = field.end;
    if (text[at] === mark) {
      at += 1;
      if (at === text.length || text[at] === "\n" || text[at] === "\r") cells.push("");
    }
    else if (at < text.length && text[at] !== "\n" && text[at] !== "\r") return null;
    if (at >= text.length || (text[at] !== "\n" && text[at] !== "\r")) continue;
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    line += 1;
    close();
  }
  line += 1;
  close();
  return { lines, width: commonest(lines.map(([, each]) => each.length)) };
}

function bare(text, at, mark) {
  let end = at;
  while (end < text.length && text[end] !== mark && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { text: text.slice(at, end), end, breaks: 0 };
}

function quoted(text, at) {
  let [end, made] = [at + 1, ""];
  for (;;) {
    const next = text.indexOf('"', end);
    if (next < 0) return null;
    made += text.slice(end, next);
    end = next + 1;
    if (text[end] !== '"') break;
    made += '"';
    end += 1;
  }
  return { text: made, end, breaks: (made.match(/\r\n|\r|\n/g) ?? []).length };
}

function commonest(widths) {
  const counted = new Map();
  for (const width of widths) counted.set(width, (counted.get(width) ?? 0) + 1);
  return [...counted].reduce(([best, most], [width, times]) => (times > most ? [width, times] : [best, most]), [0, 0])[0];
}
