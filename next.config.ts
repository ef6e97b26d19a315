import type { NextConfig } from "next";
import { commonSecurityHeaders } from "./lib/ops/security-headers";

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks the types of everything; a second time here would only cost the demo its seconds.
  typescript: { ignoreBuildErrors: true },
  // They open sockets and read files of their own; bundling breaks them.
  serverExternalPackages: ["pg-boss", "pino", "postgres", "prom-client"],
  // Deep health compares the database's history with the release's.
  outputFileTracingIncludes: { "/api/health": ["./drizzle/**/*"] },
  // Browsers ask for it on pages that name no icon, such as a shared report.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  headers: async () => [
    { source: "/:path*", headers: commonSecurityHeaders },
    // The address of a shared link is its secret: no page that is opened from it may learn it.
    { source: "/r/:path*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    {
      source: "/fonts/:file*",
      headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }],
    },
  ],
};

export default config;
