"use client";

import { PageFault } from "@/components/shell/page-fault";

/** A page that could not be read; the navigation around it stays. */
export default function StaffError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageFault error={error} retry={retry} />;
}
