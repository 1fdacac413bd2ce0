<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Exchange;

use CouponPools\Bridge\Model\Inbox\InboxTable;
use CouponPools\Bridge\Model\Json;
use CouponPools\Bridge\Model\Outbox\OutboxTable;
use CouponPools\Bridge\Model\Rule\BuildReportPage;
use CouponPools\Bridge\Model\Rule\CollectRuleChanges;
use CouponPools\Bridge\Model\Rule\ReportRequest;

/**
 * Gathers what the service does not have yet.
 */
class LoadCargo
{
    private const MOST_RESULTS = 50;
    private const MOST_EVENTS = 500;

    /** A body may have 4 MB; the results of some instructions name thousands of codes. */
    private const MOST_RESULT_BYTES = 2_000_000;

    /**
     * Wires the parts.
     *
     * @param InboxTable $inbox
     * @param OutboxTable $outbox
     * @param CollectRuleChanges $collectRuleChanges
     * @param ReportRequest $reportRequest
     * @param BuildReportPage $buildReportPage
     * @param Json $json
     */
    public function __construct(
        private readonly InboxTable $inbox,
        private readonly OutboxTable $outbox,
        private readonly CollectRuleChanges $collectRuleChanges,
        private readonly ReportRequest $reportRequest,
        private readonly BuildReportPage $buildReportPage,
        private readonly Json $json
    ) {
    }

    /**
     * As much as one exchange takes.
     */
    public function all(): Cargo
    {
        // First the report: what it tells is no change any more.
        $rules = $this->rules();
        $this->collectRuleChanges->execute();
        return $this->cargo(
            $this->inbox->untold(self::MOST_RESULTS),
            $this->outbox->due(self::MOST_EVENTS),
            $rules
        );
    }

    /**
     * Nothing at all.
     */
    public function none(): Cargo
    {
        return new Cargo([], [], [], null, false);
    }

    /**
     * A single thing: the service refused a whole load, and one thing in it may be the reason.
     */
    public function single(): Cargo
    {
        $results = $this->inbox->untold(1);
        $events = $results === [] ? $this->outbox->due(1) : [];
        return $this->cargo($results, $events, $results === [] && $events === [] ? $this->rules() : null);
    }

    /**
     * The page of the report that is to be sent; null: none.
     *
     * @return array{generation:string,page:int,last:bool,rules:array<int,mixed>,after:int}|null
     */
    private function rules(): ?array
    {
        $asked = $this->reportRequest->page();
        return $asked === null ? null : $this->buildReportPage->execute($asked);
    }

    /**
     * Puts rows into the protocol's form.
     *
     * @param array<int,array<string,mixed>> $results
     * @param array<int,array<string,mixed>> $events
     * @param array{generation:string,page:int,last:bool,rules:array<int,mixed>,after:int}|null $rules
     */
    private function cargo(array $results, array $events, ?array $rules): Cargo
    {
        $said = [];
        $bytes = 0;
        foreach ($results as $row) {
            $bytes += strlen((string)$row['result']);
            if ($said !== [] && $bytes > self::MOST_RESULT_BYTES) {
                break;
            }
            $result = $this->json->decode((string)$row['result']);
            $said[] = [
                'instruction' => (string)$row['instruction_id'],
                'outcome' => $row['status'] === InboxTable::DONE ? 'done' : 'failed',
                'detail' => $result['detail'] ?? null,
                'data' => empty($result['data']) ? new \stdClass() : $result['data'],
            ];
        }
        $told = [];
        $attempts = [];
        foreach ($events as $row) {
            $told[] = [
                'id' => (string)$row['event_key'],
                'kind' => (string)$row['kind'],
                'data' => $this->json->decode((string)$row['data']),
            ];
            $attempts[(string)$row['event_key']] = (int)$row['attempts'];
        }
        $hasMore = count($results) >= self::MOST_RESULTS
            || count($said) < count($results)
            || count($events) >= self::MOST_EVENTS
            || ($rules !== null && !$rules['last']);
        return new Cargo($said, $told, $attempts, $rules, $hasMore);
    }
}
