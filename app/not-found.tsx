import { ButtonLink } from "./_components/button.tsx";
import { EmptyState } from "./_components/empty-state.tsx";

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState title="There is nothing at this address" action={<ButtonLink href="/" variant="primary">Go to the start</ButtonLink>}>
        It may have been archived, or it belongs to a project that you are not a member of.
      </EmptyState>
    </main>
  );
}
