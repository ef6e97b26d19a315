import { expect, it } from "vitest";
import { appsecretProof, credentialsOf } from "@/lib/graph/credentials";

it("the proof is the lower-case hex HMAC-SHA256 of the token under the app secret", () => {
  // RFC 4231, test case 2.
  expect(appsecretProof("what do ya want for nothing?", "Jefe")).toBe(
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  );
});

it("no app secret, no proof; a line end after the token is dropped", () => {
  expect(credentialsOf("EAA1\n")).toEqual({ token: "EAA1", proof: null });
});

it.each(["", "  ", "EAA 1", "EAA\u00001", "żeton"])("%j is refused without being repeated", (token) => {
  expect(() => credentialsOf(token)).toThrow("empty or holds characters");
});
