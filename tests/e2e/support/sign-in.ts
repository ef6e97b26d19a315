import type { Page } from "@playwright/test";
import { codeTo, mailsTo } from "@/tests/e2e/support/mail";

/** Signs in as people do: address, mail, code. The page ends where the portal sends it. */
export async function signIn(page: Page, email: string, at = "/sign-in"): Promise<void> {
  const before = (await mailsTo(email)).length;
  await page.goto(at);
  await page.locator("#email").fill(email);
  await page.keyboard.press("Enter");
  await page.locator("#code").waitFor();
  // The sixth digit sends the form.
  await page.locator("#code").fill(await codeTo(email, before));
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"), { timeout: 15_000 });
}
