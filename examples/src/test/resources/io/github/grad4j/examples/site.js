for (const formula of document.querySelectorAll(".math")) {
  katex.render(formula.textContent, formula, {
    displayMode: formula.classList.contains("display"),
    throwOnError: false,
  });
}

if (window.matchMedia("(max-width: 52rem)").matches) {
  document.querySelector("nav details").open = false;
}

if (window.mermaid) {
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  mermaid.initialize({ startOnLoad: true, theme: dark ? "dark" : "neutral" });
}
