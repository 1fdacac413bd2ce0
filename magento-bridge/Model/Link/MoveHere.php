<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Link;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Exchange\DescribeShop;
use CouponPools\Bridge\Model\Place\PlaceState;
use CouponPools\Bridge\Model\Service\ServiceRefused;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use CouponPools\Bridge\Model\Service\TranslateSentence;
use Magento\Framework\Phrase;

/**
 * A person says that the shop has moved here: from now on, whoever calls from where it was is refused.
 */
class MoveHere
{
    private const PATH = '/api/bridge/v1/moved';
    private const KEY_REFUSED = 401;

    /**
     * Wires the parts.
     *
     * @param Config $config
     * @param ServiceClientInterface $client
     * @param DescribeShop $describeShop
     * @param PlaceState $placeState
     * @param TranslateSentence $translateSentence
     */
    public function __construct(
        private readonly Config $config,
        private readonly ServiceClientInterface $client,
        private readonly DescribeShop $describeShop,
        private readonly PlaceState $placeState,
        private readonly TranslateSentence $translateSentence
    ) {
    }

    /**
     * Tells the service, where the shop is connected.
     *
     * @throws ServiceRefused
     * @throws ServiceUnavailable
     */
    public function execute(): void
    {
        if (!$this->config->isConnected()) {
            $this->placeState->settle();
            return;
        }
        $answer = $this->client->send('POST', self::PATH, [
            'shop' => $this->describeShop->execute(),
            'place' => $this->placeState->said(),
        ]);
        if ($answer->status === self::KEY_REFUSED) {
            // With another encryption key in app/etc/env.php the secret cannot be read. A link code brings a new one.
            $this->placeState->settle();
            throw new ServiceRefused(
                __('The key of this shop is no longer good. Connect it again with a link code: pools and codes stay.')
            );
        }
        if (!$answer->isOk()) {
            throw new ServiceRefused(
                $answer->problemDetail() === ''
                    ? __('The service answered with status %1.', $answer->status)
                    : new Phrase('%1', [$this->translateSentence->execute($answer->problemDetail())])
            );
        }
        $this->placeState->settle();
        $cursor = $answer->body['cursor'] ?? null;
        $this->placeState->taken(is_string($cursor) ? $cursor : null);
    }
}
