import { expect, test } from "vitest";
import { toldWord } from "@/app/(staff)/alerts/told-word";

test.each([
  [null, "notified"],
  [{ waiting: 0, sent: 2, failed: 0 }, "notified"],
  [{ waiting: 2, sent: 0, failed: 0 }, "notifiedWaits"],
  [{ waiting: 1, sent: 0, failed: 1 }, "notifiedWaits"],
  [{ waiting: 1, sent: 1, failed: 0 }, "notifiedPart"],
  [{ waiting: 0, sent: 1, failed: 1 }, "notifiedFewer"],
  [{ waiting: 0, sent: 0, failed: 2 }, "notifiedNobody"],
] as const)("messages %j are told as %s", (told, word) => {
  expect(toldWord(told)).toBe(word);
});
