// Starts the few pieces that need a script; every page works without it.
const library = document.getElementById("furniture");
document.body.classList.add("govuk-frontend-supported");

const toggle = document.querySelector(".al-nav__toggle");
toggle?.addEventListener("click", () => {
  const open = toggle.getAttribute("aria-expanded") !== "true";
  toggle.setAttribute("aria-expanded", String(open));
});

const account = document.querySelector(".al-account");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !account?.open) return;
  account.open = false;
  account.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  if (account?.open && !account.contains(event.target)) account.open = false;
});

// Paper shows what a screen may fold away
const opened = [];
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("main details:not([open])")) {
    part.open = true;
    opened.push(part);
  }
});
addEventListener("afterprint", () => {
  for (const part of opened.splice(0)) part.open = false;
});

// A skip link into a folded table opens it
const unfold = () => {
  const part = location.hash && document.getElementById(location.hash.slice(1));
  if (part instanceof HTMLDetailsElement) part.open = true;
};
addEventListener("hashchange", unfold);
unfold();

if (library) {
  const { Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink, createAll } =
    await import(library.href);
  const start = (scope) => {
    for (const piece of [Button, CharacterCount, Checkboxes, Radios]) createAll(piece, undefined, scope);
  };
  for (const piece of [ErrorSummary, NotificationBanner, SkipLink]) createAll(piece);
  start(document);
  document.body.addEventListener("htmx:load", ({ detail }) => {
    if (detail.elt !== document.body) start(detail.elt);
  });
}
