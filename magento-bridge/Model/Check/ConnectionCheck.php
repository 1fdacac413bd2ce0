<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Check;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Exchange\ExchangeState;
use CouponPools\Bridge\Model\Service\ServiceAnswer;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use CouponPools\Bridge\Model\Service\ShopIsCopy;
use CouponPools\Bridge\Model\Service\TranslateSentence;

/**
 * Whether the service is there, takes the signature, and agrees on the time.
 */
class ConnectionCheck implements CheckInterface
{
    private const PATH = '/api/bridge/v1/account';
    private const SKEW_REFUSED = 'timestamp_out_of_range';

    /** The service refuses from 300 seconds on. */
    private const MOST_SKEW_SECONDS = 60;

    /**
     * Wires the parts.
     *
     * @param Config $config
     * @param ServiceClientInterface $client
     * @param ExchangeState $state
     * @param Finding $finding
     * @param TranslateSentence $translateSentence
     */
    public function __construct(
        private readonly Config $config,
        private readonly ServiceClientInterface $client,
        private readonly ExchangeState $state,
        private readonly Finding $finding,
        private readonly TranslateSentence $translateSentence
    ) {
    }

    /**
     * @inheritDoc
     */
    public function execute(): array
    {
        $label = __('Connection');
        if (!$this->config->isConnected()) {
            return [$this->finding->bad(
                $label,
                __('This shop is not connected to Coupon Pools.'),
                __('Enter the address and a link code under Stores > Configuration > Coupon Pools.')
            )];
        }
        try {
            $answer = $this->client->send('GET', self::PATH);
        } catch (ShopIsCopy) {
            // The next check says so.
            return [];
        } catch (ServiceUnavailable | \InvalidArgumentException $unavailable) {
            return [$this->finding->bad(
                __('Address'),
                $unavailable->getMessage(),
                __('Check the address, and that this server may open connections to it (firewall, proxy, DNS).')
            )];
        }
        $reached = $this->finding->good(__('Address'), __('%1 answers.', $this->config->address()));
        return [$reached, $this->signature($answer), ...$this->clock($answer)];
    }

    /**
     * Whether the signature was taken.
     *
     * @param ServiceAnswer $answer
     * @return array{label:string,ok:bool,detail:string,advice:string}
     */
    private function signature(ServiceAnswer $answer): array
    {
        $label = __('Signature');
        if ($answer->isOk()) {
            return $this->finding->good($label, __('Connected to %1.', $this->config->accountName() ?: '–'));
        }
        $advice = $answer->problemCode() === self::SKEW_REFUSED
            ? __('Set the clock of this server: turn on NTP.')
            : __('Connect again with a new link code: pools and codes stay.');
        $said = $this->translateSentence->execute($answer->problemDetail());
        return $this->finding->bad($label, $said ?: (string)$answer->status, $advice);
    }

    /**
     * Whether both clocks agree.
     *
     * @param ServiceAnswer $answer
     * @return array<int,array{label:string,ok:bool,detail:string,advice:string}>
     */
    private function clock(ServiceAnswer $answer): array
    {
        $label = __('Clock');
        $skew = $this->state->read()['skew'];
        if ($answer->problemCode() === self::SKEW_REFUSED || $skew === null) {
            return [];
        }
        $detail = __('%1 seconds off', abs((int)$skew));
        return [abs((int)$skew) <= self::MOST_SKEW_SECONDS
            ? $this->finding->good($label, $detail)
            : $this->finding->bad($label, $detail, __('Set the clock of this server: turn on NTP.'))];
    }
}
