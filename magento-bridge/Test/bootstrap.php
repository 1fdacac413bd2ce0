<?php

/**
 * Loads the module, the stand-ins for Magento and Guzzle, without a Magento. COUPON_POOLS_GUZZLE names another Guzzle
 * than the system's, for example the autoloader of Composer. Where there is a Magento, the stand-ins come before it:
 * what pretends to be a shop has no more methods than they have.
 */

declare(strict_types=1);

require_once __DIR__ . '/Stub/functions.php';

$guzzle = getenv('COUPON_POOLS_GUZZLE') ?: 'GuzzleHttp/autoload.php';
if (stream_resolve_include_path($guzzle) !== false) {
    require_once $guzzle;
}

spl_autoload_register(static function (string $class): void {
    $module = 'CouponPools\\Bridge\\';
    $file = str_starts_with($class, $module)
        ? dirname(__DIR__) . '/' . str_replace('\\', '/', substr($class, strlen($module))) . '.php'
        : __DIR__ . '/Stub/' . str_replace('\\', '/', $class) . '.php';
    if (is_file($file)) {
        require_once $file;
    }
}, true, true);
