<?php

declare(strict_types=1);

namespace Magento\Backend\Block;

use Magento\Backend\Block\Template\Context;
use Magento\Framework\DataObject;

/**
 * Stands in for Magento's.
 */
class Template extends DataObject
{
    /**
     * @param Context $context
     * @param array<string,mixed> $data
     */
    public function __construct(Context $context, array $data = [])
    {
        parent::__construct($data);
    }

    /**
     * @param string $template
     * @return $this
     */
    public function setTemplate($template)
    {
        return $this;
    }

    /**
     * @param string $route
     * @param array<string,mixed> $params
     * @return string
     */
    public function getUrl($route = '', $params = [])
    {
        return '';
    }

    /**
     * @return string
     */
    public function getFormKey()
    {
        return '';
    }

    /**
     * @return string
     */
    public function toHtml()
    {
        return '';
    }

    /**
     * @param string $alias
     * @param bool $useCache
     * @return string
     */
    public function getChildHtml($alias = '', $useCache = true)
    {
        return '';
    }
}
