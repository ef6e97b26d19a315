import { z } from "zod";
import { launchChromium } from "@/lib/deliver/pdf/chromium";

const messages = z.array(z.object({ text: z.string() }));

/** Signs a person in as people do, in a browser with the code from the mail catcher; answers the session's cookies. */
export async function signInCookies(portal: string, mailUrl: string, email: string): Promise<string> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`${portal}/sign-in`);
    await page.locator("#email").fill(email);
    await page.keyboard.press("Enter");
    await page.locator("#code").waitFor();
    await page.locator("#code").fill(await newestCode(mailUrl, email));
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    const cookies = await page.context().cookies();
    return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  } finally {
    await browser.close();
  }
}

async function newestCode(mailUrl: string, email: string): Promise<string> {
  for (let time = 0; time < 50; time += 1) {
    const answer = await fetch(`${mailUrl}/api/messages?to=${encodeURIComponent(email)}`);
    const code = /\b(\d{6})\b/.exec(messages.parse(await answer.json())[0]?.text ?? "")?.[1];
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`No code came for ${email}.`);
}
