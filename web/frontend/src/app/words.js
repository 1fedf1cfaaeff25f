// The sentences this code may say, written by the server in the reader's language (parts/page_words.html).
export const word = (name) => document.getElementById("words")?.dataset[name] ?? "";

const bengali = () => document.documentElement.lang.startsWith("bn");

export const digits = (value) =>
  bengali() ? String(value).replace(/[0-9]/g, (d) => "০১২৩৪৫৬৭৮৯"[d]) : String(value);
