// Writes a .gz and a .br beside every built file that becomes smaller. Usage: node scripts/compress.mjs [FOLDER]. The first page is not compressed: the server changes a word in it.
import { readdirSync, readFileSync, writeFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = process.argv[2] ?? new URL("../../dist", import.meta.url).pathname;
const files = readdirSync(dist, { recursive: true }).map(name => join(dist, name)).filter(path => statSync(path).isFile());
for (const path of files) {
  if (/(index\.html|\.gz|\.br)$/.test(path)) continue;
  const plain = readFileSync(path);
  const forms = {
    ".gz": gzipSync(plain, { level: 9 }),
    ".br": brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
  };
  for (const [end, bytes] of Object.entries(forms)) if (bytes.length < plain.length * 0.95) writeFileSync(path + end, bytes);
}
