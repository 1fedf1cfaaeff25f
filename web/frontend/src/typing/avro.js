// Phonetic typing as Avro has it: Latin letters by sound, case told apart where Bengali has two letters.
const CONSONANTS = {
  kkh: "ক্ষ", kSh: "ক্ষ", kx: "ক্স", k: "ক", kh: "খ", g: "গ", gh: "ঘ", Ng: "ঙ", ng: "ং", c: "চ", ch: "ছ", j: "জ", jh: "ঝ", NG: "ঞ",
  T: "ট", Th: "ঠ", D: "ড", Dh: "ঢ", N: "ণ", t: "ত", th: "থ", d: "দ", dh: "ধ", n: "ন", p: "প", ph: "ফ", f: "ফ",
  b: "ব", bh: "ভ", v: "ভ", m: "ম", z: "য", r: "র", l: "ল", sh: "শ", S: "শ", Sh: "ষ", s: "স", h: "হ", R: "ড়", Rh: "ঢ়",
  y: "য়", Y: "য়", J: "জ", jNG: "জ্ঞ", gg: "জ্ঞ", q: "ক", x: "ক্স", K: "ক", G: "গ", C: "চ", P: "প", B: "ব", F: "ফ", V: "ভ", M: "ম", L: "ল", H: "হ", X: "ক্স", Z: "য",
};
const VOWELS = {
  a: ["আ", "া"], A: ["আ", "া"], i: ["ই", "ি"], I: ["ঈ", "ী"], ee: ["ঈ", "ী"], u: ["উ", "ু"], oo: ["উ", "ু"], U: ["ঊ", "ূ"], rri: ["ঋ", "ৃ"],
  e: ["এ", "ে"], E: ["এ", "ে"], OI: ["ঐ", "ৈ"], O: ["ও", "ো"], OU: ["ঔ", "ৌ"], o: ["অ", ""],
};
const OTHERS = { "t``": "ৎ", ":": "ঃ", ".": "।", "..": ".", "$": "৳", "^": "ঁ", ",,": "্‌", "`": "" };
// A following consonant joins the one before it where Bengali has the conjunct; else the inherent vowel stands between.
const JOINS = Object.fromEntries(
  ("ক:কটতমরলবসনষয|খ:রয|গ:গধনমরলবণদয|ঘ:নরয|ঙ:কখগঘমক্ষ|চ:চছঞবয|ছ:রব|জ:জঝঞবরয|ঞ:চছজঝ|ট:টবমরয|ড:ডরমগয|ণ:টঠডঢণমবন|ত:ততথনমরবলয|থ:রবয|দ:দধভমরবগঘয|ধ:নমরবয|ন:টঠডতথদধনমবসযর|" +
    "প:টতনপরলসয|ফ:রলটয|ব:জদধবরলভয|ভ:রলয|ম:নপফবভমরলথয|য:য|র:|ল:কগটডপফবমলধয|শ:চছতনমরলবয|ষ:কটঠণপফমরয|স:কখটতথনপফমরলবয|হ:ণনমরলবয|ড়:গ|ট্র:|ষ্ট:র|ন্ত:রব|ন্দ:রব|ন্ড:র|ণ্ড:র|স্ট:র|স্ত:রব|ম্প:র|ম্ভ:র|ক্ষ:মণয|ঙ্ক:ষ|স্ক:র|ত্ত:বর|চ্ছ:ব|দ্ধ:ব|জ্জ:ব|দ্ভ:র|ন্ধ:র|ল্প:|ষ্প:র|ষ্ক:র|স্প:র|ন্ট:র|ণ্ট:র|প্ত:|ক্ত:র|ম্ব:র|হ্ম:|ঞ্চ:|গ্ধ:|ব্দ:|শ্চ:").split("|").map((line) => {
    const [first, ...rest] = line.split(":");
    return [first, rest.join(":").match(/ক্ষ|ড়|./gu) ?? []];
  }),
);

const byLength = (table) => Object.keys(table).sort((a, b) => b.length - a.length);
const ORDER = { other: byLength(OTHERS), consonant: byLength(CONSONANTS), vowel: byLength(VOWELS) };
const at = (text, place, names) => names.find((name) => text.startsWith(name, place));

/** Whether the consonants written so far take this one into their conjunct. */
function joins(cluster, next) {
  if (next === "র" && !cluster.endsWith("র")) return JOINS[cluster]?.includes("র") ?? cluster.includes("্");
  const last = cluster.split("্").at(-1);
  const joined = JOINS[cluster] ?? (cluster.includes("্") ? null : JOINS[last]);
  return Boolean(joined?.includes(next.split("্")[0]));
}

const digit = (key) => (/\d/.test(key) ? String.fromCharCode(0x9e6 + Number(key)) : key);

/** A vowel after a consonant is its sign; after another vowel `a` glides and `o` stands as ও. */
function vowelOf(name, cluster, out) {
  const [alone, sign] = VOWELS[name];
  if (cluster) return cluster + sign;
  const after = /[\u0985-\u09e3]$/.test(out);
  if (after && alone === "আ") return "য়া";
  return after && name === "o" ? "ও" : alone;
}

export function avroWord(keys) {
  let [out, cluster, place] = ["", "", 0];
  const end = (more = "") => {
    out += cluster + more;
    cluster = "";
  };
  while (place < keys.length) {
    const other = at(keys, place, ORDER.other);
    const vowel = at(keys, place, ORDER.vowel);
    const consonant = at(keys, place, ORDER.consonant);
    const own = CONSONANTS[consonant];
    if (other) end(OTHERS[other]);
    else if (vowel) {
      const written = vowelOf(vowel, cluster, out);
      cluster = "";
      end(written);
    } else if (keys.startsWith("rr", place) && at(keys, place + 2, ORDER.consonant)) {
      end("র্");
      place += 2;
      continue;
    } else if (keys[place] === "w") cluster ? (cluster += "্ব") : end("ও");
    else if (!consonant) end(digit(keys[place]));
    else if ((consonant === "y" || consonant === "Z") && cluster) cluster += cluster === "র" && !out.endsWith("র্") ? "\u200d্য" : "্য";
    else if (own === "ং") end(own);
    else if (cluster === "ন" && "চছজঝকখ".includes(own)) cluster = ("কখ".includes(own) ? "ঙ্" : "ঞ্") + own;
    else if (cluster && joins(cluster, own)) cluster += `্${own}`;
    else {
      end();
      cluster = own;
    }
    place += (other ?? vowel ?? (keys[place] === "w" ? "w" : (consonant ?? " "))).length;
  }
  end();
  return out.normalize("NFC");
}

export const writesAvro = (key) => /^[A-Za-z0-9:.,$^`]$/.test(key);
