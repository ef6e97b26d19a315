import { expect, test } from "vitest";
import { PreviewsBusyError, previewPrinter } from "@/lib/deliver/pdf/preview-printer";
import { TooLateError } from "@/lib/deliver/pdf/within";

const html = (text: string) => Buffer.from(text);

/** Browsers that keep count of themselves; one that is asked for "hangs" never prints. */
function browsers() {
  const count = { open: 0, most: 0, closed: 0 };
  return {
    count,
    launch: async () => {
      count.open += 1;
      count.most = Math.max(count.most, count.open);
      return {
        close: async () => {
          count.open -= 1;
          count.closed += 1;
        },
      };
    },
    print: (_: unknown, text: Buffer) =>
      text.toString() === "hangs"
        ? new Promise<Buffer>(() => {})
        : Promise.resolve(Buffer.from(`%PDF of ${text}`)),
  };
}

test("previews come one after another, each from a browser that is closed", async () => {
  const { count, ...by } = browsers();
  const print = previewPrinter(by);
  const all = await Promise.all(["a", "b", "c"].map((text) => print(html(text))));
  expect(all.map(String)).toEqual(["%PDF of a", "%PDF of b", "%PDF of c"]);
  expect(count).toEqual({ open: 0, most: 1, closed: 3 });
});

test("a browser that hangs is closed when its time is over, and holds up nobody after it", async () => {
  const { count, ...by } = browsers();
  const print = previewPrinter({ ...by, patienceMs: 50 });
  const [hung, next] = await Promise.allSettled([print(html("hangs")), print(html("b"))]);
  expect(hung).toMatchObject({ status: "rejected", reason: expect.any(TooLateError) });
  expect(next).toMatchObject({ status: "fulfilled", value: Buffer.from("%PDF of b") });
  expect(count).toEqual({ open: 0, most: 1, closed: 2 });
});

test("one prints and four wait; the next one is refused at once, and there is room again afterwards", async () => {
  const { count, ...by } = browsers();
  const print = previewPrinter({ ...by, patienceMs: 50 });
  const five = ["hangs", "b", "c", "d", "e"].map((text) => print(html(text)));
  await expect(print(html("f"))).rejects.toThrow(PreviewsBusyError);
  expect((await Promise.allSettled(five)).map(({ status }) => status)).toEqual([
    "rejected",
    ...Array(4).fill("fulfilled"),
  ]);
  expect(String(await print(html("g")))).toBe("%PDF of g");
  expect(count.open).toBe(0);
});

test("a browser that does not start is told, and the next one is tried", async () => {
  const { count, ...by } = browsers();
  let tries = 0;
  const print = previewPrinter({
    ...by,
    launch: () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error("No Chromium starts.")) : by.launch();
    },
  });
  await expect(print(html("a"))).rejects.toThrow("No Chromium starts.");
  expect(String(await print(html("b")))).toBe("%PDF of b");
  expect(count).toEqual({ open: 0, most: 1, closed: 1 });
});
