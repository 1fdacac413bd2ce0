<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * Whether a static pool's codes work at the checkout, as the last look at some of them found.
 */
class CodesCheck implements ArgumentInterface
{
    /** What is repaired at the rule. */
    private const OF_THE_RULE = ['ended', 'scheduled', 'inactive'];

    /** @var Reply|null */
    private ?Reply $reply = null;

    /**
     * Wires the page.
     *
     * @param PoolPage $page
     * @param AskService $askService
     */
    public function __construct(
        private readonly PoolPage $page,
        private readonly AskService $askService
    ) {
    }

    /**
     * The pool's id; empty where the address has none.
     */
    public function poolId(): string
    {
        return $this->page->id();
    }

    /**
     * Why nothing can be said; empty where there is no reason.
     */
    public function problem(): string
    {
        return $this->reply()->problem;
    }

    /**
     * What the last look found; empty where no code can be looked up.
     *
     * @return array<string,mixed>
     */
    public function check(): array
    {
        return $this->reply()->isOk() ? $this->reply()->part('check') : [];
    }

    /**
     * Whether somebody asked for a look that is to come.
     */
    public function isLooking(): bool
    {
        return ($this->check()['isLooking'] ?? false) === true;
    }

    /**
     * What came of the last look, as a sentence.
     *
     * @param Words $words
     */
    public function sentence(Words $words): string
    {
        $check = $this->check();
        $looked = $words->count($check['looked'] ?? null);
        return (string)match (true) {
            ($check['checkedAt'] ?? null) === null
                => __('Nobody has looked yet whether these codes work at the checkout. It is done every hour.'),
            (int)($check['looked'] ?? 0) === 0 => __('There was no code to look up.'),
            $this->refused() === [] => __('Codes looked up: %1. All of them work at the checkout.', $looked),
            default => __(
                '%1 of %2 codes that were looked up would be refused at the checkout.',
                $words->count(count($this->refused())),
                $looked
            ),
        };
    }

    /**
     * The codes that the checkout would refuse, each with the reason.
     *
     * @return list<array{code: string, why: string}>
     */
    public function refused(): array
    {
        $found = [];
        foreach ($this->list() as $refused) {
            $rule = $refused['rule'] ?? null;
            $why = $this->why($refused['why'] ?? null);
            $found[] = [
                'code' => (string)($refused['code'] ?? ''),
                'why' => is_string($rule) && $rule !== '' ? (string)__('%1: %2', $why, $rule) : $why,
            ];
        }
        return $found;
    }

    /**
     * What to do about it, as sentences.
     *
     * @return list<string>
     */
    public function advice(): array
    {
        $reasons = array_column($this->list(), 'why');
        $advice = [];
        if ($reasons !== []) {
            $advice[] = (string)__(
                'Those that are handed out next were looked up. The pool goes on handing out codes: to stop that, '
                . 'archive it or pause the campaign.'
            );
        }
        if (in_array('not_in_shop', $reasons, true)) {
            $advice[] = (string)__('Create the missing codes below.');
        }
        if (array_intersect(self::OF_THE_RULE, $reasons) !== []) {
            $advice[] = (string)__('Activate these cart price rules, or change their dates. Then check again.');
        }
        if (in_array('used_up', $reasons, true)) {
            $advice[] = (string)__('Codes that are used up do not work again: mark them void, or upload others.');
        }
        return $advice;
    }

    /**
     * Why the checkout refuses a code.
     *
     * @param mixed $why
     */
    private function why(mixed $why): string
    {
        return (string)match ($why) {
            'not_in_shop' => __('Not in Magento'),
            'ended' => __('Its cart price rule has ended'),
            'scheduled' => __('Its cart price rule has not begun yet'),
            'inactive' => __('Its cart price rule is switched off'),
            'used_up' => __('Used already, as often as its cart price rule allows one code'),
            'invalid' => __('Magento does not take it as a code'),
            default => is_string($why) ? str_replace('_', ' ', $why) : '',
        };
    }

    /**
     * The refused codes as the service tells them.
     *
     * @return list<array<string,mixed>>
     */
    private function list(): array
    {
        $refused = $this->check()['refused'] ?? [];
        return is_array($refused) ? array_values(array_filter($refused, 'is_array')) : [];
    }

    /**
     * The answer about the look, asked for once.
     */
    private function reply(): Reply
    {
        $pool = $this->page->pool();
        return $this->reply ??= match (true) {
            $this->page->problem() !== '' => new Reply(0, [], $this->page->problem()),
            // Codes of a dynamic pool are looked after by the service; an archived one hands out none.
            ($pool['type'] ?? '') !== 'static', ($pool['status'] ?? '') === 'archived'
                => new Reply(200, ['check' => null]),
            default => $this->askService->execute('GET', '/pools/' . $this->page->id() . '/check'),
        };
    }
}
