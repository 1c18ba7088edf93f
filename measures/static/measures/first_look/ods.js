// An .ods workbook: its cells, repeats counted, and every text beside them.
import { Unreadable, all, attribute, textsOf, xmlOf } from "./archive.js";
import { plain, textCell } from "./values.js";

const ASIDE = { annotation: "a comment", "content-validation": "a drop-down list", shapes: "a drawing" };
const ASIDES = new Set([...Object.keys(ASIDE), "named-expressions", "tracked-changes"]);
const SPOKEN = new Set(["condition", "title", "name", "display-name", "expression"]);
const LABELS = { "meta.xml": "the document properties", "styles.xml": "a page header or footer" };
const SKIPPED = new Set(["content.xml", "settings.xml", "META-INF/manifest.xml"]);
const CELLS = new Set(["table-cell", "covered-table-cell"]);
const NUMBERS = new Set(["float", "percentage", "currency"]);
const [MOST_ROWS, MOST_COLUMNS, MOST_CELLS] = [50_000, 256, 500_000];

export function readOds(parts) {
  if (!parts.has("content.xml")) throw new Unreadable("content.xml");
  const root = xmlOf(parts.get("content.xml"));
  const texts = [];
  for (const one of root.getElementsByTagName("*")) {
    if (ASIDES.has(one.localName) && !isAside(one.parentNode)) texts.push(...asideTexts(one));
  }
  for (const [path, bytes] of parts) {
    if (SKIPPED.has(path) || !/\.(xml|rdf)$/.test(path)) continue;
    texts.push(...textsOf(xmlOf(bytes)).map((text) => [LABELS[path] ?? "a part beside the sheets", text]));
  }
  return { sheets: all(root, "table").map(sheetOf), texts };
}

function isAside(node) {
  for (let one = node; one?.localName; one = one.parentNode) if (ASIDES.has(one.localName)) return true;
  return false;
}

function asideTexts(aside) {
  const label = ASIDE[aside.localName] ?? "a defined name";
  const inside = [aside, ...aside.getElementsByTagName("*")];
  const written = inside.flatMap((one) => [...one.attributes].filter((each) => SPOKEN.has(each.localName)).map((each) => each.value));
  const spoken = inside.filter((one) => one.localName === "p").map((one) => one.textContent);
  return [...written, ...spoken, spoken.length ? "" : aside.textContent].filter((text) => text.trim()).map((text) => [label, text]);
}

const many = (element, name) => Math.max(1, Number(attribute(element, name) ?? 1) || 1);

function sheetOf(table) {
  const rows = [];
  let [number, filled] = [0, 0];
  for (const line of all(table, "table-row")) {
    const times = many(line, "number-rows-repeated");
    const cells = cellsOf(line);
    filled += cells.length * times;
    if (cells.length && (number + times > MOST_ROWS || filled > MOST_CELLS)) throw new Unreadable("extent");
    for (let one = 1; cells.length && one <= times; one += 1) rows.push({ number: number + one, cells });
    number += times;
  }
  return { name: attribute(table, "name") ?? "", rows };
}

function cellsOf(line) {
  const cells = [];
  let column = 0;
  for (const one of [...line.children].filter((each) => CELLS.has(each.localName))) {
    const times = many(one, "number-columns-repeated");
    const cell = cellOf(one);
    if (cell && column + times > MOST_COLUMNS) throw new Unreadable("extent");
    for (let at = 1; cell && at <= times; at += 1) cells.push({ ...cell, column: column + at });
    column += times;
  }
  return cells;
}

function cellOf(one) {
  const kind = attribute(one, "value-type") ?? "";
  const text = [...one.children].filter((each) => each.localName === "p").map(paragraph).join("\n");
  if ([...one.attributes].some((each) => each.localName === "value-type" && each.value === "error")) return { kind: "error", text: "" };
  if (attribute(one, "formula") && /^(#|Err:)/.test(text)) return { kind: "error", text: "" };
  if (NUMBERS.has(kind)) return { kind: "number", text: plain(attribute(one, "value") ?? "") };
  if (kind === "date") return { kind: "date", text: (attribute(one, "date-value") ?? "").slice(0, 10) };
  if (kind === "boolean" || kind === "time") return { kind, text: "" };
  if (!kind && attribute(one, "formula")) return { kind: "uncalculated", text: "" };
  return textCell(0, attribute(one, "string-value") ?? text);
}

function paragraph(node) {
  if (node.nodeType === 3) return node.nodeValue;
  if (ASIDES.has(node.localName)) return "";
  if (node.localName === "s") return " ".repeat(Math.min(1000, many(node, "c")));
  if (node.localName === "tab" || node.localName === "line-break") return node.localName === "tab" ? "\t" : "\n";
  return [...node.childNodes].map(paragraph).join("");
}
