import { afterEach, describe, expect, it, vi } from "vitest";
import { collectWords } from "@/app/(staff)/data-health/collect-words";
import { askAgain } from "@/components/health/ask-again";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";

const asked = { client: "hotel-jantar", since: "2026-11-05", until: "2026-11-05" };
const meta = "Error validating access token: the user changed the password.";

function answer(status: number, body: unknown) {
  vi.stubGlobal("fetch", async () => Response.json(body, { status }));
}
const ask = (locale: Locale) => askAgain(asked, collectWords(createTranslate(locale), "5 listopada"));

afterEach(() => vi.unstubAllGlobals());

describe("days that could not be collected again", () => {
  it("say why in the reader's language", async () => {
    answer(500, { accounts: [{ reason: "connection_broken" }] });
    expect(await ask("pl")).toEqual({
      ok: false,
      said: "5 listopada: nie udało się pobrać (odmowa dostępu).",
    });
    answer(500, { accounts: [{ reason: "connection_broken" }] });
    expect((await ask("en")).said).toBe("5 listopada could not be collected: connection refused.");
  });

  it("keep Meta's own sentence for the engineer", async () => {
    answer(500, { accounts: [{ reason: "token_invalid", error: { message: meta } }] });
    expect(await ask("en")).toEqual({
      ok: false,
      said: "5 listopada could not be collected: Meta refused our access.",
      engineer: `For the engineer: ${meta}`,
    });
  });

  it("say that the reason stands with the day where it is none that has words", async () => {
    for (const reason of ["constructor", "brand_new", null]) {
      answer(500, { accounts: [{ reason }] });
      expect((await ask("en")).said).toBe("5 listopada could not be collected: see the day.");
    }
  });

  it("say of a refused or failed call what to do, and leave its own sentence to the engineer", async () => {
    const error = "The call failed; the portal's log says why. It is safe to call again.";
    answer(500, { error });
    expect(await ask("en")).toEqual({
      ok: false,
      said: "The portal did not answer. Nothing is lost; try again.",
      engineer: `For the engineer: ${error}`,
    });
    answer(400, { error: "2026-11-05 is not over yet." });
    expect((await ask("pl")).said).toMatch(/^Pobrać można tylko dzień, który minął/);
  });

  it("of several accounts tell of the first that has a reason", async () => {
    answer(500, { accounts: [{ reason: null }, { reason: "no_access" }] });
    expect((await ask("en")).said).toContain("no access to the account");
  });
});
