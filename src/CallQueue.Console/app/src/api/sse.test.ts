import { expect, it } from "vitest";
import { EventParser } from "./sse";

it("reads events that arrive in pieces, and leaves out comments", () => {
  const parser = new EventParser();
  expect(parser.push(": connected\nretry: 2000\n\nid: a.1\nevent: busi")).toEqual([]);
  expect(parser.push('ness\ndata: {"topic":"business:a: b"}\n')).toEqual([]);
  expect(parser.push('\n: nothing new\n\nevent: shutdown\ndata: {}\n\n')).toEqual([
    { id: "a.1", name: "business", data: '{"topic":"business:a: b"}' },
    { id: undefined, name: "shutdown", data: "{}" },
  ]);
});
