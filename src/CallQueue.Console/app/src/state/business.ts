// The business whose pages are shown: the one in the address, else the key's own, else the last one chosen.
import { computed, signal } from "@preact/signals";
import { parts } from "./route";
import { session } from "./session";

const name = "callqueue.business";

function stored(): string {
  try {
    return localStorage.getItem(name) ?? "default";
  } catch {
    return "default";
  }
}

const last = signal(stored());

export const business = computed(() => (parts.value[0] === "b" ? parts.value[1] : undefined) ?? session.value?.business_id ?? last.value);

/** Whether the address, or the key, says which business it is. Otherwise it is a guess. */
export const isBusinessSaid = computed(() => parts.value[0] === "b" || session.value?.business_id != null);

export function remember(id: string): void {
  last.value = id;
  try {
    localStorage.setItem(name, id);
  } catch {
    // Then it is asked for again.
  }
}
