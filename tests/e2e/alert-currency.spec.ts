import { plantAlert } from "@/tests/e2e/support/alerts";
import { fresh, hotel, seedClients } from "@/tests/e2e/support/clients";
import { lastMonth } from "@/tests/e2e/support/months";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";

const portal = portalOfFile({
  seed: async (db) => {
    await seedClients(db, [hotel, fresh]);
    await plantAlert(db, {
      client: fresh,
      check: "looks_wrong",
      subject: `${lastMonth} total_spend`,
      severity: "normal",
      evidence: { metric: "total_spend", value: "100.25" },
    });
  },
});

test("R8 a figure of an alert carries its client's currency, also where no amount is known to be affected", async ({
  visit,
}) => {
  const page = await visit(portal(), { as: "admin" });
  for (const path of ["/", "/alerts"]) {
    await page.goto(path);
    const words = page.getByText("A person looked at a figure").first();
    await expect(words).toContainText("USD 100.25");
    await expect(words).not.toContainText("EUR");
  }
});
