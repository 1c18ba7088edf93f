// Fills what is sent up to one length, so that who watches the line cannot tell a long text from an empty one.
for (const padding of document.querySelectorAll("input[data-whole]")) {
  padding.form.addEventListener("submit", () => {
    padding.value = "";
    const sent = [...new FormData(padding.form).values()].join("").replace(/\r?\n/g, "\r\n");
    padding.value = ".".repeat(Math.max(0, padding.dataset.whole - new TextEncoder().encode(sent).length));
  });
}
