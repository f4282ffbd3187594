// A look into a list, for the preview: its columns and first rows. The server reads the list itself and has the last word.

export type Preview = { columns: string[]; rows: string[][]; lines: number; isCsv: boolean };

const delimiters = [",", ";", "\t", "|"];

export function previewOf(text: string, most = 5): Preview {
  const start = text.replace(/^\uFEFF/, "");
  if (/^\s*[[{]/.test(start)) return previewOfJson(start, most);
  const delimiter = delimiterOf(start);
  const all = rowsOf(start.replace(/^sep=.\r?\n/, ""), delimiter, most + 1);
  return { columns: all[0] ?? [], rows: all.slice(1), lines: Math.max(0, start.split(/\r\n|\n|\r/).filter(line => line.trim() !== "").length - 1), isCsv: true };
}

function previewOfJson(text: string, most: number): Preview {
  let rows: Record<string, unknown>[] = [];
  try {
    const value = JSON.parse(text) as unknown;
    rows = (Array.isArray(value) ? value : ((value as { calls?: unknown[] }).calls ?? [value])) as Record<string, unknown>[];
  } catch {
    rows = text.split("\n").flatMap(line => {
      try {
        return [JSON.parse(line) as Record<string, unknown>];
      } catch {
        return [];
      }
    });
  }
  const columns = [...new Set(rows.slice(0, 50).flatMap(row => Object.keys(row ?? {})))];
  return { columns, rows: rows.slice(0, most).map(row => columns.map(column => textOf(row[column]))), lines: rows.length, isCsv: false };
}

const textOf = (value: unknown): string => (value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));

/** The sign that most of the first lines have most often; a line sep=; decides. */
function delimiterOf(text: string): string {
  const said = /^sep=(.)\r?\n/.exec(text)?.[1];
  if (said) return said;
  const head = text.split(/\r\n|\n|\r/, 5).join("\n");
  return delimiters.map(sign => ({ sign, count: head.split(sign).length })).sort((a, b) => b.count - a.count)[0]!.sign;
}

/** Rows by RFC 4180, until there are enough. */
export function rowsOf(text: string, delimiter: string, most = Infinity): string[][] {
  const rows: string[][] = [];
  let row: string[] = [], cell = "", isQuoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    cell = "";
  };
  for (let place = 0; place < text.length && rows.length < most; place++) {
    const sign = text[place]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[place + 1] === '"') (cell += '"'), place++;
      else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === delimiter) (row.push(cell), (cell = ""));
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[place + 1] === "\n") place++;
      endRow();
    } else cell += sign;
  }
  if (rows.length < most && (cell !== "" || row.length > 0)) endRow();
  return rows;
}

/** The list without the lines that have problems; a cell that runs over lines counts as on its first line. */
export function withoutLines(text: string, lines: ReadonlySet<number>): string {
  const parts = text.split(/(\r\n|\n|\r)/);
  let kept = "";
  for (let index = 0; index < parts.length; index += 2) if (!lines.has(index / 2 + 1)) kept += parts[index]! + (parts[index + 1] ?? "");
  return kept;
}
