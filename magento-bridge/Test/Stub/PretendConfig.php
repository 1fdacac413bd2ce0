<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use Magento\Framework\App\Config\ReinitableConfigInterface;
use Magento\Framework\App\Config\Storage\WriterInterface;

/**
 * Settings in a table. What is written is not seen before reinit(), as with Magento; a value whose path has the
 * backend model for encryption in etc/config.xml is decrypted when it is read.
 */
class PretendConfig implements ReinitableConfigInterface, WriterInterface
{
    /** @var array<string,string>|null */
    private ?array $values = null;
    /** @var array<string,string> */
    private array $defaults;
    /** @var string[] */
    private array $encrypted = [];

    public function __construct(
        private readonly PdoAdapter $adapter,
        private readonly PretendEncryptor $encryptor
    ) {
        $this->defaults = [
            'general/store_information/name' => 'Main Website',
            'general/locale/timezone' => 'Europe/Berlin',
            'currency/options/base' => 'EUR',
            'web/secure/base_url' => 'https://shop.example.com/',
        ];
        $this->readDefaults(simplexml_load_file(dirname(__DIR__, 2) . '/etc/config.xml')->default, '');
    }

    public function getValue($path, $scopeType = self::SCOPE_TYPE_DEFAULT, $scopeCode = null)
    {
        $this->values ??= $this->adapter->fetchPairs('SELECT path, value FROM core_config_data');
        $value = $this->values[$path] ?? $this->defaults[$path] ?? null;
        return $value && in_array($path, $this->encrypted, true) ? $this->encryptor->decrypt($value) : $value;
    }

    public function isSetFlag($path, $scopeType = self::SCOPE_TYPE_DEFAULT, $scopeCode = null)
    {
        return (bool)$this->getValue($path);
    }

    public function setValue($path, $value, $scopeType = self::SCOPE_TYPE_DEFAULT, $scopeCode = null)
    {
        $this->values[$path] = (string)$value;
    }

    public function reinit()
    {
        $this->values = null;
        return $this;
    }

    public function save($path, $value, $scope = self::SCOPE_TYPE_DEFAULT, $scopeId = 0)
    {
        $this->adapter->insertOnDuplicate('core_config_data', [['path' => $path, 'value' => $value]], ['value']);
    }

    public function delete($path, $scope = self::SCOPE_TYPE_DEFAULT, $scopeId = 0)
    {
        $this->adapter->delete('core_config_data', ['path = ?' => $path]);
    }

    private function readDefaults(\SimpleXMLElement $element, string $path): void
    {
        foreach ($element->children() as $name => $child) {
            $childPath = ltrim($path . '/' . $name, '/');
            if ($child->count() > 0) {
                $this->readDefaults($child, $childPath);
                continue;
            }
            $this->defaults[$childPath] = (string)$child;
            if (str_ends_with((string)$child['backend_model'], '\Encrypted')) {
                $this->encrypted[] = $childPath;
            }
        }
    }
}
