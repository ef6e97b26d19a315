import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "@/tests/e2e/support/test";

const widths = [1440, 1024, 768, 390, 320] as const;

/** The page fits every width, and axe finds nothing in both themes on a desk and on a phone. */
export async function expectAccessible(page: Page): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 720 };
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(scrolled, `sideways scrolling at ${width} px`).toBeLessThanOrEqual(width);
    if (width !== 1440 && width !== 390) continue;
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      // Colours fade from one theme to the other; halfway they are neither's.
      await page.evaluate(() => {
        for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
      });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        `${width} px, ${colorScheme}`,
      ).toEqual([]);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}
