<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Block\Adminhtml\System\Config;

use CouponPools\Bridge\Model\Place\PlaceState;
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
     * @param PlaceState $placeState
     * @param array<string,mixed> $data
     */
    public function __construct(
        Context $context,
        private readonly Connection $connection,
        private readonly Words $words,
        private readonly PlaceState $placeState,
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
     * Why this shop is a copy of the one that was connected; empty where it is not.
     */
    public function copyOf(): string
    {
        return $this->placeState->copyOf();
    }

    /**
     * Where to say that this is a copy.
     */
    public function copyUrl(): string
    {
        return $this->getUrl('coupon_pools/connection/copy');
    }

    /**
     * Where to say that the shop has moved here.
     */
    public function movedUrl(): string
    {
        return $this->getUrl('coupon_pools/connection/moved');
    }

    /**
     * The self-test.
     */
    public function selfTestUrl(): string
    {
        return $this->getUrl('coupon_pools/check/index');
    }
}
