// What the audit log recorded of a change, for people: field by field.

export type FieldChange = { name: string; was?: string; is?: string };

/** The fields of both sides, in the order in which they come; a nested field has the names of those around it before its own. */
export function changesOf(before: unknown, after: unknown): FieldChange[] {
  const was = flat(before), is = flat(after);
  return [...new Set([...was.keys(), ...is.keys()])].map(name => ({ name, was: was.get(name), is: is.get(name) })).filter(change => change.was !== change.is);
}

function flat(value: unknown, name = ""): Map<string, string> {
  if (value === undefined || (value === null && name === "")) return new Map();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return new Map([[name, wordsOf(value)]]);
  return new Map(Object.entries(value).flatMap(([key, one]) => [...flat(one, name ? `${name}, ${key.replaceAll("_", " ")}` : key.replaceAll("_", " "))]));
}

function wordsOf(value: unknown): string {
  if (value === null || value === "") return "none";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(one => (typeof one === "object" ? JSON.stringify(one) : wordsOf(one))).join(", ");
  return String(value);
}
