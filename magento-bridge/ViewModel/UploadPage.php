<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\Reply;
use CouponPools\Bridge\Model\Upload\FetchRejects;
use CouponPools\Bridge\Model\Upload\MapReading;
use Magento\Framework\App\RequestInterface;
use Magento\Framework\AuthorizationInterface;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * One file: how it is read, how far it is, and what came of it.
 */
class UploadPage implements ArgumentInterface
{
    private const UNDER_WAY = ['queued', 'reading', 'merging', 'undoing'];
    private const ARRIVING = ['arriving', 'receiving'];

    /** @var Reply|null */
    private ?Reply $upload = null;

    /** @var Reply|null */
    private ?Reply $preview = null;

    /**
     * Wires the page.
     *
     * @param RequestInterface $request
     * @param PathId $pathId
     * @param AskService $askService
     * @param MapReading $mapReading
     * @param AuthorizationInterface $authorization
     */
    public function __construct(
        private readonly RequestInterface $request,
        private readonly PathId $pathId,
        private readonly AskService $askService,
        private readonly MapReading $mapReading,
        private readonly AuthorizationInterface $authorization
    ) {
    }

    /**
     * The upload's id; empty where the address has none.
     */
    public function id(): string
    {
        return $this->pathId->execute($this->request->getParam('id'));
    }

    /**
     * The pool whose codes they are.
     */
    public function poolId(): string
    {
        return $this->pathId->execute($this->upload()['poolId'] ?? '');
    }

    /**
     * Whether the person may change anything here.
     */
    public function mayUpload(): bool
    {
        return $this->authorization->isAllowed('CouponPools_Bridge::upload');
    }

    /**
     * Why there is no upload to show; empty where there is one.
     */
    public function problem(): string
    {
        return $this->reply()->problem;
    }

    /**
     * The upload as the service shows it.
     *
     * @return array<string,mixed>
     */
    public function upload(): array
    {
        return $this->id() !== '' && $this->reply()->isOk() ? $this->reply()->part('upload') : [];
    }

    /**
     * The state of the upload.
     */
    public function status(): string
    {
        return (string)($this->upload()['status'] ?? '');
    }

    /**
     * Whether the service is busy with it.
     */
    public function isUnderWay(): bool
    {
        return in_array($this->status(), self::UNDER_WAY, true);
    }

    /**
     * Whether parts of the file are missing.
     */
    public function isArriving(): bool
    {
        return in_array($this->status(), self::ARRIVING, true);
    }

    /**
     * How the file would be read, as the admin has it now; null where there is nothing to confirm.
     */
    public function preview(): ?Reply
    {
        if ($this->status() !== 'draft') {
            return null;
        }
        $asked = $this->request->getParam('reading');
        $body = is_array($asked) ? ['reading' => $this->mapReading->execute($asked)] : [];
        return $this->preview ??= $this->askService->execute(
            'POST',
            '/uploads/' . $this->id() . '/preview',
            $body
        );
    }

    /**
     * How the file is read: as the service answered, or, where it refused, as it was asked for.
     *
     * @return array<string,mixed>
     */
    public function reading(): array
    {
        $preview = $this->preview();
        $reading = $preview?->body['reading'] ?? $preview?->body['choice'] ?? null;
        if (is_array($reading)) {
            return $reading;
        }
        $asked = $this->request->getParam('reading');
        return is_array($asked) ? $this->mapReading->execute($asked) : [];
    }

    /**
     * The columns to choose from, by number.
     *
     * @return array<int,string>
     */
    public function columns(): array
    {
        $columns = [];
        foreach ((array)($this->preview()?->body['columns'] ?? []) as $index => $column) {
            if (is_array($column)) {
                $columns[(int)($column['index'] ?? $index)] = (string)($column['name'] ?? '');
            } elseif (is_string($column)) {
                $columns[(int)$index] = $column;
            }
        }
        return $columns;
    }

    /**
     * What was not added, by reason, with how many rows.
     *
     * @return list<array{reason: string,label: \Magento\Framework\Phrase,rows: int}>
     */
    public function rejects(): array
    {
        $upload = $this->upload();
        $labels = [
            'invalid' => [__('Not valid'), 'invalid'],
            'duplicate_in_file' => [__('Twice in the file'), 'duplicateInFile'],
            'duplicate_in_pool' => [__('In this pool already'), 'duplicateInPool'],
            'duplicate_in_account' => [__('In another pool'), 'duplicateInAccount'],
        ];
        $rejects = [];
        foreach (FetchRejects::REASONS as $reason) {
            [$label, $field] = $labels[$reason];
            $rejects[] = ['reason' => $reason, 'label' => $label, 'rows' => (int)($upload[$field] ?? 0)];
        }
        return $rejects;
    }

    /**
     * The answer about the upload, asked for once.
     */
    private function reply(): Reply
    {
        if ($this->id() === '') {
            return new Reply(404, [], (string)__('There is no such upload.'));
        }
        return $this->upload ??= $this->askService->execute('GET', '/uploads/' . $this->id());
    }
}
