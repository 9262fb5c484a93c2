import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import Markdown, { type Components, defaultUrlTransform } from "react-markdown";
import remarkGfm from "remark-gfm";
import type { WorkedExample } from "#lib/guideline/index.ts";

const SCHEME = "comparison:";

function ExamplePicture({ address, label }: { address: string | null; label: string }) {
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-1">
      {address ? <img src={address} alt={label} loading="lazy" className="aspect-square w-full rounded-[4px] bg-stage object-contain" /> : <span className="aspect-square w-full rounded-[4px] bg-stage" />}
      <span className="text-center text-small text-ink-soft">{label}</span>
    </span>
  );
}

/** A comparison of the project with its verdict and the reason. */
function Example({ example, children }: { example: WorkedExample; children: ReactNode }) {
  const t = useTranslations("shell.viewer");
  return (
    <figure className="my-4 border-y border-line py-3">
      <p lang={example.language} className="mb-2 text-base font-medium">
        {example.instruction}
      </p>
      <div className="flex max-w-md gap-2">
        <ExamplePicture address={example.source} label={t("source")} />
        <ExamplePicture address={example.a} label="A" />
        <ExamplePicture address={example.b} label="B" />
      </div>
      <figcaption className="mt-2 text-base">{children}</figcaption>
    </figure>
  );
}

type Child = { type: string; tagName?: string; value?: string; properties?: { href?: unknown } };

/** The comparison that a paragraph is about: one that holds nothing but a link to it. */
function exampleIn(children: readonly Child[]): string | null {
  const [only, ...others] = children.filter((child) => child.type !== "text" || child.value?.trim());
  const href = only?.tagName === "a" && others.length === 0 ? only.properties?.href : undefined;
  return typeof href === "string" && href.startsWith(SCHEME) ? href.slice(SCHEME.length) : null;
}

function componentsFor(examples: Record<string, WorkedExample>): Components {
  return {
    h1: ({ children }) => <h3 className="mt-6 mb-2 scroll-mt-2 text-lead font-semibold first:mt-0">{children}</h3>,
    h2: ({ children }) => <h4 className="mt-6 mb-2 scroll-mt-2 text-lead font-semibold first:mt-0">{children}</h4>,
    h3: ({ children }) => <h5 className="mt-4 mb-1 scroll-mt-2 text-base font-semibold first:mt-0">{children}</h5>,
    p: ({ node, children }) => {
      const id = exampleIn(node?.children ?? []);
      const example = id ? examples[id] : undefined;
      return example ? <Example example={example}>{children}</Example> : <p className="my-2 whitespace-pre-line">{children}</p>;
    },
    // Where a comparison cannot be shown, its words stay.
    a: ({ href, children }) =>
      href?.startsWith(SCHEME) ? (
        <span>{children}</span>
      ) : (
        <a href={href} target="_blank" rel="noreferrer noopener" className="text-accent underline underline-offset-2">
          {children}
        </a>
      ),
    ul: ({ children }) => <ul className="my-2 list-disc pl-5">{children}</ul>,
    ol: ({ children }) => <ol className="my-2 list-decimal pl-5">{children}</ol>,
    li: ({ children }) => <li className="my-1">{children}</li>,
    code: ({ children }) => <code className="rounded-[4px] bg-sunken px-1 font-mono text-small">{children}</code>,
    blockquote: ({ children }) => <blockquote className="my-2 border-l-2 border-line-strong pl-3 text-ink-soft">{children}</blockquote>,
    hr: () => <hr className="my-4 border-line" />,
    table: ({ children }) => <div className="my-2 overflow-x-auto"><table className="w-full border-collapse">{children}</table></div>,
    th: ({ children }) => <th className="border-b border-line-strong py-1 pr-3 text-left text-small font-medium">{children}</th>,
    td: ({ children }) => <td className="border-b border-line py-1 pr-3 align-top">{children}</td>,
  };
}

/** A guide as annotators read it: markdown without raw HTML and without pictures from elsewhere, its comparisons as small pictures. */
export function Guide({ text, examples }: { text: string; examples: Record<string, WorkedExample> }) {
  return (
    <div className="max-w-prose text-base break-words">
      <Markdown remarkPlugins={[remarkGfm]} components={componentsFor(examples)} disallowedElements={["img", "input"]} urlTransform={(address) => (address.startsWith(SCHEME) ? address : defaultUrlTransform(address))}>
        {text}
      </Markdown>
    </div>
  );
}
