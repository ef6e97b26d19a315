import { addStaffMember, addStaffMemberInput, staffRoles } from "@/lib/auth/add-staff-member";
import { emailArgument } from "@/tools/cli/arguments";
import { operator } from "@/tools/cli/operator";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/** Invites a person, or changes the role of one who is there; with `--rebind` also lets one in whose sign-in account was made anew. */
export async function staffAdd(
  email: string,
  { rebind = false, ...options }: { role: string; name?: string; locale?: string; rebind?: boolean },
): Promise<CliOutcome> {
  const address = emailArgument(email);
  const parsed = addStaffMemberInput.safeParse({ ...options, email: address });
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? "role");
    throw new WrongUsage(
      field === "locale"
        ? `--locale: "${options.locale}" is not a language of the portal; use pl or en.`
        : field === "name"
          ? "--name must not be empty."
          : `--role: "${options.role}" is not a role; use ${staffRoles.join(", ")}.`,
    );
  }
  const outcome = await withDatabase((db) =>
    addStaffMember({ db, actor: operator(), input: parsed.data, rebind }),
  );
  const anew = `The next right code that is mailed to ${address} opens the portal, whichever account it belongs to.`;
  const words = {
    added: `${address} may sign in as ${parsed.data.role}: a one-time code is sent on the sign-in page.`,
    changed: `${address} is now ${parsed.data.role}.${outcome.kind === "changed" && outcome.rebound ? ` ${anew}` : ""}`,
    rebound: anew,
    unchanged: `${address} already is ${parsed.data.role}.`,
    last_admin: `${address} is the only enabled admin and stays one: make somebody else admin first.`,
  };
  return {
    ok: outcome.kind !== "last_admin",
    answer: { email: address, role: parsed.data.role, outcome: outcome.kind },
    text: words[outcome.kind],
  };
}
