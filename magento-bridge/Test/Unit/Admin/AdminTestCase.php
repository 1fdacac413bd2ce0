<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\FormatNumber;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\ReadAnswer;
use CouponPools\Bridge\Model\Config;
use CouponPools\Bridge\Model\Service\TranslateSentence;
use CouponPools\Bridge\Test\Stub\AnsweringService;
use CouponPools\Bridge\Test\Stub\Container;
use CouponPools\Bridge\Ui\Listing\PoolStatuses;
use CouponPools\Bridge\Ui\Listing\PoolTypes;
use CouponPools\Bridge\ViewModel\History\HistoryWords;
use CouponPools\Bridge\ViewModel\History\OfAccount;
use CouponPools\Bridge\ViewModel\History\OfCodes;
use CouponPools\Bridge\ViewModel\History\OfPeople;
use CouponPools\Bridge\ViewModel\History\OfPools;
use CouponPools\Bridge\ViewModel\Words;
use Magento\Backend\Block\Template;
use Magento\Framework\App\Config\ScopeConfigInterface;
use Magento\Framework\App\RequestInterface;
use Magento\Framework\AuthorizationInterface;
use Magento\Framework\Escaper;
use Magento\Framework\Locale\ResolverInterface;
use Magento\Framework\Stdlib\DateTime\TimezoneInterface;
use Magento\Framework\UrlInterface;
use PHPUnit\Framework\TestCase;

/**
 * What the tests of the admin's pages share: a shop that is connected to a service which says what a test wants.
 * Magento's classes are mocked.
 */
abstract class AdminTestCase extends TestCase
{
    protected const BASE = '/api/bridge/v1';

    /** @var AnsweringService */
    protected AnsweringService $service;

    /**
     * All tests see the same classes, those of the stand-ins, also in the middle of Magento's own unit tests.
     */
    public static function setUpBeforeClass(): void
    {
        require_once dirname(__DIR__, 2) . '/bootstrap.php';
    }

    protected function setUp(): void
    {
        $this->service = new AnsweringService();
    }

    protected function config(string $address = 'https://pools.example.com'): Config
    {
        $values = [
            Config::PATH_ADDRESS => $address,
            Config::PATH_KEY_ID => 'cpb_1',
            Config::PATH_SECRET => 'whsec_1',
            Config::PATH_ACCOUNT => 'Ada & Co',
        ];
        $scopeConfig = $this->createMock(ScopeConfigInterface::class);
        $scopeConfig->method('getValue')->willReturnCallback(static fn (string $path) => $values[$path] ?? null);
        return new Config($scopeConfig);
    }

    protected function askService(string $address = 'https://pools.example.com'): AskService
    {
        return new AskService($this->config($address), $this->service, new ReadAnswer($this->translateSentence()));
    }

    /**
     * @param array<string,mixed> $parameters
     */
    protected function request(array $parameters): RequestInterface
    {
        $request = $this->createMock(RequestInterface::class);
        $request->method('getParam')->willReturnCallback(
            static fn ($name, $default = null) => $parameters[$name] ?? $default
        );
        return $request;
    }

    protected function pathId(): PathId
    {
        return new PathId();
    }

    protected function timezone(string $zone = 'Europe/Berlin'): TimezoneInterface
    {
        $timezone = $this->createMock(TimezoneInterface::class);
        $timezone->method('getConfigTimezone')->willReturn($zone);
        $timezone->method('date')->willReturn(new \DateTime('2026-11-23 12:00:00', new \DateTimeZone($zone)));
        // As Magento does it: only what is in UTC by one of these two names becomes the shop's time.
        $timezone->method('formatDateTime')->willReturnCallback(
            static fn (\DateTimeInterface $date): string => in_array($date->getTimezone()->getName(), ['UTC', '+00:00'])
                ? \DateTime::createFromInterface($date)->setTimezone(new \DateTimeZone($zone))->format('Y-m-d H:i')
                : $date->format('Y-m-d H:i')
        );
        return $timezone;
    }

    protected function translateSentence(): TranslateSentence
    {
        return (new Container([]))->get(TranslateSentence::class);
    }

    protected function historyWords(): HistoryWords
    {
        $words = $this->words();
        $translateSentence = $this->translateSentence();
        return new HistoryWords($this->formatNumber(), [
            'pools' => new OfPools($words),
            'codes' => new OfCodes($translateSentence, $words),
            'account' => new OfAccount($words),
            'people' => new OfPeople(),
        ]);
    }

    protected function words(): Words
    {
        return new Words(
            $this->timezone(),
            new PoolTypes(),
            new PoolStatuses(),
            $this->formatNumber(),
            $this->translateSentence()
        );
    }

    protected function formatNumber(string $locale = 'en_US'): FormatNumber
    {
        $resolver = $this->createMock(ResolverInterface::class);
        $resolver->method('getLocale')->willReturn($locale);
        return new FormatNumber($resolver);
    }

    protected function everythingAllowed(): AuthorizationInterface
    {
        return $this->allowed(true);
    }

    protected function nothingAllowed(): AuthorizationInterface
    {
        return $this->allowed(false);
    }

    private function allowed(bool $isAllowed): AuthorizationInterface
    {
        $authorization = $this->createMock(AuthorizationInterface::class);
        $authorization->method('isAllowed')->willReturn($isAllowed);
        return $authorization;
    }

    protected function urls(): UrlInterface
    {
        $urls = $this->createMock(UrlInterface::class);
        $urls->method('getUrl')->willReturnCallback($this->url(...));
        return $urls;
    }

    /**
     * A page of the module with what its block was given.
     *
     * @param string $template such as `pool/view.phtml`
     * @param array<string,mixed> $data
     */
    protected function render(string $template, array $data): string
    {
        $block = $this->createMock(Template::class);
        $block->method('getUrl')->willReturnCallback($this->url(...));
        $block->method('getFormKey')->willReturn('form-key');
        $block->method('getData')->willReturnCallback(static fn (string $name) => $data[$name] ?? null);
        return $this->renderBlock($template, $block);
    }

    protected function renderBlock(string $template, Template $block): string
    {
        $render = static function (string $file, Template $block, Escaper $escaper): void {
            include $file;
        };
        ob_start();
        try {
            $render(dirname(__DIR__, 3) . '/view/adminhtml/templates/' . $template, $block, $this->escaper());
        } finally {
            $html = (string)ob_get_clean();
        }
        // How a template is indented is nobody's business; lines of text that was entered stay.
        return (string)preg_replace(['/\n? {2,}|(?<=>)\n/', '/ ?> /', '/ </'], [' ', '>', '<'], $html);
    }

    /**
     * @param mixed $route
     * @param mixed $parameters
     */
    protected function url($route = '', $parameters = []): string
    {
        return 'https://shop.example.com/admin/' . $route . ($parameters ? '?' . http_build_query($parameters) : '');
    }

    private function escaper(): Escaper
    {
        $escape = static fn ($text): string => htmlspecialchars((string)$text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
        $escaper = $this->createMock(Escaper::class);
        $escaper->method('escapeHtml')->willReturnCallback($escape);
        $escaper->method('escapeUrl')->willReturnCallback($escape);
        // As strict as Magento's: it throws for bytes that are no UTF-8.
        $escaper->method('escapeHtmlAttr')->willReturnCallback(
            static function ($text) use ($escape): string {
                if (!mb_check_encoding((string)$text, 'UTF-8')) {
                    throw new \RuntimeException('String to be escaped was not valid UTF-8');
                }
                return $escape($text);
            }
        );
        return $escaper;
    }
}
