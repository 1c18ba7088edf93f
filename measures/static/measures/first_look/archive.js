// The parts of a workbook, unpacked in the browser within limits. What cannot be read here is left to the server.
const MOST_ENTRIES = 500;
const MOST_BYTES = 40_000_000;

export class Unreadable extends Error {}

export async function partsOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directory(view, bytes);
  const parts = new Map();
  let left = MOST_BYTES;
  for (const entry of entries) {
    const inside = await unpack(bytes, view, entry, left);
    left -= inside.length;
    parts.set(entry.name, inside);
  }
  return parts;
}

export const textOf = (bytes) => new TextDecoder("utf-8").decode(bytes);

function directory(view, bytes) {
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw new Unreadable("parts");
  const entries = [];
  let at = view.getUint32(end + 16, true);
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw new Unreadable("directory");
    const length = view.getUint16(at + 28, true);
    entries.push({
      name: textOf(bytes.subarray(at + 46, at + 46 + length)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      begins: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endOfDirectory(view) {
  const first = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw new Unreadable("end");
}

async function unpack(bytes, view, entry, left) {
  if (entry.flags & 0x41 || entry.begins + 30 > view.byteLength) throw new Unreadable("entry");
  const from = entry.begins + 30 + view.getUint16(entry.begins + 26, true) + view.getUint16(entry.begins + 28, true);
  const packed = bytes.subarray(from, from + entry.packed);
  if (entry.method === 0 && packed.length <= left) return packed;
  if (entry.method !== 8) throw new Unreadable("method");
  return inflate(packed, left);
}

async function inflate(packed, left) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const pieces = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > left) {
      await reader.cancel();
      throw new Unreadable("size");
    }
    pieces.push(value);
  }
  return joined(pieces, size);
}

function joined(pieces, size) {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

// An XML part as a document; a document type is left to the server, which refuses it
export function xmlOf(bytes) {
  const text = textOf(bytes);
  if (text.includes("<!DOCTYPE") || text.includes("<!ENTITY")) throw new Unreadable("document type");
  const made = new DOMParser().parseFromString(text, "application/xml");
  if (made.getElementsByTagName("parsererror").length) throw new Unreadable("xml");
  return made.documentElement;
}

const SPOKEN = new Set([
  "prompt", "promptTitle", "error", "errorTitle", "name", "Target", "href", "author", "title", "descr",
]);
const RUNS = new Set(["t", "r", "span"]);

// Every text of a part, and what is written into its attributes
export function textsOf(root) {
  const pieces = [];
  let open = "";
  const visit = (element) => {
    for (const one of element.attributes) if (SPOKEN.has(one.localName) && one.value) pieces.push(one.value);
    for (const child of element.childNodes) {
      if (child.nodeType === 1) visit(child);
      else if (child.nodeType === 3 || child.nodeType === 4) open += child.nodeValue;
    }
    if (RUNS.has(element.localName)) return;
    if (open.trim()) pieces.push(open.trim());
    open = "";
  };
  visit(root);
  return pieces;
}

export const attribute = (element, name) =>
  [...element.attributes].find((one) => one.localName === name)?.value;

export const all = (root, name) => [...root.getElementsByTagNameNS("*", name)];
