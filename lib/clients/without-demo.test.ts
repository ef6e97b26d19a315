import { expect, test } from "vitest";
import { withoutDemo } from "@/lib/clients/without-demo";

const real = { slug: "hotel-jantar", isDemo: false };
const demo = { slug: "demo-hotel", isDemo: true };

test("incident 22: a demo client never stands among real ones", () => {
  expect(withoutDemo([demo, real])).toEqual({ clients: [real], onlyDemo: false });
});

test("a portal with nothing but demo clients shows them and says so", () => {
  expect(withoutDemo([demo])).toEqual({ clients: [demo], onlyDemo: true });
});

test("a portal without clients has no demo either", () => {
  expect(withoutDemo([])).toEqual({ clients: [], onlyDemo: false });
});
