<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Pool;

/**
 * Turns what the form sent into the settings of a pool, in the words of the service. What is no number stays as it
 * was entered, so that the service says what is wrong with it, next to its field.
 */
class MapSettings
{
    private const NUMBERS = ['lowWaterValue', 'releaseWindowHours', 'releaseQuarantineHours', 'minValiditySeconds'];
    private const CHOICES = ['perContact', 'whenDry', 'lowWaterUnit'];
    private const DYNAMIC_NUMBERS = ['waitMilliseconds'];
    private const DYNAMIC_NUMBERS_OR_NONE = ['limit', 'validDays', 'bufferFixed'];
    private const FORMAT_TEXTS = ['prefix', 'suffix', 'separator', 'alphabet', 'characters'];
    private const FORMAT_NUMBERS = ['groups', 'groupLength'];

    /**
     * The settings.
     *
     * @param array<string,mixed> $form
     * @return array<string,mixed>
     */
    public function execute(array $form): array
    {
        $type = $this->text($form, 'type') === 'dynamic' ? 'dynamic' : 'static';
        $settings = [
            'type' => $type,
            'name' => $this->text($form, 'name'),
            'handle' => $this->text($form, 'handle'),
            'fallbackCode' => $this->text($form, 'fallbackCode'),
            'releaseAllowed' => $this->isTicked($form, 'releaseAllowed'),
        ];
        foreach (self::CHOICES as $field) {
            $settings[$field] = $this->text($form, $field);
        }
        foreach (self::NUMBERS as $field) {
            $settings[$field] = $this->number($form, $field);
        }
        return $type === 'dynamic' ? $settings + $this->dynamic($form) : $settings;
    }

    /**
     * What a dynamic pool adds.
     *
     * @param array<string,mixed> $form
     * @return array<string,mixed>
     */
    private function dynamic(array $form): array
    {
        $settings = ['notReadyFallback' => $this->isTicked($form, 'notReadyFallback')];
        foreach (self::DYNAMIC_NUMBERS as $field) {
            $settings[$field] = $this->number($form, $field);
        }
        foreach (self::DYNAMIC_NUMBERS_OR_NONE as $field) {
            $settings[$field] = $this->text($form, $field) === '' ? null : $this->number($form, $field);
        }
        $format = is_array($form['codeFormat'] ?? null) ? $form['codeFormat'] : [];
        foreach (self::FORMAT_TEXTS as $field) {
            $settings['codeFormat'][$field] = $this->text($format, $field);
        }
        foreach (self::FORMAT_NUMBERS as $field) {
            $settings['codeFormat'][$field] = $this->number($format, $field);
        }
        return $settings;
    }

    /**
     * A field of the form, trimmed.
     *
     * @param array<string,mixed> $form
     * @param string $field
     */
    private function text(array $form, string $field): string
    {
        $value = $form[$field] ?? '';
        return is_scalar($value) ? trim((string)$value) : '';
    }

    /**
     * A number; what is none stays as it was entered.
     *
     * @param array<string,mixed> $form
     * @param string $field
     */
    private function number(array $form, string $field): int|string
    {
        $text = $this->text($form, $field);
        return preg_match('/^\d{1,15}$/D', $text) === 1 ? (int)$text : $text;
    }

    /**
     * Whether a box was ticked.
     *
     * @param array<string,mixed> $form
     * @param string $field
     */
    private function isTicked(array $form, string $field): bool
    {
        return in_array($this->text($form, $field), ['1', 'on', 'true'], true);
    }
}
