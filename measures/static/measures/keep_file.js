// What is asked about a file is answered beside it: the page keeps the chosen file, and nothing else does.
const form = document.getElementById("send-sheet");
const found = document.getElementById("found");

form.addEventListener("submit", async (event) => {
  if (event.submitter?.hasAttribute("formaction")) return; // a sheet given back is a download: the page stays, and so does the file
  if (event.defaultPrevented || !form.querySelector('input[type="file"]').files.length) return; // still looked through, or none to keep
  event.preventDefault();
  form.setAttribute("aria-busy", "true");
  try {
    show(await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-In-Place": "1" } }));
  } catch {
    form.submit();
  } finally {
    form.removeAttribute("aria-busy");
  }
});

async function show(answer) {
  if (answer.redirected) return location.assign(answer.url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const whole = page.querySelector("main");
  if (whole) return document.querySelector("main").replaceWith(whole);
  found.replaceChildren(...page.body.childNodes);
  return document.getElementById("found-title")?.focus();
}
