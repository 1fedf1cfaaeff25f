// How a diagram looks: ink, paper and letters of the theme, in light and in dark.
const letters = { fontFamily: '"Noto Sans", "Noto Sans Bengali", sans-serif', lineHeight: 1.35 };

export const look = {
  bpmnRenderer: {
    defaultFillColor: "var(--paper)",
    defaultStrokeColor: "var(--line-strong)",
    defaultLabelColor: "var(--ink)",
  },
  textRenderer: {
    defaultStyle: { ...letters, fontSize: 12.5 },
    externalStyle: { ...letters, fontSize: 11.5 },
  },
};

/** Letters are measured when the diagram is drawn, so they have to be there first. */
export const lettersReady = () =>
  Promise.all([document.fonts.load('12px "Noto Sans"', "a"), document.fonts.load('12px "Noto Sans Bengali"', "ক")]);

export const inBengali = () => document.documentElement.lang.startsWith("bn");

/** Puts the English names in the place of the Bengali ones; only ever in a picture, never in what is saved. */
export function nameInEnglish(definitions) {
  const seen = new Set();
  (function walk(node) {
    if (!node?.$type || seen.has(node)) return;
    seen.add(node);
    const english = node.get?.("gp:nameEn");
    if (english) node.name = english;
    for (const kind of ["rootElements", "flowElements", "participants", "laneSets", "lanes"])
      for (const child of node[kind] ?? []) walk(child);
  })(definitions);
}

export async function xmlOf(root) {
  if (root.dataset.xml) {
    const held = document.getElementById(root.dataset.xml);
    return held.type === "application/json" ? JSON.parse(held.textContent) : held.textContent;
  }
  const response = await fetch(root.dataset.xmlUrl, { headers: { Accept: "application/xml" } });
  if (!response.ok) throw new Error(`diagram: ${response.status}`);
  return response.text();
}
