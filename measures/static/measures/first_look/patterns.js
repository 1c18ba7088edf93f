// What an identifier of a person looks like: the same rules as on the server, from the same file.
const LETTERS = { letter: "\\p{L}", capital: "(?![a-z])\\p{L}" };

export function rulesOf(told) {
  const source = (text) =>
    Object.entries({ ...told.fragments, ...LETTERS }).reduce((made, [name, part]) => made.replaceAll(`<${name}>`, part), text);
  const within = (name, flags = "u") => new RegExp(source(told.patterns[name]), flags);
  const whole = (text) => new RegExp(`^(?:${source(text)})$`, "u");
  const invisible = within("invisible", "gu");
  const gaps = within("gaps", "gu");
  const ten = within("ten_digits", "gu");
  const insurance = within("insurance", "gu");
  const [email, phone] = [within("email"), within("phone")];
  const postcodes = { whole: whole(told.patterns.postcode), within: within("postcode_within"), closed: within("postcode_closed") };
  const twoWords = whole(told.patterns.two_words);
  const notIssued = new Set(told.insurance_not_issued);

  const clean = (text) => text.normalize("NFKC").replace(invisible, "").trim();
  const digitsOf = (text) => clean(text).replace(gaps, "");
  const isTen = (text) => /^[0-9]{10}$/.test(digitsOf(text));
  const passesNhs = (text) => {
    if (!isTen(text)) return false;
    const digits = [...digitsOf(text)].map(Number);
    const { weights, modulus, never } = told.nhs;
    const check = modulus - (weights.reduce((sum, weight, at) => sum + weight * digits[at], 0) % modulus);
    return check !== never && check % modulus === digits[9];
  };
  const hasEmail = (text) => clean(text).includes("@") && email.test(clean(text));
  const hasPhone = (text) => phone.test(clean(text));
  const hasInsurance = (text) =>
    [...clean(text).toUpperCase().matchAll(insurance)].some((found) => !notIssued.has(found[1]));
  const hasPostcode = (text) => {
    const [cleaned, upper] = [clean(text), clean(text).toUpperCase()];
    return postcodes.whole.test(upper) || postcodes.within.test(upper) || postcodes.closed.test(cleaned);
  };
  const looksNamed = (text) => twoWords.test(clean(text));
  return {
    told, clean, whole, isTen, passesNhs, hasEmail, hasPhone, hasInsurance, hasPostcode, looksNamed,
    tooManyPass: (passes, of) => tooManyPass(told.nhs, passes, of),
    holdsNhs: (text) => (isTen(text) ? [text] : clean(text).match(ten) ?? []).some(passesNhs),
    couldIdentify: (text) =>
      [passesNhs, hasPostcode, hasInsurance, hasEmail, hasPhone, looksNamed].some((test) => test(text)),
    words: (name) => new Set(told.words[name]),
    reaches: (part, all, [over, under]) => part * under >= all * over,
    exceeds: (part, all, [over, under]) => part * under > all * over,
  };
}

function tooManyPass(nhs, passes, of) {
  if (of >= nhs.least && nhs.half * passes >= of) return true;
  if (passes === 0) return false;
  if (of > nhs.exact_to) {
    const root = Math.trunc(Math.sqrt((of * (nhs.odds - 1)) / nhs.odds ** 2)) + 1;
    return nhs.odds * passes > of + 6 * nhs.odds * root;
  }
  return chance(nhs.odds, passes, of) < 1 / nhs.unlikely;
}

// How likely so many of so many random ten-digit numbers pass, or more
function chance(odds, passes, of) {
  const logs = [0];
  for (let number = 1; number <= of; number += 1) logs.push(logs[number - 1] + Math.log(number));
  let sum = 0;
  for (let k = passes; k <= of; k += 1) {
    const ways = logs[of] - logs[k] - logs[of - k];
    sum += Math.exp(ways - k * Math.log(odds) + (of - k) * Math.log1p(-1 / odds));
  }
  return sum;
}
