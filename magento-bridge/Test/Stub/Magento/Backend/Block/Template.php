<?php

declare(strict_types=1);

namespace Magento\Backend\Block;

use Magento\Backend\Block\Template\Context;
use Magento\Framework\DataObject;
use Magento\Framework\Escaper;

/**
 * Stands in for Magento's: renders a template of the module with the block and the escaper.
 */
class Template extends DataObject
{
    private string $template = '';

    /**
     * @param Context $context
     * @param array<string, mixed> $data
     */
    public function __construct(private readonly Context $context, array $data = [])
    {
        parent::__construct($data);
    }

    /**
     * @param string $template
     * @return $this
     */
    public function setTemplate($template)
    {
        $this->template = $template;
        return $this;
    }

    /**
     * @param string $route
     * @param array<string, mixed> $params
     * @return string
     */
    public function getUrl($route = '', $params = [])
    {
        return $this->context->urlBuilder->getUrl($route, $params);
    }

    /**
     * @return string
     */
    public function getFormKey()
    {
        return 'form-key';
    }

    /**
     * @return string
     */
    public function toHtml()
    {
        $render = static function (string $file, self $block, Escaper $escaper): void {
            include $file;
        };
        ob_start();
        try {
            $render($this->context->templates . '/' . explode('::', $this->template)[1], $this, new Escaper());
        } finally {
            $html = (string)ob_get_clean();
        }
        return $html;
    }
}
