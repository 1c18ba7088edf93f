// Finds words that a question may help with: the same rules as on the server, from the same file, read the same way.
const TIERS = "ipf"; // identity, person, frame: the higher comes first
const SPECIAL = /[\\^$.*+?()[\]{}|/]/gu;

export function looker(told, names) {
  const alike = new Map(
    [[told.spaces, " "], [told.apostrophes, "'"], [told.hyphens, "-"]].flatMap(([all, one]) => [...all].map((sign) => [sign, one])),
  );
  const flat = (text) => text.replace(/[^ -~]/gu, (sign) => alike.get(sign) ?? sign);
  const fold = (text) => flat(text).replace(/[A-Z]+/gu, (letters) => letters.toLowerCase());
  const parts = {
    ...told.fragments,
    name: either([...names.people, ...names.bodies].map(fold)),
    person: either(names.people.map(flat)),
  };
  const rules = told.rules.map((rule) => ({ ...rule, shape: compile(rule, parts) }));

  // Everything found in the first 20,000 characters, rule by rule in the order of the file
  const look = (whole, kind) => {
    const text = [...whole.slice(0, 2 * told.cap)].slice(0, told.cap).join("");
    const shapes = [fold(text), flat(text)];
    return rules
      .filter((rule) => !rule.kinds || rule.kinds.includes(kind))
      .flatMap((rule) =>
        [...shapes[Number(Boolean(rule.cased))].matchAll(rule.shape)].map(({ index, 0: found }) => ({
          rule, start: index, end: index + found.length, words: text.slice(index, index + found.length),
        })),
      );
  };

  // What is said about several texts: at most three, each rule once, the higher tier first; not what was kept before
  const suggest = (texts, kept = new Set()) => {
    const found = new Map();
    for (const { field, text, kind } of texts) {
      for (const hit of look(text, kind).sort((one, other) => one.start - other.start)) {
        if (!kept.has(hit.rule.id) && !found.has(hit.rule.id)) found.set(hit.rule.id, { field, rule: hit.rule, words: hit.words });
      }
    }
    return [...found.values()].sort((one, other) => TIERS.indexOf(one.rule.tier) - TIERS.indexOf(other.rule.tier)).slice(0, told.most);
  };
  return { look, suggest };
}

function either(names) {
  const listed = [...new Set(names)].filter((name) => name && !name.includes("<")).sort().sort((one, other) => other.length - one.length);
  return listed.length ? `(?:${listed.map((name) => name.replace(SPECIAL, "\\$&")).join("|")})` : "(?!)";
}

// Whole words; a blank of a rule that does not mind capitals stands for up to three
function compile(rule, parts) {
  const blanks = (text) => (rule.cased ? text : text.replaceAll(" ", "<blank>"));
  const all = { blank: " {1,3}" };
  for (const [name, part] of Object.entries(parts)) all[name] = blanks(part);
  let text = `<edge>(?:${blanks(rule.patterns.join("|"))})<end>`;
  for (let found = /<([a-z]+)>/u.exec(text); found; found = /<([a-z]+)>/u.exec(text)) text = text.replaceAll(found[0], () => all[found[1]]);
  return new RegExp(text, "gu");
}
