import { describe, expect, it } from "vitest";
import { previewOf, rowsOf, withoutLines } from "./csv";

describe("the preview of a list", () => {
  it("finds the columns, whatever separates them", () => {
    expect(previewOf("Name;Phone\nAnn;+12025550101\n").columns).toEqual(["Name", "Phone"]);
    expect(previewOf("\uFEFFName\tPhone\r\nAnn\t+12025550101").rows).toEqual([["Ann", "+12025550101"]]);
    expect(previewOf("sep=|\nName|Phone, home\n").columns).toEqual(["Name", "Phone, home"]);
  });

  it("keeps quoted cells whole", () => {
    expect(rowsOf('a,"b ""c"", d",e\n"two\nlines",f', ",")).toEqual([["a", 'b "c", d', "e"], ["two\nlines", "f"]]);
  });

  it("counts people, not lines that are empty", () => expect(previewOf("phone\n1\n\n2\n").lines).toBe(2));

  it("reads JSON lists and JSON lines", () => {
    expect(previewOf('[{"phone":"1","name":"Ann"},{"phone":"2"}]')).toMatchObject({ columns: ["phone", "name"], lines: 2, isCsv: false });
    expect(previewOf('{"phone":"1"}\n{"phone":"2"}\n').lines).toBe(2);
  });

  it("leaves out lines by their number, and nothing else", () => {
    expect(withoutLines("phone\r\n1\r\n2\r\n3\r\n", new Set([3]))).toBe("phone\r\n1\r\n3\r\n");
  });
});
