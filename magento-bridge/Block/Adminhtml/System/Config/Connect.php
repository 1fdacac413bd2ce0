<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Block\Adminhtml\System\Config;

use CouponPools\Bridge\ViewModel\Connection;
use Magento\Backend\Block\Template;
use Magento\Backend\Block\Template\Context;
use Magento\Framework\Data\Form\Element\AbstractElement;
use Magento\Framework\Data\Form\Element\Renderer\RendererInterface;

/**
 * The field for the link code, with the button that connects. It has no name: a code is used once and never saved.
 */
class Connect extends Template implements RendererInterface
{
    private const TEMPLATE = 'CouponPools_Bridge::system/config/connect.phtml';

    /**
     * Wires the parts.
     *
     * @param Context $context
     * @param Connection $connection
     * @param array<string,mixed> $data
     */
    public function __construct(
        Context $context,
        private readonly Connection $connection,
        array $data = []
    ) {
        parent::__construct($context, $data);
    }

    /**
     * The row of the form.
     *
     * @param AbstractElement $element
     * @return string
     */
    public function render(AbstractElement $element)
    {
        return $this->setTemplate(self::TEMPLATE)
            ->setData('html_id', $element->getHtmlId())
            ->setData('label', $element->getLabel())
            ->toHtml();
    }

    /**
     * How the shop is connected.
     */
    public function connection(): Connection
    {
        return $this->connection;
    }

    /**
     * Where to connect.
     */
    public function connectUrl(): string
    {
        return $this->getUrl('coupon_pools/connection/connect');
    }
}
