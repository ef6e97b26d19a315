import { EnvError, type EnvName, envNames, optionalEnv, requireEnv } from "@/lib/ops/env";

/** What the portal cannot answer for without: pages, signing in, addresses of links, PDFs and the tokens it keeps. */
const needed = new Set<EnvName>([
  "DATABASE_URL",
  "NEXT_PUBLIC_SUPABASE_URL",
  "NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY",
  "SUPABASE_SECRET_KEY",
  "APP_URL",
  "ENCRYPTION_KEYS",
]);

/**
 * Holds the portal's environment against what it needs, before the first request: a setting that is missing would be found out after
 * something was written that needs it, such as the only sight of a new link; a malformed one, at night.
 *
 * @throws EnvError with a sentence about each setting that is missing or malformed.
 */
export function checkPortalSettings(): void {
  const faults = envNames.flatMap((name) => {
    try {
      if (needed.has(name)) requireEnv(name);
      else optionalEnv(name);
      return [];
    } catch (error) {
      if (error instanceof EnvError) return [error.message];
      throw error;
    }
  });
  if (faults.length > 0) throw new EnvError(faults.join("\n"));
}

/** Ends the process over a fault of its settings, with the sentences on stderr: Next alone would go on and answer every request with 500. */
export function startWithPortalSettings(): void {
  try {
    checkPortalSettings();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`The portal does not start:\n${error.message}\n`);
    process.exit(1);
  }
}
