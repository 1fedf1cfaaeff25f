// Letters that keep to their box: a name too long for its stage or its lane is set smaller, no word is torn apart.
import TextRenderer from "bpmn-js/lib/draw/TextRenderer";

const SMALLEST = 7;
const EDGE = 3; // between the letters and the border above and below them
const WIDE = { width: 10_000, height: 10_000 };

export class FittingText extends TextRenderer {
  static $inject = ["config.textRenderer"];

  constructor(config) {
    super(config);
    const draw = this.createText;
    this.createText = (text, options) => draw(text, this.fitted(text, options ?? {}));
  }

  fitted(text, options) {
    const { box, align = "" } = options;
    if (!box || !text) return options;
    const style = { ...this.getDefaultStyle(), ...options.style };
    const tight = (fontSize) => this.tooLarge(text, { ...options, style: { ...style, fontSize } }, align.endsWith("middle"));
    while (style.fontSize > SMALLEST && tight(style.fontSize)) style.fontSize -= 0.5;
    return { ...options, style };
  }

  /** The width of the longest word. */
  widest(text, style) {
    return Math.max(...text.split(/\s+/).map((word) => this.getDimensions(word, { style, box: WIDE }).width));
  }

  tooLarge(text, options, framed) {
    const { box, padding = 0 } = options;
    const room = box.width - 2 * padding;
    if (this.widest(text, options.style) > room) return true;
    return framed && this.getDimensions(text, options).height > box.height - (box.height > 40 ? 2 * EDGE : 0);
  }
}
