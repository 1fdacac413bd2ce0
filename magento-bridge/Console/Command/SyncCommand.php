<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Console\Command;

use CouponPools\Bridge\Model\Exchange\ExchangeRun;
use CouponPools\Bridge\Model\Exchange\RunExchange;
use Magento\Framework\App\Area;
use Magento\Framework\App\State;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/**
 * Exchanges with the service until there is nothing more to do.
 */
class SyncCommand extends Command
{
    /**
     * Wires the exchange.
     *
     * @param State $state
     * @param RunExchange $runExchange
     */
    public function __construct(
        private readonly State $state,
        private readonly RunExchange $runExchange
    ) {
        parent::__construct();
    }

    /**
     * @inheritDoc
     */
    protected function configure(): void
    {
        $this->setName('coupon-pools:sync');
        $this->setDescription((string)__('Exchanges with Coupon Pools now, as the cron job does every minute'));
    }

    /**
     * @inheritDoc
     */
    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        /** @var ExchangeRun $run */
        $run = $this->state->emulateAreaCode(
            Area::AREA_CRONTAB,
            fn (): ExchangeRun => $this->runExchange->execute(0)
        );
        $output->writeln((string)__('Exchanges: %1, instructions: %2', $run->exchanges, $run->instructions));
        if ($run->problem !== '') {
            $output->writeln('<error>' . $run->problem . '</error>');
            return 1;
        }
        return 0;
    }
}
