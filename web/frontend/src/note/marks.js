// The signs of a written note. notings/marking.py reads them the same way; tests hold the two together.
export const SIGNS = { strong: "**", em: "~~", u: "__" };
export const NUMBERED = /^([0-9]{1,3}|[০-৯]{1,3})([.।)])[ \t]+(.*)$/s;
export const BULLET = /^[-•][ \t]+(.*)$/s;
export const ROW = /^\|.*\|[ \t]*$/;
export const RULE = /^\|([ \t]*:?-+:?[ \t]*\|)+[ \t]*$/;
export const CELL = /(?<!\\)\|/;
export const GOES_ON = /^(?:  |\t)[ \t]*(?=\S)/;
export const ESCAPED = /\\([\\*~_|\-•.।)[\]])/g;
export const MARK = () =>
  /(?<![\\*])(\*\*)(?=[^\s*])(.+?)(?<=[^\s*\\])\*\*(?!\*)|(?<![\\~])(~~)(?=[^\s~])(.+?)(?<=[^\s~\\])~~(?!~)|(?<![\\_])(__)(?=[^\s_])(.+?)(?<=[^\s_\\])__(?!_)/g;

export const REFERENCE = () => /\[\[(para|paper|matter|guard):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) ([^[\]\n|*~_\\]{1,120})\]\]/g;

/** Whether a note can only be read well with its marks drawn; numbered lines read well as they are. */
export const isMarked = (text) => MARK().test(text) || REFERENCE().test(text) || text.split("\n").some((line) => ROW.test(line)) || /\\[\\*~_|\-•.।)[\]]/.test(text);
