<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

/**
 * What stands in the form: the settings of a pool, or the usual ones of a new one, under what was entered already.
 */
class FillForm
{
    private const USUAL = [
        'type' => 'dynamic',
        'name' => '',
        'handle' => '',
        'perContact' => 'each_message',
        'whenDry' => 'stop',
        'fallbackCode' => '',
        'lowWaterUnit' => 'percent',
        'lowWaterValue' => 10,
        'releaseAllowed' => false,
        'releaseWindowHours' => 72,
        'releaseQuarantineHours' => 24,
        'minValiditySeconds' => 3600,
        'template' => '',
        'codeFormat' => [
            'prefix' => '',
            'suffix' => '',
            'groups' => 2,
            'groupLength' => 5,
            'separator' => '-',
            'alphabet' => 'no_look_alikes',
            'characters' => '',
        ],
        'limit' => '',
        'validDays' => '',
        'bufferFixed' => '',
        'waitMilliseconds' => 1500,
        'notReadyFallback' => false,
        'offer' => [
            'name' => '',
            'kind' => 'percentage',
            'worth' => '',
            'items' => 'all',
            'ids' => '',
            'minimum' => 'none',
            'minimumValue' => '',
            'usesPerCode' => '1',
            'oncePerCustomer' => '',
            'startsOn' => '',
            'endsOn' => '',
        ],
    ];

    /**
     * The values of the fields.
     *
     * @param array<string,mixed> $pool as the service shows one pool; empty for a new one
     * @param array<string,mixed> $entered empty where nothing was entered yet
     * @return array<string,mixed>
     */
    public function execute(array $pool, array $entered = []): array
    {
        $values = $pool === [] ? self::USUAL : $this->stored($pool);
        if ($entered === []) {
            return $values;
        }
        // A browser does not send boxes that are not ticked.
        $values['releaseAllowed'] = false;
        $values['notReadyFallback'] = false;
        $values['offer']['oncePerCustomer'] = '';
        return array_replace_recursive($values, $entered);
    }

    /**
     * The settings of a pool that is there.
     *
     * @param array<string,mixed> $pool
     * @return array<string,mixed>
     */
    private function stored(array $pool): array
    {
        $dynamic = is_array($pool['dynamic'] ?? null) ? $pool['dynamic'] : [];
        $known = array_intersect_key($pool + $dynamic, self::USUAL);
        $values = array_replace(
            self::USUAL,
            array_filter($known, static fn (mixed $value): bool => $value !== null)
        );
        $values['validDays'] = $pool['expiry']['validDays'] ?? '';
        $values['template'] = isset($dynamic['templateId'])
            ? DescribeTemplate::TEMPLATE . $dynamic['templateId']
            : '';
        return $values;
    }
}
