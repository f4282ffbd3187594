import { signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";
const name = "callqueue.theme";

function stored(): Theme {
  try {
    const value = localStorage.getItem(name);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

export const theme = signal<Theme>(stored());

export function setTheme(value: Theme): void {
  theme.value = value;
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing shows the system's theme next time.
  }
  show();
}

export function show(): void {
  if (theme.value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
}
