<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;

/**
 * Creates a pool or changes it, as the form says.
 */
class SavePool
{
    /**
     * Wires the parts.
     *
     * @param AskService $askService
     * @param MapSettings $mapSettings
     * @param DescribeTemplate $describeTemplate
     * @param NameErrors $nameErrors
     */
    public function __construct(
        private readonly AskService $askService,
        private readonly MapSettings $mapSettings,
        private readonly DescribeTemplate $describeTemplate,
        private readonly NameErrors $nameErrors
    ) {
    }

    /**
     * Saves the pool, with its template where it needs a new one: both or neither.
     *
     * @param string $pool an id from PathId; empty for a new one
     * @param array<string,mixed> $form
     * @return Reply everything that is wrong at once, by the fields of the form
     */
    public function execute(string $pool, array $form): Reply
    {
        $settings = $this->mapSettings->execute($form);
        if ($settings['type'] === 'dynamic') {
            $settings += $this->describeTemplate->execute($form);
        }
        $reply = $pool === ''
            ? $this->askService->execute('POST', '/pools', $settings)
            : $this->askService->execute('PUT', '/pools/' . $pool, $settings);
        return $this->nameErrors->execute($reply);
    }
}
