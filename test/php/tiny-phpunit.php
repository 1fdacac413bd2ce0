<?php

/**
 * Runs the module's unit tests where there is no PHPUnit: as much of its TestCase as those tests use, no more.
 *
 *   php test/php/tiny-phpunit.php
 *
 * Ends with one line of JSON: {"passed": 3, "failed": 0, "skipped": 1, "notes": ["..."]}.
 */

declare(strict_types=1);

namespace PHPUnit\Framework {

    class AssertionFailedError extends \Exception
    {
    }

    /** Settings of one method of a mock. */
    class MockedMethod
    {
        public ?\Closure $answer = null;

        public function willReturn(mixed $value): self
        {
            $this->answer = static fn () => $value;
            return $this;
        }

        public function willReturnCallback(callable $callback): self
        {
            $this->answer = \Closure::fromCallable($callback);
            return $this;
        }
    }

    abstract class TestCase
    {
        public ?string $expected = null;
        public ?string $expectedMessage = null;
        private static int $mocks = 0;

        protected function setUp(): void
        {
        }

        protected function tearDown(): void
        {
        }

        public function runOne(string $method, array $arguments): void
        {
            $this->setUp();
            try {
                $this->$method(...$arguments);
                $thrown = null;
            } catch (\Throwable $thrown) {
                if ($this->expected === null || !$thrown instanceof $this->expected) {
                    throw $thrown;
                }
            } finally {
                $this->tearDown();
            }
            self::assertTrue($this->expected === null || $thrown !== null, 'Nothing was thrown.');
            if ($this->expectedMessage !== null) {
                self::assertStringContainsString($this->expectedMessage, (string)$thrown?->getMessage());
            }
        }

        public function expectException(string $class): void
        {
            $this->expected = $class;
        }

        public function expectExceptionMessage(string $message): void
        {
            $this->expectedMessage = $message;
        }

        protected function createMock(string $class): object
        {
            $source = new \ReflectionClass($class);
            $methods = '';
            foreach ($source->getMethods() as $method) {
                $isOurs = $method->isPublic() || $method->isAbstract();
                if ($isOurs && !$method->isFinal() && !$method->isStatic() && !$method->isConstructor()) {
                    $methods .= $this->mockedMethod($method);
                }
            }
            $name = 'Mock' . self::$mocks++;
            eval('final class ' . $name . ($source->isInterface() ? ' implements ' : ' extends ') . '\\' . $class
                . ' { public array $mocked = []; public function __construct() {}'
                . ($source->hasMethod('method') ? '' : ' public function method(string $name) {'
                . ' return $this->mocked[strtolower($name)] ??= new \PHPUnit\Framework\MockedMethod(); }')
                . $methods . '}');
            return new $name();
        }

        private function mockedMethod(\ReflectionMethod $method): string
        {
            $declared = [];
            foreach ($method->getParameters() as $parameter) {
                $declared[] = ($parameter->hasType() ? $this->typeName($parameter->getType(), $method) . ' ' : '')
                    . ($parameter->isPassedByReference() ? '&' : '')
                    . ($parameter->isVariadic() ? '...' : '') . '$' . $parameter->getName()
                    . ($parameter->isOptional() && !$parameter->isVariadic()
                        ? ' = ' . var_export($parameter->getDefaultValue(), true) : '');
            }
            $type = $method->getReturnType();
            $named = $type === null ? '' : $this->typeName($type, $method);
            $call = '$answer = $this->mocked["' . strtolower($method->getName()) . '"]->answer ?? null;'
                . ' $value = $answer === null ? ' . $this->usual($type) . ' : $answer(...func_get_args());';
            return ' public function ' . $method->getName() . '(' . implode(', ', $declared) . ')'
                . ($named === '' ? '' : ': ' . $named)
                . ' { ' . $call . (in_array($named, ['void', 'never'], true) ? '' : ' return $value;') . ' }';
        }

        private function typeName(\ReflectionType $type, \ReflectionMethod $method): string
        {
            return preg_replace_callback('/[\w\\\\]+/', static function (array $word) use ($method): string {
                return match (true) {
                    $word[0] === 'self' => '\\' . $method->getDeclaringClass()->getName(),
                    class_exists($word[0]) || interface_exists($word[0]) => '\\' . $word[0],
                    default => $word[0],
                };
            }, (string)$type);
        }

