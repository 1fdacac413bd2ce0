<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Block\Adminhtml\System\Config;

use CouponPools\Bridge\Controller\Adminhtml\Connection\Connect as ConnectAction;
use CouponPools\Bridge\Model\Admin\FormMemory;
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
     * @param FormMemory $formMemory
     * @param array<string,mixed> $data
     */
    public function __construct(
        Context $context,
        private readonly Connection $connection,
        private readonly FormMemory $formMemory,
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
     * The code that was entered and did not connect the shop; once.
     */
    public function code(): string
    {
        $code = $this->formMemory->take(ConnectAction::FORM)['form']['code'] ?? '';
        return is_string($code) ? mb_scrub($code, 'UTF-8') : '';
    }

    /**
     * Where to connect.
     */
    public function connectUrl(): string
    {
        return $this->getUrl('coupon_pools/connection/connect');
    }
}
