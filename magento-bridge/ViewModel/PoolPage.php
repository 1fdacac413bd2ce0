<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\Reply;
use CouponPools\Bridge\Model\Pool\ListChoices;
use Magento\Framework\App\RequestInterface;
use Magento\Framework\AuthorizationInterface;
use Magento\Framework\Phrase;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * One pool: its figures, its latest codes, who got one of them, its files and its history.
 */
class PoolPage implements ArgumentInterface
{
    private const CLAIMS_SHOWN = 20;
    private const QUESTIONS = ['code', 'contact', 'key'];
    private const QUESTION_CHARACTERS_MAX = 320;

    /** In other states a code is handed out no more anyway, or was used. */
    private const VOIDABLE = ['available', 'assigned', 'kept', 'quarantined'];

    /** @var array<string,Reply> */
    private array $replies = [];

    /**
     * Wires the page.
     *
     * @param RequestInterface $request
     * @param PathId $pathId
     * @param AskService $askService
     * @param AuthorizationInterface $authorization
     * @param ListChoices $listChoices
     */
    public function __construct(
        private readonly RequestInterface $request,
        private readonly PathId $pathId,
        private readonly AskService $askService,
        private readonly AuthorizationInterface $authorization,
        private readonly ListChoices $listChoices
    ) {
    }

    /**
     * The pool's id; empty where the address has none.
     */
    public function id(): string
    {
        return $this->pathId->execute($this->request->getParam('id'));
    }

    /**
     * Whether the person may do something.
     *
     * @param string $resource the last word of one of the module's resources
     */
    public function mayI(string $resource): bool
    {
        return $this->authorization->isAllowed('CouponPools_Bridge::' . $resource);
    }

    /**
     * Why there is no pool to show; empty where there is one.
     */
    public function problem(): string
    {
        return $this->ask('')->problem;
    }

    /**
     * The pool as the service shows it; empty where it cannot be shown.
     *
     * @return array<string,mixed>
     */
    public function pool(): array
    {
        return $this->ask('')->isOk() ? $this->ask('')->part('pool') : [];
    }

    /**
     * The pool's figures, those that say something about a pool of its type.
     *
     * @return list<array{label: Phrase,value: mixed,isPercent: bool}>
     */
    public function figures(): array
    {
        $pool = $this->pool();
        $counts = is_array($pool['counts'] ?? null) ? $pool['counts'] : [];
        $isDynamic = ($pool['type'] ?? '') === 'dynamic';
        $figures = [
            ['label' => __('Remaining'), 'value' => $pool['remaining'] ?? null, 'isPercent' => false],
            ['label' => __('% Remaining'), 'value' => $pool['percentRemaining'] ?? null, 'isPercent' => true],
            ['label' => __('Assigned'), 'value' => $pool['assigned'] ?? null, 'isPercent' => false],
            ['label' => __('Redeemed'), 'value' => $pool['redeemed'] ?? null, 'isPercent' => false],
            ['label' => __('Expired Unassigned'), 'value' => $counts['expired'] ?? null, 'isPercent' => false],
        ];
        if ($isDynamic) {
            $ready = $pool['ready'] ?? $counts['available'] ?? null;
            $figures[] = ['label' => __('Ready'), 'value' => $ready, 'isPercent' => false];
            $figures[] = ['label' => __('Being Made'), 'value' => $counts['pending'] ?? null, 'isPercent' => false];
            $figures[] = ['label' => __('Limit'), 'value' => $pool['limit'] ?? null, 'isPercent' => false];
        }
        return $figures;
    }

    /**
     * The codes that were handed out last.
     *
     * @return list<array<string,mixed>>
     */
    public function claims(): array
    {
        return $this->ask('/claims', ['limit' => self::CLAIMS_SHOWN])->listOf('claims');
    }

    /**
     * Who did what with the pool.
     *
     * @return list<array<string,mixed>>
     */
    public function history(): array
    {
        return $this->ask('/history')->listOf('entries');
    }

    /**
     * The files of a static pool.
     *
     * @return list<array<string,mixed>>
     */
    public function uploads(): array
    {
        if (($this->pool()['type'] ?? '') !== 'static') {
            return [];
        }
        $this->replies['uploads'] ??= $this->askService->execute('GET', '/uploads', null, ['pool' => $this->id()]);
        return $this->replies['uploads']->listOf('uploads');
    }