        private function usual(?\ReflectionType $type): string
        {
            if ($type === null || $type->allowsNull()) {
                return 'null';
            }
            return match ((string)$type) {
                'string' => '""', 'int' => '0', 'float' => '0.0', 'bool' => 'false', 'array' => '[]',
                'self', 'static' => '$this',
                default => 'null',
            };
        }

        private static function check(bool $isTrue, string $complaint, string $message): void
        {
            if (!$isTrue) {
                throw new AssertionFailedError(trim($message . ' ' . $complaint));
            }
        }

        private static function shown(mixed $value): string
        {
            return substr(var_export($value, true), 0, 500);
        }

        public static function fail(string $message = ''): never
        {
            throw new AssertionFailedError($message);
        }

        public static function assertSame($expected, $actual, string $message = ''): void
        {
            self::check($expected === $actual, self::shown($actual) . ' is not ' . self::shown($expected), $message);
        }

        public static function assertNotSame($expected, $actual, string $message = ''): void
        {
            self::check($expected !== $actual, self::shown($actual), $message);
        }

        public static function assertEquals($expected, $actual, string $message = ''): void
        {
            self::check($expected == $actual, self::shown($actual) . ' is not ' . self::shown($expected), $message);
        }

        public static function assertEqualsCanonicalizing($expected, $actual, string $message = ''): void
        {
            sort($expected);
            sort($actual);
            self::assertEquals($expected, $actual, $message);
        }

        public static function assertCount(int $expected, $actual, string $message = ''): void
        {
            self::assertSame($expected, count($actual), $message);
        }

        public static function assertTrue($actual, string $message = ''): void
        {
            self::assertSame(true, $actual, $message);
        }

        public static function assertFalse($actual, string $message = ''): void
        {
            self::assertSame(false, $actual, $message);
        }

        public static function assertNotFalse($actual, string $message = ''): void
        {
            self::assertNotSame(false, $actual, $message);
        }

        public static function assertNull($actual, string $message = ''): void
        {
            self::assertSame(null, $actual, $message);
        }

        public static function assertNotNull($actual, string $message = ''): void
        {
            self::assertNotSame(null, $actual, $message);
        }

        public static function assertEmpty($actual, string $message = ''): void
        {
            self::check(empty($actual), self::shown($actual) . ' is not empty', $message);
        }

        public static function assertNotEmpty($actual, string $message = ''): void
        {
            self::check(!empty($actual), 'It is empty.', $message);
        }

        public static function assertInstanceOf(string $expected, $actual, string $message = ''): void
        {
            self::check($actual instanceof $expected, 'It is no ' . $expected, $message);
        }

        public static function assertContains($needle, iterable $haystack, string $message = ''): void
        {
            self::check(in_array($needle, [...$haystack], true), self::shown($needle) . ' is not in it', $message);
        }

        public static function assertNotContains($needle, iterable $haystack, string $message = ''): void
        {
            self::check(!in_array($needle, [...$haystack], true), self::shown($needle) . ' is in it', $message);
        }

        public static function assertArrayHasKey($key, $array, string $message = ''): void
        {
            self::check(isset($array[$key]) || array_key_exists($key, $array), 'There is no ' . $key, $message);
        }

        public static function assertArrayNotHasKey($key, $array, string $message = ''): void
        {
            self::check(!array_key_exists($key, $array), 'There is ' . $key, $message);
        }

        public static function assertStringContainsString(string $needle, string $text, string $message = ''): void
        {
            self::check(str_contains($text, $needle), self::shown($text) . ' does not hold ' . $needle, $message);
        }

        public static function assertStringNotContainsString(string $needle, string $text, string $message = ''): void
        {
            self::check(!str_contains($text, $needle), self::shown($text) . ' holds ' . $needle, $message);
        }

        public static function assertStringStartsWith(string $prefix, string $text, string $message = ''): void
        {
            self::check(str_starts_with($text, $prefix), self::shown($text), $message);
        }

        public static function assertStringEndsWith(string $suffix, string $text, string $message = ''): void
        {
            self::check(str_ends_with($text, $suffix), self::shown($text), $message);
        }

        public static function assertMatchesRegularExpression(string $pattern, string $text, string $message = ''): void
        {
            self::check(preg_match($pattern, $text) === 1, self::shown($text) . ' is not ' . $pattern, $message);
        }

        public static function assertDoesNotMatchRegularExpression(
            string $pattern,
            string $text,
            string $message = ''
        ): void {
            self::check(preg_match($pattern, $text) === 0, self::shown($text) . ' is ' . $pattern, $message);
        }

