<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Exchange;

/**
 * What one exchange carries to the service.
 */
class Cargo
{
    /**
     * Holds the rows as they were read.
     *
     * @param array<int,array{instruction:string,outcome:string,detail:string|null,data:mixed}> $results
     * @param array<int,array{id:string,kind:string,data:mixed}> $events
     * @param array<string,int> $attempts of the events, by their ids
     * @param array{generation:string,page:int,last:bool,rules:array<int,mixed>,after:int}|null $rules
     * @param bool $hasMore there is more than fits
     */
    public function __construct(
        public readonly array $results,
        public readonly array $events,
        public readonly array $attempts,
        public readonly ?array $rules,
        public readonly bool $hasMore
    ) {
    }

    /**
     * Whether there is nothing to say.
     */
    public function isEmpty(): bool
    {
        return $this->results === [] && $this->events === [] && $this->rules === null;
    }
}
