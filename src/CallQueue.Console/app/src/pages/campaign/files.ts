import { save } from "../../api/download";
import type { FieldError } from "../../api/names";
import { withoutLines } from "./csv";
import type { List } from "./draft";

const cell = (value: unknown): string => {
  const text = String(value ?? "");
  // Spreadsheets run cells that begin with these signs.
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export function saveProblems(problems: FieldError[]): void {
  save("problems.csv", "text/csv", ["line,column,problem", ...problems.map(one => [one.line, one.field, one.problem].map(cell).join(","))].join("\r\n") + "\r\n");
}

export async function saveWithout(list: List, lines: ReadonlySet<number>): Promise<void> {
  save(list.name.replace(/(\.[^.]*)?$/, ".corrected$1"), list.type, withoutLines(await list.content.text(), lines));
}