        public static function assertFileExists(string $file, string $message = ''): void
        {
            self::check(file_exists($file), 'There is no ' . $file, $message);
        }

        public static function assertFileDoesNotExist(string $file, string $message = ''): void
        {
            self::check(!file_exists($file), 'There is ' . $file, $message);
        }

        public static function assertGreaterThan($expected, $actual, string $message = ''): void
        {
            self::check($actual > $expected, self::shown($actual), $message);
        }

        public static function assertGreaterThanOrEqual($expected, $actual, string $message = ''): void
        {
            self::check($actual >= $expected, self::shown($actual), $message);
        }

        public static function assertLessThan($expected, $actual, string $message = ''): void
        {
            self::check($actual < $expected, self::shown($actual), $message);
        }

        public static function assertLessThanOrEqual($expected, $actual, string $message = ''): void
        {
            self::check($actual <= $expected, self::shown($actual), $message);
        }
    }
}

namespace {

    // Some builds lack it; the module only names one of its constants.
    if (!class_exists('NumberFormatter')) {
        // In two languages, as far as the tests ask.
        class NumberFormatter
        {
            public const DECIMAL = 1;
            public const MAX_FRACTION_DIGITS = 6;

            private int $decimals = 3;

            public function __construct(private string $locale, int $style)
            {
            }

            public function setAttribute(int $attribute, int $value): bool
            {
                $this->decimals = $value;
                return true;
            }

            public function format(float $number): string
            {
                [$point, $comma] = str_starts_with($this->locale, 'de') ? [',', '.'] : ['.', ','];
                [$whole, $part] = explode('|', number_format($number, $this->decimals, '|', $comma));
                return rtrim($whole . $point . rtrim($part, '0'), $point);
            }
        }
    }
    if (!class_exists('IntlDateFormatter')) {
        class IntlDateFormatter
        {
            public const NONE = -1;
            public const FULL = 0;
            public const LONG = 1;
            public const MEDIUM = 2;
            public const SHORT = 3;
        }
    }

    $module = dirname(__DIR__, 2) . '/magento-bridge';
    require $module . '/Test/bootstrap.php';
    set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
        throw new ErrorException($message, 0, $level, $file, $line);
    });

    $passed = 0;
    $skipped = 0;
    $complaints = [];
    $files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($module . '/Test/Unit'));
    foreach ($files as $file) {
        if (!str_ends_with($file->getPathname(), 'Test.php')) {
            continue;
        }
        $path = substr($file->getPathname(), strlen($module . '/Test/Unit/'), -strlen('.php'));
        $class = new ReflectionClass('CouponPools\\Bridge\\Test\\Unit\\' . str_replace('/', '\\', $path));
        // PHPUnit is on no machine without its own PHP, and neither is Guzzle.
        $needsGuzzle = str_contains((string)file_get_contents($file->getPathname()), 'GuzzleHttp')
            && !class_exists('GuzzleHttp\\Client');
        foreach ($class->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
            if (!str_starts_with($method->getName(), 'test')) {
                continue;
            }
            preg_match('/@dataProvider (\w+)/', (string)$method->getDocComment(), $named);
            $provider = $named === [] ? [[]] : $class->getMethod($named[1])->invoke(
                $class->getMethod($named[1])->isStatic() ? null : $class->newInstance()
            );
            foreach ($provider as $name => $arguments) {
                if ($needsGuzzle) {
                    $skipped++;
                    continue;
                }
                try {
                    $class->newInstance()->runOne($method->getName(), array_values($arguments));
                    $passed++;
                } catch (Throwable $throwable) {
                    if (preg_match('/(class|interface) "?GuzzleHttp\\\\/i', $throwable->getMessage()) === 1) {
                        $skipped++;
                        continue;
                    }
                    $complaints[] = $path . '::' . $method->getName() . ' (' . $name . '): '
                        . $throwable->getMessage() . ' at ' . $throwable->getFile() . ':' . $throwable->getLine();
                }
            }
        }
    }
    foreach ($complaints as $complaint) {
        echo $complaint, "\n";
    }
    $notes = $skipped > 0 ? [$skipped . ' of the module\'s unit tests need Guzzle, which is not on this machine'] : [];
    echo json_encode(['passed' => $passed, 'failed' => count($complaints), 'skipped' => $skipped, 'notes' => $notes]), "\n";
    exit($complaints === [] ? 0 : 1);
}
