import { redirect } from "next/navigation";

/** The front door: the sign-in page and the sections decide who goes where. */
export default function FrontDoor() {
  redirect("/projects");
}
