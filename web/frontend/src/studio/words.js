// What an IT officer calls the things of a diagram.
import { inBengali } from "../bpmn/look.js";

const WORDS = {
  stage: ["ধাপ", "Stage"],
  choice: ["কোন পথে", "Which way"],
  parallel: ["একসঙ্গে", "Side by side"],
  inclusive: ["এক বা একাধিক", "One or more"],
  eventBased: ["যা আগে ঘটে", "Whichever first"],
  wait: ["উত্তরের অপেক্ষা", "Wait for answer"],
  timer: ["সময়ের অপেক্ষা", "Wait for a date"],
  limit: ["সময় পেরোলে", "When time is up"],
  reminder: ["সময় পেরোলে, কাজ চলবে", "When time is up, work goes on"],
  effect: ["নিজে হয়", "Done by itself"],
  shared: ["সাধারণ অংশ", "Shared part"],
  begin: ["শুরু", "Start"],
  end: ["সমাপ্তি", "End"],
  endAll: ["সব পথের সমাপ্তি", "End of all ways"],
  lane: ["সারি", "Lane"],
  arrow: ["তীর", "Arrow"],
  flow: ["কার্যপথ", "Flow"],
  note: ["মন্তব্য", "Remark"],
  connect: ["জুড়ুন", "Connect"],
  change: ["ধরন বদলান", "Change kind"],
  remove: ["মুছুন", "Remove"],
  select: ["কয়েকটি বাছুন", "Select several"],
  space: ["জায়গা করুন", "Make room"],
  done: ["সম্পন্ন", "Done"],
};

export const say = (name) => WORDS[name][inBengali() ? 0 : 1];
export const both = (name) => ({ bn: WORDS[name][0], en: WORDS[name][1] });
