// Draws a chart again, with its details to hover, when a reader asks for it; the server's drawing stays for print.
(() => {
  "use strict";
  const NARROW = 560;

  // Every period's label, or every second, third … where they would touch; always counted from the latest
  const thinned = (axis, width) => {
    const room = width / axis.ticktext.length;
    const longest = Math.max(...axis.ticktext.flatMap((words) => words.split("<br>")).map((words) => words.length));
    const every = Math.max(1, Math.ceil((longest * 7.5 + 8) / room));
    const last = axis.ticktext.length - 1;
    const kept = (_, at) => (last - at) % every === 0;
    axis.tickvals = axis.tickvals.filter(kept);
    axis.ticktext = axis.ticktext.filter(kept);
  };

  const fitted = (figure, width) => {
    if (width >= NARROW) {
      const ends = figure.layout.annotations.filter((note) => note.name === "line-end");
      const longest = Math.max(0, ...ends.map((note) => note.text.length));
      figure.layout.margin.r = longest ? 16 + longest * 7 : 24;
    } else {
      figure.layout.annotations = figure.layout.annotations.filter((note) => note.name !== "line-end");
      figure.layout.margin.r = 12;
    }
    const margins = figure.layout.margin.l + figure.layout.margin.r;
    if (figure.layout.xaxis.ticktext) thinned(figure.layout.xaxis, width - margins);
    return figure;
  };

  const room = (host) => {
    const live = document.createElement("div");
    live.className = "al-chart__live";
    live.setAttribute("role", "img");
    live.setAttribute("aria-labelledby", host.dataset.label);
    host.append(live);
    return live;
  };

  const draw = async (host, live) => {
    const figure = JSON.parse(document.getElementById(host.dataset.chart).textContent);
    fitted(figure, host.clientWidth);
    figure.layout.font.family = getComputedStyle(document.body).fontFamily;
    await Plotly.newPlot(live, figure.data, figure.layout, figure.config);
    host.classList.add("is-live");
  };

  // A chart that has become another width is drawn again, as a phone is turned or a window drawn smaller
  const follow = (host, live) => {
    let width = host.clientWidth;
    new ResizeObserver(() => {
      if (host.clientWidth === width) return;
      width = host.clientWidth;
      if (host.classList.contains("is-live")) requestAnimationFrame(() => draw(host, live));
    }).observe(host);
  };

  // One button a chart: it shows the details, and goes back to the still drawing
  const offer = (host) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "al-quiet-button al-chart__ask";
    button.textContent = "Show values on hover";
    button.setAttribute("aria-pressed", "false");
    let live = null;
    button.addEventListener("click", async () => {
      if (!live) {
        live = room(host);
        try { await draw(host, live); } catch { live.remove(); button.remove(); return; }
        follow(host, live);
      } else {
        host.classList.toggle("is-live");
      }
      button.setAttribute("aria-pressed", String(host.classList.contains("is-live")));
    });
    host.after(button);
  };

  const watch = (scope) => {
    for (const host of scope.querySelectorAll("[data-chart]")) offer(host);
  };

  if (!matchMedia("(forced-colors: active)").matches) {
    watch(document);
    document.body.addEventListener("htmx:load", ({ detail }) => {
      if (detail.elt !== document.body) watch(detail.elt);
    });
  }
})();
