// One spelling for numbers, days and texts, as the server spells them.
const DAY = 86_400_000;

export function plain(written) {
  if (/^-?[0-9]+$/.test(written)) return String(BigInt(written));
  const shortest = String(Number(written));
  const [, sign, whole, rest = "", power] = shortest.match(/^(-?)([0-9]+)(?:\.([0-9]+))?(?:e([+-][0-9]+))?$/) ?? [];
  if (whole === undefined) return shortest;
  if (power === undefined) return shortest;
  const digits = whole + rest;
  const point = whole.length + Number(power);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return sign + (point >= digits.length ? digits + "0".repeat(point - digits.length) : `${digits.slice(0, point)}.${digits.slice(point)}`);
}

// A day number as workbooks count, from 1900 or from 1904
export function dayFrom(serial, from1904) {
  const first = Date.UTC(from1904 ? 1904 : 1899, from1904 ? 0 : 11, from1904 ? 1 : 30);
  const made = new Date(first + Math.round(serial * DAY));
  return Number.isNaN(made.getTime()) ? "" : made.toISOString().slice(0, 10);
}

const ESCAPED = /_x(00[01][0-9A-Fa-f])_/g;

export function textCell(column, text) {
  const whole = text.replace(ESCAPED, (_, code) => String.fromCharCode(parseInt(code, 16))).replace(/\r\n?/g, "\n");
  return whole.trim() ? { column, kind: "text", text: whole } : null;
}

const CLOCK = /(?<![_\\])[dmhysDMHYS]/;
const BESIDE = /\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]|"[^"]*"|\\./g;

export function isDateFormat(id, written) {
  if (written === undefined) return (id >= 14 && id <= 22) || (id >= 45 && id <= 47) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return CLOCK.test(written.split(";")[0].replace(BESIDE, ""));
}
