import { loadStaffPage } from "@/lib/auth/staff-page";
export default async function ReportsPage() {
  const { t } = await loadStaffPage();
  return <p>{t("staff.shell.reports")}</p>;
}
