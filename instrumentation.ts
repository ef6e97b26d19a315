/**
 * Called by Next once, before a server of the portal answers its first request, and not while it is built: a setting that is missing or
 * malformed stops the start with its name (architecture.md §5).
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startWithPortalSettings } = await import("@/lib/ops/portal-settings");
  startWithPortalSettings();
}
