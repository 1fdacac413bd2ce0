<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

use Magento\Framework\App\Request\DataPersistorInterface;

/**
 * Keeps a form that could not be saved until it is shown again, with what was wrong.
 */
class FormMemory
{
    private const KEY = 'coupon_pools_form';

    /**
     * Wires the parts.
     *
     * @param DataPersistorInterface $dataPersistor
     */
    public function __construct(private readonly DataPersistorInterface $dataPersistor)
    {
    }

    /**
     * Keeps what was entered and what was wrong with it.
     *
     * @param string $of whose form it is: the id of a pool, empty for a new one; or the name of another form
     * @param array<string,mixed> $form
     * @param Reply $reply
     */
    public function keep(string $of, array $form, Reply $reply): void
    {
        unset($form['form_key']);
        $this->dataPersistor->set(self::KEY, [
            'of' => $of,
            'form' => $form,
            'problem' => $reply->problem,
            'errors' => $reply->errors,
        ]);
    }

    /**
     * What was kept for this form, once.
     *
     * @param string $of whose form it is: the id of a pool, empty for a new one; or the name of another form
     * @return array{form: array<string,mixed>, problem: string, errors: array<string,string>}
     */
    public function take(string $of): array
    {
        $kept = $this->dataPersistor->get(self::KEY);
        $this->dataPersistor->clear(self::KEY);
        if (!is_array($kept) || ($kept['of'] ?? null) !== $of) {
            return ['form' => [], 'problem' => '', 'errors' => []];
        }
        return [
            'form' => (array)($kept['form'] ?? []),
            'problem' => (string)($kept['problem'] ?? ''),
            'errors' => array_map('strval', (array)($kept['errors'] ?? [])),
        ];
    }
}
