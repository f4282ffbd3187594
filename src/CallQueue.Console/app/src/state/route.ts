// The address bar: which page is shown, and its filters.
import { computed, signal } from "@preact/signals";
import { base } from "./base";

const here = () => ({ path: location.pathname.startsWith(base) ? location.pathname.slice(base.length) : "", query: new URLSearchParams(location.search) });

export const place = signal(here());

/** The parts of the path, decoded: `b/clinic/runs/spring`. */
export const parts = computed(() => place.value.path.split("/").filter(part => part !== "").map(decode));

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An address of the console, relative to its base. */
export const to = (...names: string[]) => names.map(encodeURIComponent).join("/");

export function go(address: string, replaces = false): void {
  history[replaces ? "replaceState" : "pushState"](null, "", base + address);
  place.value = here();
  if (!replaces) window.scrollTo(0, 0);
}

/** Keeps a page's filters in its address, so that a search can be sent to a colleague. */
export function setQuery(values: Record<string, string | undefined>): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  go(`${place.value.path}${query.size > 0 ? `?${query}` : ""}`, true);
}

/** Links of the console change the page without loading it again; everything else is the browser's. */
export function followLinks(): void {
  addEventListener("popstate", () => (place.value = here()));
  document.addEventListener("click", click => {
    const link = (click.target as Element | null)?.closest?.("a");
    if (!link || click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    if (link.target || link.hasAttribute("download") || link.dataset.plain !== undefined || link.origin !== location.origin || !link.pathname.startsWith(base)) return;
    if (link.hash && link.pathname === location.pathname) return;
    click.preventDefault();
    go(link.pathname.slice(base.length) + link.search);
  });
}
