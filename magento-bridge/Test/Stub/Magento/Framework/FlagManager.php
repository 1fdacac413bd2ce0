<?php

declare(strict_types=1);

namespace Magento\Framework;

use Magento\Framework\App\ResourceConnection;

/**
 * Keeps flags in a table, as JSON, as Magento does; another constructor.
 */
class FlagManager
{
    public function __construct(private readonly ResourceConnection $resource)
    {
    }

    public function getFlagData($code)
    {
        $connection = $this->resource->getConnection();
        $data = $connection->fetchOne(
            $connection->select()->from('flag', ['flag_data'])->where('flag_code = ?', $code)
        );
        return is_string($data) ? json_decode($data, true) : null;
    }

    public function saveFlag($code, $value)
    {
        $this->resource->getConnection()->insertOnDuplicate(
            'flag',
            [['flag_code' => $code, 'flag_data' => json_encode($value, JSON_THROW_ON_ERROR)]],
            ['flag_data']
        );
        return true;
    }

    public function deleteFlag($code)
    {
        $this->resource->getConnection()->delete('flag', ['flag_code = ?' => $code]);
        return true;
    }
}
