// Light or dark: the last choice, else what the system says. Loaded before anything is drawn.
(() => {
  "use strict";
  const root = document.documentElement;
  const kept = () => { try { return localStorage.getItem("kg-theme"); } catch { return null; } };
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = ["dark", "light"].includes(kept()) ? kept() : system;
  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("theme").addEventListener("click", () => {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      try { localStorage.setItem("kg-theme", root.dataset.theme); } catch { /* a browser that keeps nothing */ }
      document.dispatchEvent(new CustomEvent("kg-theme"));
    });
  });
})();
