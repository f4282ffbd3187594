// Links to the pages of runs, calls and businesses.
import { base } from "../state/base";
import { to } from "../state/route";

export const runAddress = (business: string, run: string) => base + to("b", business, "runs", run);
export const callAddress = (business: string, call: string) => base + to("b", business, "calls", call);

export function RunLink({ business, run }: { business: string; run: string }) {
  return (
    <a class="name" dir="auto" href={runAddress(business, run)}>
      {run}
    </a>
  );
}

export function CallLink({ business, call, number }: { business: string; call: string; number: string | null | undefined }) {
  return (
    <a class="nowrap" href={callAddress(business, call)}>
      {number ?? call}
    </a>
  );
}

/** A name in whatever language and direction. */
export function Name({ of }: { of: string | null | undefined }) {
  return of ? (
    <span class="name" dir="auto">
      {of}
    </span>
  ) : (
    <span class="faint">–</span>
  );
}
