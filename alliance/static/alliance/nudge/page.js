// Suggestions beside a form's words, made here: no word of them is sent, counted or kept anywhere.
import { looker } from "./look.js";

const PAUSE = 700; // milliseconds without a key
const home = document.getElementById("nudge");
const form = home.closest("form");
const fields = [...form.querySelectorAll("[data-nudge]")];
const status = home.querySelector("[data-nudge-status]");
const digest = home.querySelector("[data-nudge-digest]");
const names = JSON.parse(document.getElementById("nudge-names").textContent);
const kept = new Set();
let told = null;
let finds = null;
let timer = 0;
let pressed = false;
let announced = new Set();

const labelOf = (field) => {
  const label = field.labels[0]?.cloneNode(true);
  label?.querySelectorAll(".al-optional").forEach((one) => one.remove());
  return label?.textContent.trim() ?? "";
};

function make(tag, words, className = "") {
  const made = document.createElement(tag);
  made.textContent = words;
  made.className = className;
  return made;
}

// Only where a line may move without anything slipping away under a finger or a pointer
async function refresh() {
  if (pressed) return later();
  try {
    told ??= await (await fetch(home.dataset.rules)).json();
    finds ??= looker(told, names);
  } catch {
    return undefined; // without the rules, or in an old browser, there is no suggestion, and nothing else changes
  }
  const found = finds.suggest(fields.map((field) => ({ field, text: field.value, kind: field.dataset.nudge })), kept);
  const beside = found.filter((one) => one.rule.tier !== "f");
  for (const field of fields) show(boxOf(field), beside.filter((one) => one.field === field), field);
  show(digest, found.filter((one) => one.rule.tier === "f"), home);
  announce(found);
  return undefined;
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
}

function boxOf(field) {
  const group = field.closest(".govuk-form-group") ?? field.parentElement;
  const box = group.querySelector(":scope > .al-nudge__box");
  if (box) return box;
  const made = make("div", "", "al-nudge__box");
  made.hidden = true;
  group.append(made);
  return made;
}

function show(box, found, after) {
  const key = found.map((one) => `${one.rule.id} ${one.words}`).join("\n");
  if (box.dataset.shows === key) return;
  box.dataset.shows = key;
  box.hidden = !found.length;
  box.replaceChildren(...(found.length ? content(found, after) : []));
}

function content(found, after) {
  const list = document.createElement("ul");
  for (const { rule, words, field } of found) {
    const item = make("li", `“${words}” `);
    if (after === home) item.append(make("span", `(${labelOf(field)}) `, "al-soft"));
    item.append(make("strong", rule.reframe));
    list.append(item);
  }
  const keep = make("button", "Keep my words", "al-nudge__keep");
  keep.type = "button";
  keep.addEventListener("click", (event) => {
    for (const { rule } of found) kept.add(rule.id);
    if (event.detail === 0) after.focus({ preventScroll: true }); // from the keyboard: the button that had the focus goes
    refresh();
  });
  return [list, make("p", told.says, "al-small"), keep];
}

// Said once for each, by a reader's own time
function announce(found) {
  const fresh = found.filter((one) => !announced.has(one.rule.id));
  announced = new Set(found.map((one) => one.rule.id));
  if (!found.length) status.textContent = "";
  if (!fresh.length) return;
  const places = new Set(fresh.map((one) => (one.rule.tier === "f" ? "at the end of this form" : `below “${labelOf(one.field)}”`)));
  status.textContent = `${fresh.length === 1 ? "A suggestion" : `${fresh.length} suggestions`} about your words: ${[...places].join(", ")}.`;
}

for (const field of fields) field.addEventListener("input", later);
addEventListener("pointerdown", () => {
  pressed = true;
});
for (const over of ["pointerup", "pointercancel"]) {
  addEventListener(over, () => {
    pressed = false;
  });
}
