// PDF papers on the file page: [data-pdf=address] gets its pages drawn when they come into sight, and freed
// again far from it, so that a file of a thousand pages costs what is looked at.
import { getDocument, GlobalWorkerOptions } from "pdfjs-dist";
import "./css/papers.css";
import { digits, word } from "./app/words.js";

const own = document.currentScript;
GlobalWorkerOptions.workerSrc = own.dataset.worker;
const SHARPEST = 2; // dots a point of the screen
const A4 = 842 / 595;

class Pages {
  constructor(root) {
    this.root = root;
    this.first = Number(root.dataset.first);
    this.drawn = new Map();
    if (root.dataset.pages) this.lay(Number(root.dataset.pages));
    else this.document().then((pdf) => this.lay(pdf.numPages), (error) => this.fail(error));
  }

  /** Room for its pages; how many there are is asked of the file where the page does not know. */
  lay(pages) {
    const { root } = this;
    this.sheets = Array.from({ length: pages }, (_, index) => this.sheet(index));
    root.append(...this.sheets);
    const article = root.closest("[data-sheet]");
    if (article) article.dataset.sheet = "";
    this.near = new IntersectionObserver((seen) => seen.forEach((one) => this.turn(one)), { rootMargin: "100% 0px" });
    this.sheets.forEach((sheet) => this.near.observe(sheet));
  }

  sheet(index) {
    const figure = document.createElement("figure");
    const number = this.first + index;
    figure.className = "pdf-page";
    figure.dataset.sheet = number;
    figure.dataset.index = index;
    figure.style.aspectRatio = String(1 / A4);
    figure.append(Object.assign(document.createElement("figcaption"), { textContent: digits(number) }));
    return figure;
  }

  turn({ target, isIntersecting }) {
    if (isIntersecting) this.draw(target).catch((error) => this.fail(error));
    else this.free(target);
  }

  document() {
    this.opened ??= getDocument({
      url: this.root.dataset.pdf,
      wasmUrl: own.dataset.wasm,
      useWasm: false,
      enableXfa: false,
      isEvalSupported: false,
      disableStream: true,
      disableAutoFetch: true,
    }).promise;
    return this.opened;
  }

  async draw(figure) {
    if (this.drawn.has(figure)) return;
    const canvas = document.createElement("canvas");
    this.drawn.set(figure, canvas);
    const page = await (await this.document()).getPage(Number(figure.dataset.index) + 1);
    if (!this.drawn.has(figure)) return;
    const plain = page.getViewport({ scale: 1 });
    figure.style.aspectRatio = `${plain.width} / ${plain.height}`;
    const wide = figure.clientWidth * Math.min(devicePixelRatio, SHARPEST);
    const viewport = page.getViewport({ scale: wide / plain.width });
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `${word("page")} ${digits(figure.dataset.sheet)}`);
    await page.render({ canvas, viewport }).promise;
    figure.prepend(canvas);
    figure.dataset.drawn = "";
    page.cleanup();
  }

  free(figure) {
    const canvas = this.drawn.get(figure);
    if (!canvas) return;
    this.drawn.delete(figure);
    canvas.remove();
    delete figure.dataset.drawn;
  }

  fail(error) {
    this.near?.disconnect();
    this.sheets?.forEach((sheet) => sheet.remove());
    this.root.dataset.failed = "";
    console.error(error);
  }
}

for (const root of document.querySelectorAll("[data-pdf]")) new Pages(root);
