import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { pageLocale } from "@/lib/auth/page-locale";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Plumbline", template: "%s · Plumbline" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f7f4" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1214" },
  ],
};

// Every page is made for one person: its language, its figures, the nonce of its scripts. There is no shell to prepare (docs/adr).
export const instant = false;

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await pageLocale()}>
      <body>{children}</body>
    </html>
  );
}
