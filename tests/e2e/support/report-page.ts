import type { Page } from "@playwright/test";
import type { Portal } from "@/tests/e2e/support/portal";

/** Opens a client's month on the staff screen. */
export async function openMonth(page: Page, portal: Portal, client: string, month: string): Promise<void> {
  await page.goto(`${portal.url}/reports?client=${client}&period=${month}`);
  await page.locator("#total-spend").waitFor();
}

/** Exact values of the page, as people's scripts read them. */
export async function shown(page: Page) {
  return {
    client: await page.locator("#client-selector").inputValue(),
    period: await page.locator("#period-selector").inputValue(),
    spend: await page.locator("#total-spend").getAttribute("data-value"),
    conversions: await page.locator("#conversions").getAttribute("data-value"),
  };
}
