import { spawnSync } from "node:child_process";

/** Whether this machine can run the Magento module under its harness. */
export type FoundPhp = { isThere: true; version: string } | { isThere: false; why: string };

/** What the harness needs: one word a line for each thing that is missing, or the version. */
const QUESTION = `
$missing = array_filter(['pdo_sqlite', 'mbstring', 'simplexml', 'json'], fn ($one) => !extension_loaded($one));
if (stream_resolve_include_path(getenv('COUPON_POOLS_GUZZLE') ?: 'GuzzleHttp/autoload.php') === false) {
    $missing[] = 'Guzzle';
}
if (PHP_VERSION_ID < 80100) {
    $missing[] = 'PHP 8.1 or newer';
}
echo $missing === [] ? PHP_VERSION : 'missing: ' . implode(', ', $missing);
`;

let found: FoundPhp | undefined;

/** Looks for the `php` of the path, once. */
export function findPhp(): FoundPhp {
  found ??= look();
  return found;
}

function look(): FoundPhp {
  const { error, stdout } = spawnSync("php", ["-r", QUESTION], { encoding: "utf8" });
  if (error) return { isThere: false, why: `There is no PHP on this machine: ${INSTALL}` };
  const said = stdout.trim();
  if (/^\d/.test(said)) return { isThere: true, version: said };
  const what = said.startsWith("missing: ") ? said.slice("missing: ".length) : "something that it needs";
  return { isThere: false, why: `The PHP of this machine lacks ${what}: ${INSTALL}` };
}

const INSTALL =
  "install PHP 8.1 to 8.3 with SQLite, curl, mbstring and XML, and Guzzle (on Debian: php-cli php-sqlite3 php-curl php-mbstring php-xml php-guzzlehttp-guzzle).";
