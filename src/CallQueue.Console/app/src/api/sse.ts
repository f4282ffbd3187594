// Server-sent events as they arrive: in pieces that may end anywhere.

export type ServerEvent = { id: string | undefined; name: string; data: string };

export class EventParser {
  #rest = "";

  /** The events that are complete with this piece. */
  push(piece: string): ServerEvent[] {
    const blocks = (this.#rest + piece).split("\n\n");
    this.#rest = blocks.pop()!;
    return blocks.map(eventOf).filter(event => event !== undefined);
  }
}

/** Undefined for comments and other blocks without data. */
function eventOf(block: string): ServerEvent | undefined {
  const fields: Record<string, string> = {};
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).replace(/^ /, "");
  }
  return fields.data === undefined ? undefined : { id: fields.id, name: fields.event ?? "message", data: fields.data };
}
