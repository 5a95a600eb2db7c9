// Elements are made here and nowhere else: text goes in as text, never as markup.

/** An element with attributes and children; a string child becomes a text node. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** Text from the graph: isolated, so that a stray direction mark cannot reorder what stands around it. */
const told = (text) => make("bdi", {}, String(text));

const byId = (id) => document.getElementById(id);

const PATHS = {
  dot: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z",
  square: "M2 2h12v12H2z",
  triangle: "M8 1.5 15 14H1z",
  triangleDown: "M8 14.5 1 2h14z",
  diamond: "M8 .5 15 8 8 15.5 1 8z",
  hexagon: "M4.3 1.6h7.4L15.4 8l-3.7 6.4H4.3L.6 8z",
  star: "M8 .6l2.2 4.9 5.2.6-3.9 3.6 1.1 5.3L8 12.4 3.4 15l1.1-5.3L.6 6.1l5.2-.6z",
  page: "M3 1h7l3.5 3.5V15H3z",
  box: "M1 4h14v8H1z",
};

function drawing(className, viewBox, attributes, path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const all = { class: className, viewBox, "aria-hidden": "true" };
  for (const [name, value] of Object.entries(all)) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ ...attributes, d: path })) line.setAttribute(name, value);
  svg.append(line);
  return svg;
}

/** The shape that stands for a class, as in the canvas. */
function glyph(cls) {
  const look = looks.get(cls) || looks.get("Concept");
  return drawing("glyph", "0 0 16 16", { fill: look.fill, stroke: look[state.theme], "stroke-width": 1.2 }, PATHS[look.shape]);
}

/** The line that stands for a modality, as in the canvas. */
function stroke(modality) {
  const dashes = { planned: "7 4", negated: "2 3" }[modality] || "none";
  return drawing("stroke", "0 0 26 10", { "stroke-dasharray": dashes }, "M0 5h26");
}

function save(name, blob) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
