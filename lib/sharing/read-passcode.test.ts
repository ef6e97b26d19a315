import { expect, test } from "vitest";
import { readPasscode } from "@/lib/sharing/read-passcode";

const form = "application/x-www-form-urlencoded";
const post = (body: BodyInit, headers: Record<string, string> = { "content-type": form }) =>
  new Request("https://portal.example/r/T", { method: "POST", headers, body, duplex: "half" } as RequestInit);

test("a form's passcode is read, whether or not the browser said how long it is", async () => {
  expect(await readPasscode(post("passcode=+len+2026+"))).toBe("len 2026");
  const chunks = new Blob(["passcode=za%C5", "%BC%C3%B3%C5%82%C4%87"]).stream();
  expect(await readPasscode(post(chunks))).toBe("zażółć");
});

test("what cannot be a passcode takes no try", async () => {
  expect(await readPasscode(post("passcode="))).toBeNull();
  expect(await readPasscode(post("passcode=x", { "content-type": "text/plain" }))).toBeNull();
  expect(await readPasscode(post(`passcode=x&more=${"y".repeat(4096)}`))).toBeNull();
});

test("a body without an end is not waited for: after 4 KiB nothing more of it is asked", async () => {
  let given = 0;
  let givenUp = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1024;
      if (given > 1024 * 1024) throw new Error("It was read on and on.");
      controller.enqueue(new Uint8Array(1024).fill(97));
    },
    cancel() {
      givenUp = true;
    },
  });
  expect(await readPasscode(post(endless))).toBeNull();
  expect(given).toBeLessThanOrEqual(8 * 1024);
  expect(givenUp).toBe(true);
});
