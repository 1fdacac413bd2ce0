<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Block\Adminhtml\System\Config;

use CouponPools\Bridge\ViewModel\Connection;
use CouponPools\Bridge\ViewModel\Words;
use Magento\Backend\Block\Template;
use Magento\Backend\Block\Template\Context;
use Magento\Framework\Data\Form\Element\AbstractElement;
use Magento\Framework\Data\Form\Element\Renderer\RendererInterface;

/**
 * To whom the shop is connected, with the button that disconnects.
 */
class State extends Template implements RendererInterface
{
    private const TEMPLATE = 'CouponPools_Bridge::system/config/state.phtml';

    /**
     * Wires the parts.
     *
     * @param Context $context
     * @param Connection $connection
     * @param Words $words
     * @param array<string,mixed> $data
     */
    public function __construct(
        Context $context,
        private readonly Connection $connection,
        private readonly Words $words,
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
     * How times are written.
     */
    public function words(): Words
    {
        return $this->words;
    }

    /**
     * Where to disconnect.
     */
    public function disconnectUrl(): string
    {
        return $this->getUrl('coupon_pools/connection/disconnect');
    }

    /**
     * The self-test.
     */
    public function selfTestUrl(): string
    {
        return $this->getUrl('coupon_pools/check/index');
    }
}
