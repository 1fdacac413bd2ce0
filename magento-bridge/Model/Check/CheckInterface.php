<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Check;

/**
 * One question of the self-test. The list of them is in etc/di.xml.
 */
interface CheckInterface
{
    /**
     * What was found, one entry or several.
     *
     * @return list<array{label:string,ok:bool,detail:string,advice:string}> advice is empty where all is well
     */
    public function execute(): array;
}
