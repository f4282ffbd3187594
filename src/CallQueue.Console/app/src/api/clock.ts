// The server's clock, by the Date of its answers: this computer's may be wrong, and ages of calls would be too.
import { useEffect, useState } from "preact/hooks";

let ahead = 0;

export function noteDate(date: string | null): void {
  const at = date ? Date.parse(date) : NaN;
  // A Date has whole seconds: half of one is the best guess.
  if (!Number.isNaN(at)) ahead = at + 500 - Date.now();
}

/** Seconds since then by the server's clock, never negative; null without a time. */
export function secondsSince(at: string | null | undefined): number | null {
  return at ? Math.max(0, (Date.now() + ahead - Date.parse(at)) / 1000) : null;
}

/** Draws the component again every second while somebody looks at it. */
export function useSeconds(): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || tick(count => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
}
