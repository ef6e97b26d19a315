import type { NextConfig } from "next";
import { commonSecurityHeaders } from "./lib/ops/security-headers";

/** The printer of PDFs: its packed browser, and the fonts that reports are set in. */
const printer = [
  "./node_modules/@sparticuz/chromium/package.json",
  "./node_modules/@sparticuz/chromium/bin/**/*",
  "./node_modules/@embedpdf/fonts-arabic/fonts/*.ttf",
  "./node_modules/@expo-google-fonts/noto-emoji/{400Regular,700Bold}/*.ttf",
  "./public/fonts/*",
];

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks the types of everything; a second time here would only cost the demo its seconds.
  typescript: { ignoreBuildErrors: true },
  // They open sockets and read files of their own; bundling breaks them.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@sparticuz/chromium",
    "pg-boss",
    "pino",
    "playwright-core",
    "postgres",
    "prom-client",
  ],
  outputFileTracingIncludes: {
    // Deep health compares the database's history with the release's.
    "/api/health": ["./drizzle/**/*"],
    // An alert's runbook is shown as it is written.
    "/alerts/runbooks/*": ["./docs/runbooks/*"],
    "/api/automated/drain-queue": printer,
    "/reports/pdf": printer,
  },
  rewrites: async () => ({
    // No secret has a percent sign. Next answers one that it cannot decode by itself, with 400: it gets the page of every link that does not open.
    beforeFiles: [{ source: "/r/:path(.*%.*)", destination: "/r/-" }],
    // Browsers ask for it on pages that name no icon, such as a shared report.
    afterFiles: [{ source: "/favicon.ico", destination: "/icon.svg" }],
    fallback: [],
  }),
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
