<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Instruction;

use CouponPools\Bridge\Model\Rule\ReportRequest;

/**
 * `rules.report`: the report of all rules comes with the next exchanges.
 */
class ReportRules implements InstructionHandlerInterface
{
    /**
     * Wires the request.
     *
     * @param ReportRequest $reportRequest
     */
    public function __construct(private readonly ReportRequest $reportRequest)
    {
    }

    /**
     * @inheritDoc
     */
    public function execute(string $instructionId, array $data): InstructionResult
    {
        $this->reportRequest->ask();
        return new InstructionResult(true);
    }
}
