import { redirect } from "next/navigation";
import { homePath } from "@/lib/auth/next-path";

export default function HomePage() {
  redirect(homePath);
}
