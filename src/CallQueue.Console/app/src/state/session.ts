// Who looks at the console, and what that person may do.
import { computed, signal } from "@preact/signals";
import { api } from "../api/client";
import type { Sender } from "../api/names";

export const session = signal<Sender | undefined>(undefined);
/** Why the session could not be read; undefined when it could. */
export const sessionProblem = signal<string | undefined>(undefined);

export const isOperator = computed(() => session.value?.operator === true);
/** Whether buttons that change something are shown. The API decides in any case. */
export const mayChange = computed(() => session.value?.role === "operator" || session.value?.role === "business");
export const mayRead = computed(() => mayChange.value || session.value?.role === "read_only");
export const maySubmit = computed(() => mayChange.value || session.value?.role === "submit_only");

export async function checkSession(): Promise<void> {
  try {
    session.value = await api.get("/api/session");
    sessionProblem.value = undefined;
  } catch (error) {
    sessionProblem.value = error instanceof Error ? error.message : String(error);
  }
}

export async function signIn(key: string): Promise<void> {
  await api.post("/api/session", { body: { api_key: key } });
  await checkSession();
}

export async function signOut(): Promise<void> {
  await api.delete("/api/session");
  await checkSession();
}
