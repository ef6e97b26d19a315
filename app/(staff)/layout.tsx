import type { ReactNode } from "react";
import { loadWaiting } from "@/app/(staff)/load-waiting";
import { readSource, sayLooksWrong } from "@/app/(staff)/source/actions";
import { AppFrame } from "@/components/shell/app-frame";
import { loadStaffPage } from "@/lib/auth/staff-page";

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { staff, agency, t } = await loadStaffPage();
  return (
    <AppFrame
      t={t}
      agencyName={agency.name}
      person={{ name: staff.name, role: staff.role }}
      waiting={await loadWaiting()}
      source={{ read: readSource, report: sayLooksWrong }}
    >
      {children}
    </AppFrame>
  );
}
