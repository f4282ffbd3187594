// Writes src/api/schema.d.ts from the API's OpenAPI document, so that a field that changes breaks the build.
// Usage: npm run types -- FILE-OR-URL [OUTPUT], such as http://127.0.0.1:8000/openapi/v1.json
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const [source, output = new URL("../src/api/schema.d.ts", import.meta.url).pathname] = process.argv.slice(2);
if (!source) throw new Error("name the OpenAPI document: a file or the URL of a running server");
const text = /^https?:/.test(source) ? await (await fetch(source)).text() : readFileSync(source, "utf8");

// Words for readers and examples are left out: they would change this file without changing a type. Numbers are numbers here, never texts.
const document = JSON.parse(text, (name, value) => {
  if (value && typeof value === "object" && !Array.isArray(value)) {
    if (Array.isArray(value.type) && value.type.includes("string") && (value.type.includes("integer") || value.type.includes("number")) && value.pattern) {
      value.type = value.type.filter(type => type !== "string");
      if (value.type.length === 1) value.type = value.type[0];
    }
    if (typeof value.description === "string") delete value.description;
    if (name !== "properties") { delete value.example; delete value.examples; delete value.summary; }
  }
  return value;
});
// Refusals look alike everywhere.
for (const path of Object.values(document.paths))
  for (const operation of Object.values(path))
    for (const status of Object.keys(operation.responses ?? {})) if (!status.startsWith("2")) delete operation.responses[status];

const header = "// Made by `npm run types` from the API's OpenAPI document. Do not edit.\n/* eslint-disable */\n";
writeFileSync(output, header + astToString(await openapiTS(document, { emptyObjectsUnknown: true, defaultNonNullable: false })));
