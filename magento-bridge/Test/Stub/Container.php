<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Stub;

/**
 * Builds the module's classes as its own etc/di.xml says. Every object is built once.
 */
class Container
{
    /** @var array<string,object> */
    private array $objects = [];
    /** @var array<string,string> */
    private array $preferences = [];
    /** @var array<string,array<string,array<string,string>>> */
    private array $arguments = [];

    /**
     * @param array<string,object> $given objects for the framework's interfaces
     */
    public function __construct(array $given)
    {
        $this->objects = $given;
        $config = simplexml_load_file(dirname(__DIR__, 2) . '/etc/di.xml');
        foreach ($config->preference as $preference) {
            $this->preferences[(string)$preference['for']] = (string)$preference['type'];
        }
        foreach ($config->type as $type) {
            foreach ($type->arguments->argument ?? [] as $argument) {
                foreach ($argument->item as $item) {
                    $this->arguments[(string)$type['name']][(string)$argument['name']][(string)$item['name']]
                        = trim((string)$item);
                }
            }
        }
    }

    /**
     * @template T of object
     * @param class-string<T> $class
     * @return T
     */
    public function get(string $class): object
    {
        return $this->objects[$class] ??= isset($this->preferences[$class])
            ? $this->get($this->preferences[$class])
            : $this->build($class);
    }

    private function build(string $class): object
    {
        $reflection = new \ReflectionClass($class);
        if (!$reflection->isInstantiable()) {
            throw new \LogicException('Nothing is configured for ' . $class);
        }
        $arguments = [];
        foreach ($reflection->getConstructor()?->getParameters() ?? [] as $parameter) {
            $arguments[] = $this->argument($class, $parameter);
        }
        return $reflection->newInstanceArgs($arguments);
    }

    private function argument(string $class, \ReflectionParameter $parameter): mixed
    {
        $configured = $this->arguments[$class][$parameter->getName()] ?? null;
        if ($configured !== null) {
            return array_map(fn (string $item): object => $this->get($item), $configured);
        }
        $type = $parameter->getType();
        if ($type instanceof \ReflectionNamedType && !$type->isBuiltin()) {
            return $this->get($type->getName());
        }
        if ($parameter->isDefaultValueAvailable()) {
            return $parameter->getDefaultValue();
        }
        throw new \LogicException('Nothing is configured for ' . $class . '::' . $parameter->getName());
    }
}
