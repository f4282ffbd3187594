import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { ApiProblem } from "../api/problem";

/** The browser itself reads the first page; a later one gets the focus, so that screen readers read its heading. */
let isFirst = true;

/** A page: its heading, its buttons and its content. */
export function Page({ title, lead, actions, children }: { title: string; lead?: ComponentChildren; actions?: ComponentChildren; children: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · Call queue`;
  }, [title]);
  useEffect(() => {
    if (!isFirst) document.getElementById("page-title")?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  return (
    <>
      <header class="page-head">
        <div>
          <h1 id="page-title" tabIndex={-1} dir="auto">
            {title}
          </h1>
          {lead && <div class="lead">{lead}</div>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}

/** A part of a page with a heading. */
export function Section({ title, actions, children }: { title: string; actions?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="section">
      <header class="section-head">
        <h2>{title}</h2>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** What there is to do where there is nothing yet. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p>
        <b>{title}</b>
      </p>
      {children}
    </div>
  );
}

/** Why something failed, with the fields that the API names. */
export function Problem({ of, isStale }: { of: ApiProblem | undefined; isStale?: boolean }) {
  if (!of) return null;
  return (
    <div class="notice is-broken" role="alert">
      <p>
        <b>{of.title}.</b> {of.detail}
      </p>
      {of.errors.length > 0 && (
        <ul>
          {of.errors.slice(0, 10).map(error => (
            <li key={`${error.field}${error.index}`}>
              <code>{error.field}</code> {error.problem}
            </li>
          ))}
          {of.errorCount > 10 && <li>and {of.errorCount - 10} more</li>}
        </ul>
      )}
      {isStale && <p class="faint">What is shown below may be out of date.</p>}
    </div>
  );
}

/** While the first answer is on its way. */
export function Loading() {
  return (
    <p class="faint" role="status">
      Loading…
    </p>
  );
}
