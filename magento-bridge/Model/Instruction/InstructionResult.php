<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Instruction;

/**
 * What came of an instruction.
 */
class InstructionResult
{
    /**
     * A failure has a sentence for people, and in its data a `reason` for machines.
     *
     * @param bool $isDone
     * @param array<string,mixed> $data
     * @param string|null $detail
     */
    public function __construct(
        public readonly bool $isDone,
        public readonly array $data = [],
        public readonly ?string $detail = null
    ) {
    }
}
