<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Console\Command;

use CouponPools\Bridge\Model\Check\RunChecks;
use Magento\Framework\App\Area;
use Magento\Framework\App\State;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Formatter\OutputFormatter;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/**
 * The self-test on the command line.
 */
class CheckCommand extends Command
{
    /**
     * Wires the checks.
     *
     * @param State $state
     * @param RunChecks $runChecks
     */
    public function __construct(
        private readonly State $state,
        private readonly RunChecks $runChecks
    ) {
        parent::__construct();
    }

    /**
     * @inheritDoc
     */
    protected function configure(): void
    {
        $this->setName('coupon-pools:check');
        $this->setDescription((string)__('Checks the connection to Coupon Pools, and says what to do'));
    }

    /**
     * Ends with 1 where something is to be done.
     *
     * @param InputInterface $input
     * @param OutputInterface $output
     * @return int
     */
    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $found = $this->state->emulateAreaCode(
            Area::AREA_CRONTAB,
            fn (): array => $this->runChecks->execute()
        );
        $status = 0;
        foreach ($found as $finding) {
            $output->writeln(sprintf(
                '%s %s: %s',
                $finding['ok'] ? '<info>ok</info>   ' : '<error>fault</error>',
                OutputFormatter::escape($finding['label']),
                OutputFormatter::escape($finding['detail'])
            ));
            if (!$finding['ok']) {
                $status = 1;
            }
            if ($finding['advice'] !== '') {
                $output->writeln('      ' . OutputFormatter::escape($finding['advice']));
            }
        }
        return $status;
    }
}
