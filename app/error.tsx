"use client";

import { PageFault } from "@/components/shell/page-fault";

/** A fault of the frame itself: the database or the sign-in service could not be asked. */
export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto w-[480px] max-w-[calc(100vw-32px)] pt-[max(32px,20vh)]">
      <PageFault error={error} retry={retry} />
    </main>
  );
}
