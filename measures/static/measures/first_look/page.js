// The chosen file is looked through before it is sent; one that tells of people is not sent at all.
import { look } from "./look.js";

const SHOWN = 10;
const part = (name) => document.getElementById(`first-look${name}`);
const form = part("").closest("form");
const input = form.querySelector('input[type="file"]');
const known = JSON.parse(part("-known").textContent);
const today = new Date().toISOString().slice(0, 10);
let told = null;
let looking = Promise.resolve();
let busy = false;

const stopped = () => !part("-stop").hidden;

// What the server said of the file before is over once another is chosen, or this one is stopped here
function clear() {
  say("");
  document.querySelector("main .govuk-error-summary:not(.up-look__stop)")?.remove();
  form.querySelectorAll(".govuk-error-message").forEach((one) => one.remove());
  form.querySelectorAll(".govuk-form-group--error").forEach((one) => one.classList.remove("govuk-form-group--error"));
  document.getElementById("found")?.replaceChildren();
}

const say = (words) => {
  part("-status").textContent = words;
};

async function findings(file) {
  told ??= await (await fetch(part("").dataset.rules)).json();
  const bytes = new Uint8Array(await file.arrayBuffer());
  return look(bytes, file.name, told, { known, kind: part("").dataset.kind, today });
}

// Of two files chosen one after the other, only the later one counts, whichever is looked through first
async function check(file) {
  const isChosen = () => input.files[0] === file;
  busy = true;
  say("Looking through the file here, on your computer.");
  try {
    const found = await findings(file);
    if (isChosen()) tell(found);
  } catch {
    if (isChosen()) say("This file could not be looked through here. That is done when you send it, before anything is kept.");
  }
}

async function lookAt(file) {
  const mine = check(file);
  looking = mine;
  await mine;
  if (looking === mine) busy = false;
}

function tell(found) {
  const stops = found.filter((one) => one.level === "stop");
  part("-responses").hidden = !stops.some((one) => one.code === "person.rows");
  if (stops.length) return stop([...new Set(stops.map((one) => one.sentence))]);
  const asked = found.filter((one) => one.level === "question").length;
  const more = asked ? " There is a question about it, which comes when you send it." : "";
  say(`Looked through here: nothing in it was recognised as being about a person. It has not been sent yet.${more}`);
  return undefined;
}

function stop(sentences) {
  input.value = ""; // nothing is left that could be sent
  clear();
  const rest = sentences.length - SHOWN;
  const lines = [...sentences.slice(0, SHOWN), ...(rest > 0 ? [`And ${rest} more.`] : [])];
  part("-findings").replaceChildren(...lines.map(item));
  part("-stop").hidden = false;
  part("-stop").focus();
}

function item(words) {
  const made = document.createElement("li");
  made.textContent = words;
  return made;
}

input.addEventListener("change", () => {
  part("-stop").hidden = true;
  part("-findings").replaceChildren();
  clear();
  if (input.files[0]) lookAt(input.files[0]);
});
if (input.files[0]) lookAt(input.files[0]); // chosen before this script was here

// Sent while it is still being looked through: it waits, and goes on where nothing was found
form.addEventListener("submit", async (event) => {
  if (!busy && stopped() && !input.files.length) {
    event.preventDefault(); // nothing is chosen: what was found stays on the page
    return part("-stop").focus();
  }
  if (!busy) return say("");
  event.preventDefault();
  const { submitter } = event;
  await looking;
  if (!stopped()) form.requestSubmit(submitter);
  return undefined;
});
