const WRITING = "input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable]";

export const isField = (element) => element instanceof Element && element.matches(WRITING);

/** Whether a key press belongs to a text being written and not to the page. */
export const isWriting = (event) => isField(event.target);
