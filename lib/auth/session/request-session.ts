import { cookies } from "next/headers";
import { connection } from "next/server";
import { openSupabase, type Supabase } from "@/lib/auth/session/open-supabase";

/**
 * Supabase with the cookies of the present request. In a server action or route handler it writes them too; a page cannot, and there the
 * proxy has refreshed the session already.
 */
export async function requestSupabase(): Promise<Supabase> {
  // A session is weighed against the clock, which nothing prepared ahead of a request may do.
  await connection();
  const store = await cookies();
  return openSupabase({
    getAll: () => store.getAll(),
    setAll(written) {
      try {
        for (const { name, value, options } of written) store.set(name, value, options);
      } catch {
        // A page is being rendered: its headers are not ours to write.
      }
    },
  });
}
