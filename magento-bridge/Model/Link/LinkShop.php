<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Link;

use CouponPools\Bridge\Api\ServiceClientInterface;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Exchange\DescribeShop;
use CouponPools\Bridge\Model\Place\PlaceState;
use CouponPools\Bridge\Model\Place\RefuseCopy;
use CouponPools\Bridge\Model\Rule\ReportRequest;
use CouponPools\Bridge\Model\Service\ServiceRefused;
use CouponPools\Bridge\Model\Service\ServiceUnavailable;
use CouponPools\Bridge\Model\Service\TranslateSentence;
use GuzzleHttp\Psr7\Uri;
use Magento\Framework\DataObject\IdentityGeneratorInterface;
use Magento\Framework\Encryption\EncryptorInterface;
use Magento\Framework\Phrase;

/**
 * Connects the shop with a link code, or again. Everything that the service is told is kept before the call, so that
 * after a lost answer the same code can simply be sent again.
 */
class LinkShop
{
    private const PATH = '/api/bridge/v1/link';
    private const REFUSED = 401;

    /**
     * Wires the parts.
     *
     * @param Config $config
     * @param ServiceClientInterface $client
     * @param PendingKey $pendingKey
     * @param SettingsWriter $settingsWriter
     * @param EncryptorInterface $encryptor
     * @param IdentityGeneratorInterface $identityGenerator
     * @param DescribeShop $describeShop
     * @param ReportRequest $reportRequest
     * @param RefuseFixedSettings $refuseFixedSettings
     * @param TranslateSentence $translateSentence
     * @param RefuseCopy $refuseCopy
     * @param PlaceState $placeState
     */
    public function __construct(
        private readonly Config $config,
        private readonly ServiceClientInterface $client,
        private readonly PendingKey $pendingKey,
        private readonly SettingsWriter $settingsWriter,
        private readonly EncryptorInterface $encryptor,
        private readonly IdentityGeneratorInterface $identityGenerator,
        private readonly DescribeShop $describeShop,
        private readonly ReportRequest $reportRequest,
        private readonly RefuseFixedSettings $refuseFixedSettings,
        private readonly TranslateSentence $translateSentence,
        private readonly RefuseCopy $refuseCopy,
        private readonly PlaceState $placeState
    ) {
    }

    /**
     * Connects.
     *
     * @param string $code a link code or an invitation; empty where the service lets everybody open an account
     * @return LinkResult
     * @throws ServiceRefused the code is no good, too many tries, or the key could not be kept
     * @throws ServiceUnavailable no answer: try the same code again
     */
    public function execute(string $code): LinkResult
    {
        $this->refusePlainHttp();
        // With the installation's id, which came along too, it would take the store away from the shop itself.
        $this->refuseCopy->execute();
        $this->refuseFixedSettings->execute([Config::PATH_KEY_ID, Config::PATH_SECRET]);
        $key = $this->pendingKey->get();
        $answer = $this->client->sendUnsigned('POST', self::PATH, [
            'code' => trim($code) === '' ? null : trim($code),
            'installationId' => $this->installationId(),
            'keyId' => $key['keyId'],
            'secret' => $key['secret'],
            'shop' => $this->describeShop->execute(),
        ]);
        if (!$answer->isOk()) {
            if ($answer->status === self::REFUSED) {
                // The key may be the reason; another code is worth another key.
                $this->pendingKey->forget();
            }
            throw new ServiceRefused(
                $answer->problemDetail() === ''
                    ? __('%1 does not answer as Coupon Pools does: is the address right?', $this->config->address())
                    : new Phrase('%1', [$this->translateSentence->execute($answer->problemDetail())])
            );
        }
        $result = new LinkResult(
            (string)($answer->body['account']['id'] ?? ''),
            (string)($answer->body['account']['name'] ?? ''),
            (string)($answer->body['store']['id'] ?? '')
        );
        $this->settingsWriter->execute([
            Config::PATH_KEY_ID => $key['keyId'],
            Config::PATH_SECRET => $this->encryptor->encrypt($key['secret']),
            Config::PATH_ACCOUNT => $result->accountName,
        ]);
        $this->pendingKey->forget();
        $this->placeState->settle();
        $this->reportRequest->ask();
        return $result;
    }

    /**
     * The installation's id, drawn and kept if there is none.
     */
    private function installationId(): string
    {
        $known = $this->config->installationId();
        if ($known !== '') {
            return $known;
        }
        $drawn = $this->identityGenerator->generateId();
        $this->settingsWriter->execute([Config::PATH_INSTALLATION_ID => $drawn]);
        return $drawn;
    }

    /**
     * The secret travels in this one call: never in the clear, but on the machine itself or inside its own network.
     */
    private function refusePlainHttp(): void
    {
        $address = $this->config->address();
        if ($address === '') {
            throw new ServiceRefused(__('Enter the address of the service first.'));
        }
        try {
            $uri = new Uri($address);
        } catch (\InvalidArgumentException) {
            throw new ServiceRefused(__('The address has to begin with https://.'));
        }
        $scheme = $uri->getScheme();
        $host = trim($uri->getHost(), '[]');
        if ($scheme === 'https' || ($scheme === 'http' && $this->isInside($host))) {
            return;
        }
        throw new ServiceRefused(__('The address has to begin with https://.'));
    }

    /**
     * Whether a host is of this machine or its own network.
     *
     * @param string $host
     */
    private function isInside(string $host): bool
    {
        if (filter_var($host, FILTER_VALIDATE_IP) !== false) {
            return filter_var(
                $host,
                FILTER_VALIDATE_IP,
                FILTER_FLAG_NO_PRIV_RANGE | FILTER_FLAG_NO_RES_RANGE
            ) === false;
        }
        // One word is a name of the machine or of a container network; .test, .internal and .localhost are reserved.
        return $host !== '' && (!str_contains($host, '.') || preg_match('/\.(test|internal|localhost)$/', $host) === 1);
    }
}
