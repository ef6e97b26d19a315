import { staffMembers } from "@/lib/db/schema/people";
import { expectAccessible } from "@/tests/e2e/support/axe";
import { codeTo, isSession, mailsTo, rememberSession } from "@/tests/e2e/support/mail";
import { signIn } from "@/tests/e2e/support/sign-in";
import { expect, portalOfFile, test } from "@/tests/e2e/support/test";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin } from "@/tests/integration/cast";

/** Each test has a person of its own: codes are limited per address. */
const invited = ["keyboard", "wrong", "once", "polish", "leaver", "elsewhere", "scriptless"].map(
  (name) => `${name}@latarnia.example`,
);

const portal = portalOfFile({
  seed: (db) =>
    db.asStaff(admin, async (tx) => {
      await tx
        .insert(staffMembers)
        .values(invited.map((email) => ({ email, role: "viewer" as const, locale: "en" as const })));
    }),
});

test("a person signs in by keyboard alone: address, code from the mail, reports", async ({ visit }) => {
  const page = await visit(portal());
  await page.goto("/reports?period=2026-01");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Freports%3Fperiod%3D2026-01$/);
  await expect(page.locator("#email")).toBeFocused();
  await page.keyboard.type("Keyboard@Latarnia.example");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Enter the code from your mail" })).toBeVisible();
  await expect(page.locator("#code")).toBeFocused();
  const code = await codeTo("keyboard@latarnia.example");
  // As a mail shows it, with a blank in the middle.
  await page.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(page).toHaveURL(`${portal().url}/reports?period=2026-01`);
  await expect(page.getByText("keyboard@latarnia.example").filter({ visible: true })).toBeVisible();
  const cookies = await page.context().cookies();
  rememberSession(cookies);
  const session = cookies.filter(({ name }) => isSession(name));
  expect(session.length).toBeGreaterThan(0);
  for (const cookie of session) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  await page.getByRole("button", { name: "Sign out" }).press("Enter");
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await page.goto("/reports");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a wrong code says how many tries are left and lets nobody in; the right one still works", async ({
  visit,
}) => {
  const page = await visit(portal());
  await page.goto("/sign-in");
  await page.locator("#email").fill("wrong@latarnia.example");
  await page.getByRole("button", { name: "Mail me a code" }).click();
  const code = await codeTo("wrong@latarnia.example");
  await page.locator("#code").fill(code === "000000" ? "000001" : "000000");
  await expect(page.getByText("This code was not accepted.")).toBeVisible();
  await expect(page.getByText("4 tries are left.")).toBeVisible();
  await expect(page.locator("#code")).toHaveAttribute("aria-invalid", "true");
  expect((await page.context().cookies()).filter(({ name }) => isSession(name))).toEqual([]);
  await page.locator("#code").fill(code);
  await expect(page).toHaveURL(`${portal().url}/`);
});

test("a code that is sent by its last digit and once more by Enter and a click costs one try", async ({
  visit,
}) => {
  const page = await visit(portal());
  await page.goto("/sign-in");
  await page.locator("#email").fill("once@latarnia.example");
  await page.getByRole("button", { name: "Mail me a code" }).click();
  const code = await codeTo("once@latarnia.example");
  let sent = 0;
  const pressed = Promise.withResolvers<void>();
  await page.route("**/sign-in", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    sent += 1;
    // The answer comes after all that is pressed.
    await pressed.promise;
    await route.continue();
  });
  const field = page.locator("#code");
  // The seconds are counted once the page is awake.
  await page.getByText(/0:\d\d/).waitFor();
  await field.fill(code === "000000" ? "000001" : "000000");
  await field.press("Enter");
  await page.getByRole("button", { name: "Signing in" }).click();
  pressed.resolve();
  await expect(page.getByText("4 tries are left.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in" })).toHaveAttribute("aria-busy", "false");
  expect(sent).toBe(1);
  await page.unrouteAll();
});

test("a stranger is told what everybody is told, gets no mail, and no code opens", async ({ visit }) => {
  const [known, stranger] = [await visit(portal()), await visit(portal())];
  const seen: string[] = [];
  for (const [page, email] of [
    [known, "polish@latarnia.example"],
    [stranger, "stranger@elsewhere.example"],
  ] as const) {
    await page.goto("/sign-in");
    await page.locator("#email").fill(email);
    await page.keyboard.press("Enter");
    await page.locator("#code").waitFor();
    seen.push(((await page.locator("main").textContent()) ?? "").replace(email, "").replace(/0:\d\d/, ""));
  }
  expect(seen[1]).toBe(seen[0]);
  await codeTo("polish@latarnia.example");
  expect(await mailsTo("stranger@elsewhere.example")).toEqual([]);
  await stranger.locator("#code").fill("123456");
  await expect(stranger.getByText("This code was not accepted.")).toBeVisible();
});

test("incident 38: whoever is disabled is out on the next request", async ({ visit }) => {
  const page = await visit(portal());
  await signIn(page, "leaver@latarnia.example");
  await expect(page).toHaveURL(`${portal().url}/`);
  await asSuperuser(
    portal().superuserUrl,
    (sql) => sql`update staff_members set disabled_at = now() where email = 'leaver@latarnia.example'`,
  );
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  const before = (await mailsTo("leaver@latarnia.example")).length;
  await page.locator("#email").fill("leaver@latarnia.example");
  await page.keyboard.press("Enter");
  await page.locator("#code").waitFor();
  expect(await mailsTo("leaver@latarnia.example")).toHaveLength(before);
});

test("after signing in nobody is sent to another site", async ({ visit }) => {
  const page = await visit(portal());
  await signIn(page, "elsewhere@latarnia.example", "/sign-in?next=https%3A%2F%2Fevil.example%2Freports");
  await expect(page).toHaveURL(`${portal().url}/`);
  for (const next of ["//evil.example", "/\\evil.example", "https:evil.example", "/sign-out"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page).toHaveURL(`${portal().url}/`);
  }
});

test("signing in works without JavaScript", async ({ visit }) => {
  const page = await visit(portal(), { javaScriptEnabled: false });
  await page.goto("/sign-in");
  await page.locator("#email").fill("scriptless@latarnia.example");
  await page.getByRole("button", { name: "Mail me a code" }).click();
  await page.locator("#code").fill(await codeTo("scriptless@latarnia.example"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${portal().url}/`);
});

test("an address that is none is answered in words and stays typed", async ({ visit }) => {
  const page = await visit(portal());
  await page.goto("/sign-in");
  await page.locator("#email").fill("not an address");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Write the whole address, with @ and what follows it.")).toBeVisible();
  await expect(page.locator("#email")).toHaveValue("not an address");
});

test("both steps of signing in are accessible in both themes and fit 320 to 1440 px, in Polish too", async ({
  visit,
}) => {
  const page = await visit(portal(), { locale: "pl-PL" });
  await page.goto("/sign-in");
  await expect(page.locator("html")).toHaveAttribute("lang", "pl");
  await expectAccessible(page);
  await page.locator("#email").fill("polish@latarnia.example");
  await page.keyboard.press("Enter");
  await page.locator("#code").waitFor();
  await expectAccessible(page);
  await page.goto("/no-such-page");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("the language that was chosen at the door is kept", async ({ visit }) => {
  const page = await visit(portal());
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Polski" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "pl");
  await page.reload();
  await expect(page.getByRole("button", { name: "English" })).toBeVisible();
});
