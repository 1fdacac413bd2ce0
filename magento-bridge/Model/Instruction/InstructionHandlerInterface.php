<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Instruction;

/**
 * Does what the service asks for. The list of handlers by kind is in etc/di.xml.
 *
 * A handler may be called again for the same instruction, after a crash half-way: the second call ends as the first
 * would have. What it throws is a fault, and is tried again; what it cannot do is a result.
 */
interface InstructionHandlerInterface
{
    /**
     * Does one instruction.
     *
     * @param string $instructionId
     * @param array<string,mixed> $data
     * @return InstructionResult
     */
    public function execute(string $instructionId, array $data): InstructionResult;
}
