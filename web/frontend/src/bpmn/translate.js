// The words of bpmn-js in Bengali. What has no entry stays as it is, so a test counts what is missing.
import { bengali } from "./bengali.js";
import { inBengali } from "./look.js";

function translate(template, replacements = {}) {
  const text = inBengali() ? (bengali[template] ?? template) : template;
  return text.replace(/{([^}]+)}/g, (whole, key) => replacements[key] ?? whole);
}

export const translation = { translate: ["value", translate] };
