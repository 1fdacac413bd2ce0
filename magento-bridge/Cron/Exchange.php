<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Cron;

use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Exchange\ExchangeState;
use CouponPools\Bridge\Model\Exchange\RunExchange;

/**
 * Every minute.
 */
class Exchange
{
    /**
     * Wires the exchange.
     *
     * @param Config $config
     * @param ExchangeState $state
     * @param RunExchange $runExchange
     */
    public function __construct(
        private readonly Config $config,
        private readonly ExchangeState $state,
        private readonly RunExchange $runExchange
    ) {
    }

    /**
     * Exchanges with the service for the better part of a minute.
     */
    public function execute(): void
    {
        $this->state->ticked();
        $this->runExchange->execute($this->config->exchangeSeconds());
    }
}
