<?php

declare(strict_types=1);

namespace Magento\Framework\Data\Form\Element;

use Magento\Framework\DataObject;

/**
 * Stands in for Magento's.
 */
abstract class AbstractElement extends DataObject
{
    /**
     * @return string
     */
    public function getHtmlId()
    {
        return (string)$this->getData('html_id');
    }

    /**
     * @return mixed
     */
    public function getLabel()
    {
        return $this->getData('label');
    }
}
