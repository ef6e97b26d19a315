"use client";

import { PageFault } from "@/components/shell/page-fault";
import "./globals.css";

/** The root layout itself failed: the only page that brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto w-[480px] max-w-[calc(100vw-32px)] pt-[20vh]">
          <PageFault error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
