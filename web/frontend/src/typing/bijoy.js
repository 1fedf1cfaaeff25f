// Text of the SutonnyMJ fonts, and the keyboard of the same name: both write in the order in which the eye reads.
// hierarchy/bijoy.py reads it the same way.
import SIGNS from "./bijoy.json";

const REPH = "\ue000";
const YA_PHALA = "\ue001";
const C = "(?:[ক-হ]\u09bc?|[ৎ\ue001])";
const CLUSTER = `${C}(?:্${C})*`;
const STEPS = [
  ["্্+", "্"],
  ["র্য", YA_PHALA],
  [`([া-ৌ])((?:্${C})+)`, "$2$1"],
  [`(${CLUSTER})([া-ৌৗঁ]*)${REPH}`, "র্$1$2"],
  [`([িেৈ])(${CLUSTER})`, "$2$1"],
  ["ঁ([া-ৌৗ])", "$1ঁ"],
  [YA_PHALA, "র‍্য"],
  [REPH, ""],
].map(([pattern, into]) => [new RegExp(pattern, "g"), into]);

const LONGEST = new RegExp(
  Object.keys(SIGNS)
    .sort((a, b) => b.length - a.length)
    .map((sign) => sign.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join("|"),
  "g",
);
const STANDS = /(?<=[A-Za-z`_~])[©ª«¨¡-®¯-¿×÷•˜™š›œŸ‹Œ†‡ˆ‰Š„…ƒ‚—]|[†‡ˆ‰](?=[A-Z`_a-z])/g;
const LETTERS = /[\p{L}_]|[†‡ˆ‰`~©ª¨¡-¿×÷]/gu;

const ordered = (visual) => STEPS.reduce((text, [pattern, into]) => text.replace(pattern, into), visual).normalize("NFC");

export const toUnicode = (text) => ordered(text.replace(LONGEST, (sign) => SIGNS[sign]));

export function looksLikeBijoy(text) {
  const letters = text.match(LETTERS) ?? [];
  if (letters.length < 4 || /[\u0985-\u09b9\u09dc-\u09e1]/.test(text)) return false;
  const signs = (text.match(STANDS) ?? []).length / letters.length;
  const vowels = letters.filter((letter) => "vwx†‡".includes(letter)).length / letters.length;
  return signs >= 0.12 || (signs >= 0.03 && vowels >= 0.07);
}

const KEYS = {
  q: "ঙ", w: "য", e: "ড", r: "প", t: "ট", y: "চ", u: "জ", i: "হ", o: "গ", p: "ড়",
  a: "ৃ", s: "ু", d: "ি", f: "া", g: "্", h: "ব", j: "ক", k: "ত", l: "দ",
  z: "্র", x: "ও", c: "ে", v: "র", b: "ন", n: "স", m: "ম",
  Q: "ং", W: "য়", E: "ঢ", R: "ফ", T: "ঠ", Y: "ছ", U: "ঝ", I: "ঞ", O: "ঘ", P: "ঢ়",
  A: REPH, S: "ূ", D: "ী", F: "অ", G: "।", H: "ভ", J: "খ", K: "থ", L: "ধ",
  Z: "্য", X: "ৗ", C: "ৈ", V: "ল", B: "ণ", N: "ষ", M: "শ",
  "\\": "ৎ", "|": "ঃ", "&": "ঁ", $: "৳", "`": "\u200c",
};
const ALONE = { "া": "আ", "ি": "ই", "ী": "ঈ", "ু": "উ", "ূ": "ঊ", "ৃ": "ঋ", "ে": "এ", "ৈ": "ঐ", "ৗ": "ঔ" };
const ENDS = new Set("।৳");

/** What the keys of one word write; a hasanta before a vowel sign makes the vowel that stands alone. */
export function bijoyWord(keys) {
  const signs = [...keys].map((key) => KEYS[key] ?? (/\d/.test(key) ? String.fromCharCode(0x9e6 + Number(key)) : key));
  let visual = "";
  for (const sign of signs) {
    if (visual.endsWith("্") && ALONE[sign] && !visual.endsWith("্্")) visual = visual.slice(0, -1) + ALONE[sign];
    else if (sign === "ও" && visual.endsWith("্")) visual = visual.slice(0, -1) + "ও";
    else visual += sign;
  }
  return ordered(visual);
}

export const writesBijoy = (key) => key in KEYS || /\d/.test(key);
export const endsBijoy = (key) => ENDS.has(KEYS[key]);
