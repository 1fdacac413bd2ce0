<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\Reply;
use Magento\Framework\App\RequestInterface;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * Who did what in the account, the newest first.
 */
class HistoryPage implements ArgumentInterface
{
    private const ENTRIES_SHOWN = 50;

    /** @var Reply|null */
    private ?Reply $reply = null;

    /**
     * Wires the page.
     *
     * @param RequestInterface $request
     * @param PathId $pathId
     * @param AskService $askService
     */
    public function __construct(
        private readonly RequestInterface $request,
        private readonly PathId $pathId,
        private readonly AskService $askService
    ) {
    }

    /**
     * Why there is nothing to show; empty where there is.
     */
    public function problem(): string
    {
        return $this->reply()->problem;
    }

    /**
     * The entries of this page.
     *
     * @return list<array<string,mixed>>
     */
    public function entries(): array
    {
        return array_slice($this->reply()->listOf('entries'), 0, self::ENTRIES_SHOWN);
    }

    /**
     * What narrows the next page, the older one; empty where there is none.
     *
     * @return array<string,string>
     */
    public function older(): array
    {
        $entries = $this->entries();
        if (count($this->reply()->listOf('entries')) <= count($entries)) {
            return [];
        }
        $last = $this->pathId->execute($entries[count($entries) - 1]['id'] ?? null);
        return $last === '' ? [] : ['before' => $last] + $this->filter();
    }

    /**
     * Whether there is a newer page.
     */
    public function isOlder(): bool
    {
        return $this->before() !== '';
    }

    /**
     * What the entries are narrowed to.
     *
     * @return array<string,string>
     */
    public function filter(): array
    {
        $filter = [];
        foreach (['who' => $this->whoToChoose(), 'about' => $this->aboutToChoose()] as $name => $choices) {
            $asked = $this->request->getParam($name);
            if (is_string($asked) && isset($choices[$asked])) {
                $filter[$name] = $asked;
            }
        }
        return $filter;
    }

    /**
     * By whom something was done.
     *
     * @return array<string,\Magento\Framework\Phrase>
     */
    public function whoToChoose(): array
    {
        return [
            'people' => __('People'),
            'api' => __('API Clients'),
            'bridge' => __('Magento by itself'),
            'system' => __('The service itself'),
        ];
    }

    /**
     * What something was done to.
     *
     * @return array<string,\Magento\Framework\Phrase>
     */
    public function aboutToChoose(): array
    {
        return [
            'pools' => __('Pools'),
            'codes' => __('Uploads and codes'),
            'campaigns' => __('Campaigns'),
            'templates' => __('Templates'),
            'stores' => __('Stores'),
            'privacy' => __('Erased data'),
            'settings' => __('Settings'),
        ];
    }

    /**
     * The id of a pool that an entry is about; empty: none.
     *
     * @param array<string,mixed> $entry
     */
    public function poolOf(array $entry): string
    {
        return $this->pathId->execute($entry['pool']['id'] ?? null);
    }

    /**
     * The entry to go on from; empty: the newest.
     */
    private function before(): string
    {
        return $this->pathId->execute($this->request->getParam('before'));
    }

    /**
     * The answer, asked for once; with one entry more than is shown, to know whether there are others.
     */
    private function reply(): Reply
    {
        return $this->reply ??= $this->askService->execute('GET', '/history', null, [
            'limit' => self::ENTRIES_SHOWN + 1,
            'before' => $this->before() === '' ? null : $this->before(),
        ] + $this->filter());
    }
}
