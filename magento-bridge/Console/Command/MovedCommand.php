<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Console\Command;

use CouponPools\Bridge\Model\Link\MoveHere;
use Magento\Framework\Exception\LocalizedException;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/**
 * Says that the shop has moved here.
 */
class MovedCommand extends Command
{
    /**
     * Wires the parts.
     *
     * @param MoveHere $moveHere
     */
    public function __construct(private readonly MoveHere $moveHere)
    {
        parent::__construct();
    }

    /**
     * @inheritDoc
     */
    protected function configure(): void
    {
        $this->setName('coupon-pools:moved');
        $this->setDescription((string)__('Says that the shop has moved here, with its pools and codes'));
    }

    /**
     * @inheritDoc
     */
    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        try {
            $this->moveHere->execute();
        } catch (LocalizedException $exception) {
            $output->writeln('<error>' . $exception->getMessage() . '</error>');
            return 1;
        }
        $output->writeln((string)__('The shop is here now. Where it was, it is refused.'));
        return 0;
    }
}
