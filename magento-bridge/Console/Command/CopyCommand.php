<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Console\Command;

use CouponPools\Bridge\Model\Link\ForgetConnection;
use CouponPools\Bridge\Model\Place\PlaceState;
use Magento\Framework\Exception\LocalizedException;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

/**
 * Says that this shop is a copy, for the script that brings a production database to staging.
 */
class CopyCommand extends Command
{
    private const FORCE = 'force';

    /**
     * Wires the parts.
     *
     * @param PlaceState $placeState
     * @param ForgetConnection $forgetConnection
     */
    public function __construct(
        private readonly PlaceState $placeState,
        private readonly ForgetConnection $forgetConnection
    ) {
        parent::__construct();
    }

    /**
     * @inheritDoc
     */
    protected function configure(): void
    {
        $this->setName('coupon-pools:copy');
        $this->setDescription((string)__('Says that this shop is a copy: it forgets the key of the shop it came from'));
        $this->addOption(
            self::FORCE,
            null,
            InputOption::VALUE_NONE,
            (string)__('Also where nothing shows that it is a copy')
        );
    }

    /**
     * @inheritDoc
     */
    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        if (!$input->getOption(self::FORCE) && $this->placeState->copyOf() === '') {
            $output->writeln('<error>' . __(
                'As far as can be seen this is the shop that was connected, not a copy. If you know better, add'
                . ' --force: it then needs a new link code, and becomes a new store without its pools.'
            ) . '</error>');
            return 1;
        }
        try {
            $this->forgetConnection->execute();
        } catch (LocalizedException $exception) {
            $output->writeln('<error>' . $exception->getMessage() . '</error>');
            return 1;
        }
        $output->writeln((string)__('This shop is no longer connected. The shop that it was copied from still is.'));
        return 0;
    }
}
