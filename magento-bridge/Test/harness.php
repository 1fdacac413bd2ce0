<?php

/**
 * A pretend shop with the module's real classes, driven by one JSON command a line, answered by one JSON line each.
 *
 *   php magento-bridge/Test/harness.php /tmp/shop.sqlite
 *   {"do":"configure","values":{"coupon_pools/connection/address":"http://127.0.0.1:3000"}}
 *   {"do":"link","code":"CPL-..."}
 *   {"do":"sync"}
 *
 * The argument is a file for SQLite or a DSN; user and password of the latter come from PRETEND_DATABASE_USER and
 * PRETEND_DATABASE_PASSWORD. The state lives in the database: several processes may share a shop, and one that is
 * killed loses nothing but its own work. An answer is {"ok":true,"result":...} or
 * {"ok":false,"error":"...","type":"..."}; the commands are in Test/Stub/Harness.php.
 */

declare(strict_types=1);

use CouponPools\Bridge\Test\Stub\Harness;
use CouponPools\Bridge\Test\Stub\PretendMagento;

require_once __DIR__ . '/bootstrap.php';

set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    throw new ErrorException($message, 0, $level, $file, $line);
});

$harness = new Harness(new PretendMagento($argv[1] ?? ':memory:'));
while (($line = fgets(STDIN)) !== false) {
    if (trim($line) !== '') {
        fwrite(STDOUT, $harness->answer($line) . "\n");
    }
}
