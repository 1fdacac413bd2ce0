<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\Reply;

/**
 * Creates a pool or changes it, as the form says.
 */
class SavePool
{
    /**
     * Wires the parts.
     *
     * @param AskService $askService
     * @param MapSettings $mapSettings
     * @param ChooseTemplate $chooseTemplate
     */
    public function __construct(
        private readonly AskService $askService,
        private readonly MapSettings $mapSettings,
        private readonly ChooseTemplate $chooseTemplate
    ) {
    }

    /**
     * Saves the pool, with its template where it needs a new one.
     *
     * @param string $pool an id from PathId; empty for a new one
     * @param array<string,mixed> $form
     * @return SavedPool
     */
    public function execute(string $pool, array $form): SavedPool
    {
        $settings = $this->mapSettings->execute($form);
        if ($settings['type'] === 'dynamic') {
            $template = $this->chooseTemplate->execute($form);
            if (!$template->isOk()) {
                return new SavedPool($template, $form);
            }
            $settings['templateId'] = (string)$template->body['id'];
            // A second try finds the template of the first one instead of making another.
            $form['template'] = ChooseTemplate::TEMPLATE . $settings['templateId'];
        }
        $reply = $pool === ''
            ? $this->askService->execute('POST', '/pools', $settings)
            : $this->askService->execute('PUT', '/pools/' . $pool, $settings);
        return new SavedPool($reply, $form);
    }
}
