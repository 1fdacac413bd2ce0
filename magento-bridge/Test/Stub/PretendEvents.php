<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

use Magento\Framework\Event;
use Magento\Framework\Event\Observer;

/**
 * Calls the observers that etc/events.xml names.
 */
class PretendEvents
{
    /** @var array<string,string[]> */
    private array $observers = [];

    public function __construct(private readonly Container $container)
    {
        foreach (simplexml_load_file(dirname(__DIR__, 2) . '/etc/events.xml')->event as $event) {
            foreach ($event->observer as $observer) {
                $this->observers[(string)$event['name']][] = (string)$observer['instance'];
            }
        }
    }

    /**
     * @param array<string,mixed> $data
     */
    public function dispatch(string $name, array $data): void
    {
        foreach ($this->observers[$name] ?? [] as $class) {
            $observer = $this->container->get($class);
            $observer->execute(new Observer(['event' => new Event($data)] + $data));
        }
    }
}
