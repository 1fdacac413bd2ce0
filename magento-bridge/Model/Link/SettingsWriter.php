<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Link;

use Magento\Framework\App\Config\ReinitableConfigInterface;
use Magento\Framework\App\Config\Storage\WriterInterface;

/**
 * Writes settings so that the next reader sees them: in this process, and through the configuration cache.
 */
class SettingsWriter
{
    /**
     * Wires the settings.
     *
     * @param WriterInterface $writer
     * @param ReinitableConfigInterface $config
     */
    public function __construct(
        private readonly WriterInterface $writer,
        private readonly ReinitableConfigInterface $config
    ) {
    }

    /**
     * Writes, and has everybody read again.
     *
     * @param array<string,string|null> $values by path; null removes
     */
    public function execute(array $values): void
    {
        foreach ($values as $path => $value) {
            if ($value === null) {
                $this->writer->delete($path);
            } else {
                $this->writer->save($path, $value);
            }
        }
        $this->config->reinit();
    }
}
