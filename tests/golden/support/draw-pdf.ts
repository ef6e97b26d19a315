import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** CSS pixels of a point: an A4 page becomes 794 × 1123. */
const scale = 96 / 72;

/** What pdf.js makes its canvas with in Node; its types say `object`. */
interface CanvasFactory {
  create(
    width: number,
    height: number,
  ): {
    readonly canvas: HTMLCanvasElement & { toBuffer(type: "image/png"): Buffer };
    readonly context: CanvasRenderingContext2D;
  };
}

/** Each page of a PDF as a PNG, drawn by pdf.js from the file alone. */
export async function drawPdf(bytes: Buffer): Promise<Buffer[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0, disableFontFace: true });
  const file = await loading.promise;
  const pictures: Buffer[] = [];
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const viewport = page.getViewport({ scale });
    const factory = file.canvasFactory as CanvasFactory;
    const { canvas, context } = factory.create(Math.round(viewport.width), Math.round(viewport.height));
    await page.render({ canvas, canvasContext: context, viewport, background: "#ffffff" }).promise;
    pictures.push(canvas.toBuffer("image/png"));
  }
  await loading.destroy();
  return pictures;
}
