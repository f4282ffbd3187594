// Fails when the linter finds anything in the document, warnings included. Usage: node lint.mjs FILE
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const linter = spawnSync(
  process.execPath,
  [`${here}node_modules/@redocly/cli/bin/cli.js`, 'lint', process.argv[2], '--config', `${here}redocly.yaml`, '--format', 'json', '--max-problems', '1000'],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } });
let found;
try {
  found = JSON.parse(linter.stdout);
} catch {
  console.error(linter.stdout, linter.stderr, linter.error ?? '');
  process.exit(1);
}

for (const problem of found.problems) console.error(`${problem.severity} ${problem.ruleId} ${problem.location[0]?.pointer}: ${problem.message}`);
console.log(`OpenAPI document: ${found.totals.errors} errors, ${found.totals.warnings} warnings`);
process.exit(found.totals.errors + found.totals.warnings === 0 ? 0 : 1);
