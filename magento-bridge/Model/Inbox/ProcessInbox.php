<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Inbox;

use CouponPools\Bridge\Api\ClockInterface;
use CouponPools\Bridge\Model\Instruction\InstructionHandlerInterface;
use CouponPools\Bridge\Model\Instruction\InstructionResult;
use CouponPools\Bridge\Model\Json;
use Psr\Log\LoggerInterface;

/**
 * Does the instructions that wait.
 */
class ProcessInbox
{
    /**
     * Wires the handlers.
     *
     * @param InboxTable $inbox
     * @param ClockInterface $clock
     * @param Json $json
     * @param LoggerInterface $logger
     * @param InstructionHandlerInterface[] $handlers by kind
     */
    public function __construct(
        private readonly InboxTable $inbox,
        private readonly ClockInterface $clock,
        private readonly Json $json,
        private readonly LoggerInterface $logger,
        private readonly array $handlers = []
    ) {
    }

    /**
     * Goes on until nothing is due, or the time is over; one instruction is always done to its end.
     *
     * @param int $until Unix seconds
     * @return int how many were done
     */
    public function execute(int $until): int
    {
        $count = 0;
        while (($row = $this->inbox->next()) !== null) {
            $this->one($row);
            $count++;
            if ($this->clock->now() >= $until) {
                break;
            }
        }
        return $count;
    }

    /**
     * Does one instruction, or counts a failed try.
     *
     * @param array<string,mixed> $row
     */
    private function one(array $row): void
    {
        $entryId = (int)$row['entry_id'];
        $attempts = (int)$row['attempts'];
        if ($this->inbox->isExhausted($attempts)) {
            $this->inbox->broke($entryId, $attempts, (string)__('the process ended before the instruction did'));
            return;
        }
        $attempts++;
        $this->inbox->begin($entryId, $attempts);
        try {
            $result = $this->handle((string)$row['kind'], (string)$row['instruction_id'], (string)$row['data']);
            $this->inbox->finish($entryId, $result);
        } catch (\Exception $exception) {
            $this->logger->error('Coupon Pools: an instruction broke off', [
                'instruction' => $row['instruction_id'],
                'exception' => $exception,
            ]);
            $this->inbox->broke($entryId, $attempts, $exception->getMessage());
        }
    }

    /**
     * Finds the handler.
     *
     * @param string $kind
     * @param string $id
     * @param string $data
     */
    private function handle(string $kind, string $id, string $data): InstructionResult
    {
        $handler = $this->handlers[$kind] ?? null;
        if ($handler === null) {
            return new InstructionResult(
                false,
                ['reason' => 'kind_unknown'],
                (string)__('This version of the module does not know "%1": update it.', $kind)
            );
        }
        return $handler->execute($id, $this->json->decode($data));
    }
}
