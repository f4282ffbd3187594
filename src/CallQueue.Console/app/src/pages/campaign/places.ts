/** The text that a person hears: {{first_name}} is replaced by the column of that name, in any case and with _, - or blanks; {{name|there}} has a default. */
export function spoken(message: string, values: ReadonlyMap<string, string>): { text: string; missing: string[] } {
  const missing: string[] = [];
  const text = message.replace(/\{\{\s*([^{}|]+?)\s*(?:\|([^{}]*))?\}\}/g, (_, place: string, standard: string | undefined) => {
    const value = values.get(plain(place));
    if (value) return value;
    if (standard !== undefined) return standard;
    missing.push(place);
    return "";
  });
  return { text: text.replace(/ {2,}/g, " ").trim(), missing };
}

export const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, "");
