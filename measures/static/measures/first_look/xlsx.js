// An .xlsx workbook: its cells, and every text beside them.
import { Unreadable, all, attribute, textsOf, xmlOf } from "./archive.js";
import { dayFrom, isDateFormat, plain, textCell } from "./values.js";

const LABELS = [
  ["xl/comments", "a comment"], ["xl/threadedcomments", "a comment"], ["xl/persons", "a comment's author"],
  ["docprops/", "the document properties"], ["xl/drawings/", "a drawing"],
  ["xl/workbook", "a sheet name or defined name"], ["xl/tables/", "a table's headings"], ["customxml/", "custom data"],
];
const SILENT = ["xl/styles", "xl/theme", "xl/sharedstrings", "[content_types]", "xl/calcchain", "xl/metadata"];
const SPOKEN = ["prompt", "promptTitle", "error", "errorTitle"];
const MARGIN_CODE = /&(?:"([^"]*)"|K[0-9A-Fa-f]{6}|[0-9]{1,3}|[A-Za-z])/g;
const MARGINS = /^(odd|eve|fir).*(Header|Footer)$/;

export function readXlsx(parts) {
  const workbook = xmlOf(need(parts, "xl/workbook.xml"));
  const shared = parts.has("xl/sharedStrings.xml") ? sharedTexts(xmlOf(parts.get("xl/sharedStrings.xml"))) : [];
  const dated = parts.has("xl/styles.xml") ? dateStyles(xmlOf(parts.get("xl/styles.xml"))) : [];
  const epoch = all(workbook, "workbookPr").some((one) => ["1", "true"].includes(attribute(one, "date1904")));
  const paths = sheetPaths(workbook, xmlOf(need(parts, "xl/_rels/workbook.xml.rels")));
  const texts = [];
  const sheets = paths.map(([name, path]) => {
    const root = xmlOf(need(parts, path));
    texts.push(...sheetTexts(root));
    return { name, rows: rowsOf(root, { shared, dated, epoch }) };
  });
  const read = new Set(paths.map(([, path]) => path));
  return { sheets, texts: [...texts, ...otherTexts(parts, read), ...unshown(shared, sheets)] };
}

function need(parts, path) {
  if (!parts.has(path)) throw new Unreadable(path);
  return parts.get(path);
}

function sheetPaths(workbook, relations) {
  const targets = new Map(all(relations, "Relationship").map((one) => [attribute(one, "Id"), attribute(one, "Target") ?? ""]));
  return all(workbook, "sheet")
    .map((one) => [attribute(one, "name") ?? "", targets.get(attribute(one, "id")) ?? ""])
    .map(([name, target]) => [name, target.startsWith("/") ? target.slice(1) : `xl/${target}`])
    .filter(([, path]) => !path.includes("chartsheets/"));
}

const runsOf = (item) =>
  all(item, "t").filter((one) => one.parentNode.localName !== "rPh").map((one) => one.textContent).join("");
const sharedTexts = (root) => all(root, "si").map(runsOf);

function dateStyles(root) {
  const formats = new Map(all(root, "numFmt").map((one) => [Number(attribute(one, "numFmtId")), attribute(one, "formatCode") ?? ""]));
  const styles = all(root, "cellXfs")[0]?.children ?? [];
  return [...styles].map((one) => Number(attribute(one, "numFmtId") ?? 0)).map((id) => isDateFormat(id, formats.get(id)));
}

function rowsOf(root, book) {
  let number = 0;
  const rows = [];
  for (const line of all(root, "row")) {
    number = Number(attribute(line, "r") ?? number + 1);
    let column = 0;
    const cells = [];
    for (const one of all(line, "c")) {
      column = columnOf(attribute(one, "r")) || column + 1;
      const cell = cellOf(one, column, book);
      if (cell) cells.push(cell);
    }
    if (cells.length) rows.push({ number, cells });
  }
  return rows;
}

const columnOf = (reference = "") =>
  [...(reference.match(/^\$?([A-Z]{1,3})/)?.[1] ?? "")].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0);

function cellOf(one, column, { shared, dated, epoch }) {
  const type = attribute(one, "t") ?? "n";
  const value = all(one, "v")[0]?.textContent ?? "";
  if (type === "inlineStr") return textCell(column, runsOf(one));
  if (type === "s") return textCell(column, shared[Number(value)] ?? "");
  if (type === "str") return textCell(column, value);
  if (type === "e") return { column, kind: "error", text: "" };
  if (!value) return all(one, "f").length ? { column, kind: "uncalculated", text: "" } : null;
  if (type === "b") return { column, kind: "boolean", text: "" };
  if (type === "d") return { column, kind: "date", text: value.slice(0, 10) };
  if (!dated[Number(attribute(one, "s") ?? 0)]) return { column, kind: "number", text: plain(value) };
  return Number(value) >= 1 ? { column, kind: "date", text: dayFrom(Number(value), epoch) } : { column, kind: "time", text: "" };
}

function sheetTexts(root) {
  const lists = all(root, "dataValidation").flatMap((one) => SPOKEN.map((name) => attribute(one, name)).filter(Boolean));
  const listed = all(root, "formula1").map((one) => one.textContent);
  const margins = [...root.getElementsByTagName("*")].filter((one) => MARGINS.test(one.localName));
  return [
    ...[...lists, ...listed].map((text) => ["a drop-down list", text]),
    ...margins.map((one) => ["a page header or footer", one.textContent.replace(MARGIN_CODE, " $1 ")]),
  ];
}

function otherTexts(parts, read) {
  const found = [];
  for (const [path, bytes] of parts) {
    const name = path.toLowerCase();
    if (read.has(path) || !/\.(xml|rels)$/.test(name) || SILENT.some((start) => name.startsWith(start))) continue;
    const label = LABELS.find(([start]) => name.startsWith(start))?.[1] ?? "a part beside the sheets";
    found.push(...textsOf(xmlOf(bytes)).map((text) => [label, text]));
  }
  return found;
}

// Texts that lie in the workbook and that no cell shows any more
function unshown(shared, sheets) {
  const shown = new Set(sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.map((cell) => cell.text.trim()))));
  return shared.filter((text) => text.trim() && !shown.has(text.trim())).map((text) => ["a text that no cell shows", text]);
}
