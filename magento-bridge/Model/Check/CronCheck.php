<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Check;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Database;
use CouponPools\Bridge\Model\Exchange\ExchangeState;
use CouponPools\Bridge\Model\Instant;
use CouponPools\Bridge\Model\Service\TranslateSentence;
use Magento\Framework\Phrase;

/**
 * Whether Magento's cron runs, and in it the module's own group.
 */
class CronCheck implements CheckInterface
{
    private const LATE_SECONDS = 900;
    private const SCHEDULE = 'cron_schedule';

    /**
     * Wires the parts.
     *
     * @param Database $database
     * @param ExchangeState $state
     * @param ClockInterface $clock
     * @param Instant $instant
     * @param Finding $finding
     * @param TranslateSentence $translateSentence
     */
    public function __construct(
        private readonly Database $database,
        private readonly ExchangeState $state,
        private readonly ClockInterface $clock,
        private readonly Instant $instant,
        private readonly Finding $finding,
        private readonly TranslateSentence $translateSentence
    ) {
    }

    /**
     * @inheritDoc
     */
    public function execute(): array
    {
        $state = $this->state->read();
        return [
            $this->finding(
                $this->lastJob(),
                __('Cron'),
                __('Magento\'s cron does not run: see "bin/magento cron:install" and the crontab of the web user.')
            ),
            $this->finding(
                $state['tickAt'],
                __('Cron group "coupon_pools"'),
                __('Run "bin/magento cron:run --group=coupon_pools" and see var/log/cron.log; if your crontab names'
                    . ' its groups, add this one.')
            ),
            $this->exchange($state),
        ];
    }

    /**
     * How long ago something ran.
     *
     * @param int|null $at Unix seconds
     * @param Phrase $label
     * @param Phrase $advice
     * @return array{label:string,ok:bool,detail:string,advice:string}
     */
    private function finding(?int $at, Phrase $label, Phrase $advice): array
    {
        if ($at === null) {
            return $this->finding->bad($label, __('It never ran.'), $advice);
        }
        $ago = $this->clock->now() - $at;
        $detail = __('It ran %1 seconds ago.', max(0, $ago));
        return $ago <= self::LATE_SECONDS
            ? $this->finding->good($label, $detail)
            : $this->finding->bad($label, $detail, $advice);
    }

    /**
     * How the last exchange went.
     *
     * @param array{doneAt:int|null,error:string} $state
     * @return array{label:string,ok:bool,detail:string,advice:string}
     */
    private function exchange(array $state): array
    {
        $advice = __('Run "bin/magento coupon-pools:sync" and see what it says.');
        if ($state['error'] !== '') {
            $error = $this->translateSentence->execute($state['error']);
            return $this->finding->bad(__('Last exchange'), $error, $advice);
        }
        return $this->finding($state['doneAt'], __('Last exchange'), $advice);
    }

    /**
     * When any job ended last; null: none did.
     */
    private function lastJob(): ?int
    {
        $connection = $this->database->connection();
        $last = $connection->fetchOne(
            $connection->select()
                ->from($this->database->table(self::SCHEDULE), ['MAX(finished_at)'])
                ->where('status = ?', 'success')
        );
        return $last ? $this->instant->toSeconds((string)$last) : null;
    }
}
