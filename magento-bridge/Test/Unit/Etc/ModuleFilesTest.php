<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Etc;

use Magento\Backend\App\Action;
use Magento\Framework\App\Action\HttpGetActionInterface;
use Magento\Framework\App\Action\HttpPostActionInterface;
use PHPUnit\Framework\TestCase;

/**
 * What Magento would only find out when somebody opens a page.
 */
class ModuleFilesTest extends TestCase
{
    public function testEveryPageOfTheAdminHasAResourceOfItsOwnAndAMethod(): void
    {
        $acl = $this->xml('etc/acl.xml');
        $resources = [];
        foreach ($acl->getElementsByTagName('resource') as $resource) {
            $resources[] = $resource->getAttribute('id');
        }
        foreach ($this->files('Controller', 'php') as $file) {
            $class = 'CouponPools\\Bridge\\' . str_replace(['/', '.php'], ['\\', ''], $file);
            self::assertTrue(is_subclass_of($class, Action::class), $class);
            self::assertContains($class::ADMIN_RESOURCE, $resources, $class);
            self::assertStringStartsWith('CouponPools_Bridge::', $class::ADMIN_RESOURCE, $class);
            $methods = array_intersect(
                [HttpGetActionInterface::class, HttpPostActionInterface::class],
                class_implements($class) ?: []
            );
            self::assertCount(1, $methods, $class);
        }
    }

    public function testWhatChangesSomethingIsAPost(): void
    {
        foreach ($this->files('Controller', 'php') as $file) {
            $class = 'CouponPools\\Bridge\\' . str_replace(['/', '.php'], ['\\', ''], $file);
            $source = (string)file_get_contents($this->root() . '/' . $file);
            if (preg_match("/'(POST|PUT|DELETE)'|->revive\(|(connectShop|unlinkShop|savePool)->/", $source) === 1) {
                self::assertTrue(is_subclass_of($class, HttpPostActionInterface::class), $class);
            }
        }
    }

    /**
     * Magento puts the secret key of an address into it as `key`, and what stands in an address comes before a field.
     */
    public function testNothingThatIsAskedForHasTheNameOfTheSecretKeyOfAnAddress(): void
    {
        $files = [...$this->files('Controller', 'php'), ...$this->files('ViewModel', 'php'),
            ...$this->files('view', 'phtml')];
        self::assertNotSame([], $files);
        foreach ($files as $file) {
            $source = (string)file_get_contents($this->root() . '/' . $file);
            self::assertDoesNotMatchRegularExpression('/getParam\(\'key\'|name="key"/', $source, $file);
        }
    }

    public function testEveryXmlFileIsWellFormedAndItsClassesAndTemplatesAreThere(): void
    {
        $files = [...$this->files('etc', 'xml'), ...$this->files('view', 'xml')];
        self::assertNotSame([], $files);
        foreach ($files as $file) {
            $text = (string)$this->xml($file)->saveXML();
            preg_match_all('/CouponPools\\\\Bridge\\\\[A-Za-z\\\\]+/', $text, $classes);
            foreach ($classes[0] as $class) {
                $path = str_replace('\\', '/', preg_replace('/^CouponPools\\\\Bridge\\\\|\\\\Proxy$/', '', $class));
                self::assertFileExists($this->root() . '/' . $path . '.php', $file);
            }
            preg_match_all('/CouponPools_Bridge::([a-z\/_-]+\.(phtml|css))/', $text, $views);
            foreach ($views[1] as $index => $view) {
                $folder = $views[2][$index] === 'css' ? 'web' : 'templates';
                self::assertFileExists($this->root() . '/view/adminhtml/' . $folder . '/' . $view, $file);
            }
        }
    }

    public function testEveryPageThatIsRenderedHasALayoutAndEveryLayoutAPage(): void
    {
        $layouts = array_map(
            static fn (string $file): string => basename($file, '.xml'),
            $this->files('view/adminhtml/layout', 'xml')
        );
        $pages = [];
        foreach ($this->files('Controller', 'php') as $file) {
            if (str_contains((string)file_get_contents($this->root() . '/' . $file), 'TYPE_PAGE')) {
                $parts = explode('/', str_replace(['Controller/Adminhtml/', 'Action.php', '.php'], '', $file));
                $pages[] = 'coupon_pools_' . strtolower(implode('_', $parts));
            }
        }
        self::assertEqualsCanonicalizing($pages, $layouts);
    }

    public function testEveryScriptThatIsNamedIsThere(): void
    {
        $sources = [
            ...$this->files('view', 'phtml'),
            ...$this->files('view', 'js'),
            ...$this->files('view', 'xml'),
        ];
        foreach ($sources as $file) {
            $text = (string)file_get_contents($this->root() . '/' . $file);
            preg_match_all('~CouponPools_Bridge/js/([a-z/-]+)~', $text, $scripts);
            foreach ($scripts[1] as $script) {
                self::assertFileExists($this->root() . '/view/adminhtml/web/js/' . $script . '.js', $file);
            }
        }
    }

    /**
     * @return list<string> paths below the module
     */
    private function files(string $folder, string $extension): array
    {
        $files = [];
        $root = $this->root();
        $found = new \RecursiveIteratorIterator(
            new \RecursiveDirectoryIterator($root . '/' . $folder, \FilesystemIterator::SKIP_DOTS)
        );
        foreach ($found as $file) {
            if ($file->getExtension() === $extension) {
                $files[] = substr((string)$file, strlen($root) + 1);
            }
        }
        sort($files);
        return $files;
    }

    private function xml(string $file): \DOMDocument
    {
        $document = new \DOMDocument();
        self::assertTrue($document->load($this->root() . '/' . $file), $file);
        return $document;
    }

    private function root(): string
    {
        return dirname(__DIR__, 3);
    }
}
