import { redirect } from "next/navigation";

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  redirect(`/projects/${(await params).slug}/settings/general`);
}