    /**
     * Whether this person can have uploaded codes of the pool created in the shop, or it was done of late.
     */
    public function isForCreation(): bool
    {
        $pool = $this->pool();
        return ($pool['type'] ?? '') === 'static' && ($pool['status'] ?? '') !== 'archived'
            && ($this->creation() !== [] || ((int)($pool['remaining'] ?? 0) > 0 && $this->mayI('manage')));
    }

    /**
     * How far their creation has come, or what came of the last one; empty where there was none of late.
     *
     * @return array<string,mixed>
     */
    public function creation(): array
    {
        return $this->ask('/creation')->part('creation');
    }

    /**
     * The rules under which they can be created, those that are fit for it.
     *
     * @return list<array{choice: string, rule: int, name: string, words: string, problems: list<string>}>
     */
    public function rules(): array
    {
        $this->replies['templates'] ??= $this->askService->execute('GET', '/templates');
        $this->replies['rules'] ??= $this->askService->execute('GET', '/rules');
        $choices = $this->listChoices->execute(
            $this->replies['templates']->listOf('templates'),
            $this->replies['rules']->listOf('rules')
        );
        return array_values(array_filter($choices, static fn (array $choice): bool => $choice['problems'] === []));
    }

    /**
     * What was asked: by what, and the text.
     *
     * @return array{by: string, asked: string}
     */
    public function question(): array
    {
        $by = $this->request->getParam('by');
        $asked = $this->request->getParam('asked');
        return [
            'by' => in_array($by, self::QUESTIONS, true) ? $by : 'code',
            'asked' => is_string($asked)
                ? mb_substr(trim(mb_scrub($asked, 'UTF-8')), 0, self::QUESTION_CHARACTERS_MAX)
                : '',
        ];
    }

    /**
     * The answer; null where nothing was asked.
     */
    public function answer(): ?Reply
    {
        $question = $this->question();
        return $question['asked'] === ''
            ? null
            : $this->lookUp($question['by'], $question['asked']);
    }

    /**
     * Whether more was found than the answer holds.
     */
    public function hasOlder(): bool
    {
        return ($this->answer()?->body['hasOlder'] ?? false) === true;
    }

    /**
     * Whether a code that was found can be marked void.
     *
     * @param array<string,mixed> $match
     */
    public function canVoid(array $match): bool
    {
        return $this->mayI('manage') && $this->poolOf($match) !== '' && is_string($match['code'] ?? null)
            && in_array($match['state'] ?? null, self::VOIDABLE, true);
    }

    /**
     * Whether the contact of a message that was found can get another code; one that was erased cannot.
     *
     * @param array<string,mixed> $match
     */
    public function canReplace(array $match): bool
    {
        return $this->mayI('manage') && $this->poolOf($match) !== '' && is_string($match['key'] ?? null);
    }

    /**
     * Which code its contact had before, and which it got for it.
     *
     * @param array<string,mixed> $match
     * @return list<Phrase>
     */
    public function kin(array $match): array
    {
        $before = $match['anotherFor'] ?? null;
        $since = $match['others'] ?? null;
        return [
            ...(is_string($before) ? [__('Another code for %1', $before)] : []),
            ...(is_string($since) ? [__('Another code given: %1', $since)] : []),
        ];
    }

    /**
     * The id of the pool in which something was found, which need not be the one that is shown; empty: not told.
     *
     * @param array<string,mixed> $match
     */
    public function poolOf(array $match): string
    {
        return $this->pathId->execute($match['pool']['id'] ?? null);
    }

    /**
     * Asks who got a code: in the body, so that no contact stands in an address.
     *
     * @param string $by
     * @param string $asked
     */
    private function lookUp(string $by, string $asked): Reply
    {
        return $this->replies['look-up'] ??= $this->askService->execute(
            'POST',
            '/pools/' . $this->id() . '/look-up',
            [$by => $asked]
        );
    }

    /**
     * Asks the service about the pool, each question once.
     *
     * @param string $path below the pool
     * @param array<string,scalar> $query
     */
    private function ask(string $path, array $query = []): Reply
    {
        if ($this->id() === '') {
            return new Reply(404, [], (string)__('There is no such pool.'));
        }
        return $this->replies[$path] ??= $this->askService->execute(
            'GET',
            '/pools/' . $this->id() . $path,
            null,
            $query
        );
    }
}
