<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Place;

use CouponPools\Bridge\Model\Service\TranslateSentence;
use Magento\Framework\FlagManager;

/**
 * Where this shop was when it last exchanged, with the cursor that it was given. It stands in the database and goes
 * wherever that is copied: that is how a copy is told from the shop.
 */
class PlaceState
{
    private const FLAG = 'coupon_pools_place';

    /**
     * Wires the parts.
     *
     * @param FlagManager $flagManager
     * @param CursorTable $cursorTable
     * @param DescribePlace $describePlace
     * @param TranslateSentence $translateSentence
     */
    public function __construct(
        private readonly FlagManager $flagManager,
        private readonly CursorTable $cursorTable,
        private readonly DescribePlace $describePlace,
        private readonly TranslateSentence $translateSentence
    ) {
    }

    /**
     * What the service is told with every exchange.
     *
     * @return array{database:string,cursor:string|null}
     */
    public function said(): array
    {
        $cursor = $this->cursorTable->read();
        return ['database' => $this->describePlace->database(), 'cursor' => $cursor === '' ? null : $cursor];
    }

    /**
     * The service took an exchange from here.
     *
     * @param string|null $cursor null: the service is too old for one
     */
    public function taken(?string $cursor): void
    {
        if ($cursor !== null) {
            $this->cursorTable->write($cursor);
            $this->settle();
        }
    }

    /**
     * The service says that this is a copy.
     *
     * @param string $sentence
     */
    public function refused(string $sentence): void
    {
        $this->flagManager->saveFlag(self::FLAG, ['copy' => $sentence] + $this->read());
    }

    /**
     * A person says that the shop is here, whatever was known before.
     */
    public function settle(): void
    {
        $this->flagManager->saveFlag(self::FLAG, [
            'address' => $this->describePlace->address(),
            'database' => $this->describePlace->database(),
            'copy' => '',
        ]);
    }

    /**
     * Nothing is known any more.
     */
    public function forget(): void
    {
        $this->cursorTable->write('');
        $this->flagManager->deleteFlag(self::FLAG);
    }

    /**
     * Why this shop is a copy, in a sentence; empty where it is not.
     *
     * It needs no answer of the service: where cron does not run, as in most copies, an admin page must not act on the
     * shop's own pools all the same.
     */
    public function copyOf(): string
    {
        $known = $this->read();
        if ($known['copy'] !== '') {
            // Kept by cron, which speaks no language of an admin's.
            return $this->translateSentence->execute($known['copy']);
        }
        $isElsewhere = $known['address'] !== ''
            && $known['address'] !== $this->describePlace->address()
            && $known['database'] !== $this->describePlace->database();
        return $isElsewhere
            ? (string)__('This database was copied from that of the shop at %1.', $known['address'])
            : '';
    }

    /**
     * The same with what to do about it.
     */
    public function refusal(): string
    {
        $copy = $this->copyOf();
        return $copy === '' ? '' : (string)__(
            '%1 Say under Stores > Configuration > Coupon Pools whether this shop is a copy, or has moved here.',
            $copy
        );
    }

    /**
     * What is known; empty where it is not.
     *
     * @return array{address:string,database:string,copy:string}
     */
    private function read(): array
    {
        $flag = $this->flagManager->getFlagData(self::FLAG);
        $known = is_array($flag) ? $flag : [];
        return [
            'address' => (string)($known['address'] ?? ''),
            'database' => (string)($known['database'] ?? ''),
            'copy' => (string)($known['copy'] ?? ''),
        ];
    }
}
