<?php

declare(strict_types=1);

namespace CouponPools\Bridge\ViewModel;

use CouponPools\Bridge\Model\Admin\AskService;
use CouponPools\Bridge\Model\Admin\FormMemory;
use CouponPools\Bridge\Model\Admin\PathId;
use CouponPools\Bridge\Model\Admin\Reply;
use CouponPools\Bridge\Model\Pool\DescribeTemplate;
use CouponPools\Bridge\Model\Pool\FillForm;
use CouponPools\Bridge\Model\Pool\ListChoices;
use Magento\Framework\App\RequestInterface;
use Magento\Framework\Phrase;
use Magento\Framework\View\Element\Block\ArgumentInterface;

/**
 * The form of one pool: what stands in it, what was wrong with it, and the rules that can be chosen.
 */
class PoolForm implements ArgumentInterface
{
    private const MINUTE_SECONDS = 60;

    /** @var array<string,mixed>|null */
    private ?array $values = null;

    /** @var array<string,string> */
    private array $errors = [];

    /** @var array<string,Reply> */
    private array $replies = [];

    /** @var string */
    private string $problem = '';

    /** @var string */
    private string $name = '';

    /** @var string */
    private string $templateName = '';

    /**
     * Wires the page.
     *
     * @param RequestInterface $request
     * @param PathId $pathId
     * @param AskService $askService
     * @param FormMemory $formMemory
     * @param FillForm $fillForm
     * @param PoolFields $poolFields
     * @param ListChoices $listChoices
     */
    public function __construct(
        private readonly RequestInterface $request,
        private readonly PathId $pathId,
        private readonly AskService $askService,
        private readonly FormMemory $formMemory,
        private readonly FillForm $fillForm,
        private readonly PoolFields $poolFields,
        private readonly ListChoices $listChoices
    ) {
    }

    /**
     * The pool's id; empty for a new one.
     */
    public function pool(): string
    {
        return $this->pathId->execute($this->request->getParam('id'));
    }

    /**
     * The pool's name as it is stored, for the page's title.
     */
    public function name(): string
    {
        $this->load();
        return $this->name;
    }

    /**
     * The name of the template of a pool that is there.
     */
    public function templateName(): string
    {
        $this->load();
        return $this->templateName;
    }

    /**
     * A sentence for the top of the form; empty where nothing was wrong.
     */
    public function problem(): string
    {
        $this->load();
        return $this->problem;
    }

    /**
     * Whether there is a form to show: a pool that could not be read is not overwritten with the usual settings.
     */
    public function isReady(): bool
    {
        $this->load();
        return $this->pool() === '' || $this->name !== '';
    }

    /**
     * What stands in a field.
     *
     * @param string $path such as `codeFormat.prefix`
     */
    public function value(string $path): string
    {
        $value = $this->load();
        foreach (explode('.', $path) as $step) {
            $value = is_array($value) ? ($value[$step] ?? '') : '';
        }
        if (is_bool($value)) {
            return $value ? '1' : '';
        }
        return is_scalar($value) ? mb_scrub((string)$value, 'UTF-8') : '';
    }

    /**
     * What was wrong with a field; empty where nothing was.
     *
     * @param string $path
     */
    public function error(string $path): string
    {
        $this->load();
        return $this->errors[$path] ?? '';
    }

    /**
     * What was wrong and belongs to no field of the form.
     *
     * @return list<string>
     */
    public function otherErrors(): array
    {
        $this->load();
        return array_values(array_diff_key($this->errors, array_flip($this->poolFields->paths())));
    }

    /**
     * What was wrong with fields, in the order of the form, to begin it with.
     *
     * @return list<array{id: string, label: string, error: string}>
     */
    public function fieldErrors(): array
    {
        $found = [];
        foreach ($this->fieldsets() as $set) {
            foreach ($set['fields'] as $field) {
                $error = $this->error($field['path']);
                if ($error !== '') {
                    $id = $this->idOf($field['path']);
                    $found[] = ['id' => $id, 'label' => (string)$field['label'], 'error' => $error];
                }
            }
        }
        return $found;
    }

    /**
     * The sets of fields, in order.
     *
     * @return list<array<string,mixed>> see PoolFields
     */
    public function fieldsets(): array
    {
        return $this->poolFields->execute($this->pool() === '');
    }

    /**
     * The name of a field in the form: `codeFormat.prefix` is `pool[codeFormat][prefix]`.
     *
     * @param string $path
     */
    public function nameOf(string $path): string
    {
        return 'pool[' . str_replace('.', '][', $path) . ']';
    }

    /**
     * A field's id in the page.
     *
     * @param string $path
     */
    public function idOf(string $path): string
    {
        return 'coupon-pools-' . strtolower(str_replace('.', '-', $path));
    }

    /**
     * What can give a pool's codes their value: templates first, then the rules of the last report that have none.
     *
     * @return list<array{choice: string, rule: int, name: string, words: string, problems: list<string>}>
     */
    public function templates(): array
    {
        $choices = $this->listChoices->execute(
            $this->ask('/templates')->listOf('templates'),
            $this->ask('/rules')->listOf('rules')
        );
        $chosen = $this->value('template');
        $isListed = in_array($chosen, array_column($choices, 'choice'), true);
        if (str_starts_with($chosen, DescribeTemplate::TEMPLATE) && !$isListed) {
            $choices[] = ['choice' => $chosen, 'rule' => 0, 'name' => (string)__('The template chosen before'),
                'words' => '', 'problems' => []];
        }
        return $choices;
    }

    /**
     * Why the list of templates is not whole; empty where it is.
     */
    public function templatesProblem(): string
    {
        return $this->ask('/templates')->problem ?: $this->ask('/rules')->problem;
    }

    /**
     * When a rule that is missing in the list will be there: the service knows those that the shop has told it.
     */
    public function rulesNote(): Phrase
    {
        $exchange = $this->ask('/account')->body['exchange'] ?? null;
        $exchange = is_array($exchange) ? $exchange : [];
        return match (true) {
            ($exchange['isLate'] ?? false) === true => __(
                'The exchange is late (%1 minutes), so rules that were saved of late are not listed. Is cron running?',
                intdiv((int)($exchange['lateSeconds'] ?? 0), self::MINUTE_SECONDS)
            ),
            $exchange !== [] && !isset($exchange['lastAt']) => __(
                'Magento has not told its rules yet. Cron does so with its first exchange, usually within a minute: '
                . 'load this page again then.'
            ),
            default => __(
                'A rule is listed here with the first exchange after it was saved in Magento, usually within a minute.'
            ),
        };
    }

    /**
     * Asks the service, each question once.
     *
     * @param string $path
     */
    private function ask(string $path): Reply
    {
        return $this->replies[$path] ??= $this->askService->execute('GET', $path);
    }

    /**
     * What stands in the form, put together once.
     *
     * @return array<string,mixed>
     */
    private function load(): array
    {
        if ($this->values !== null) {
            return $this->values;
        }
        $stored = [];
        if ($this->pool() !== '') {
            $reply = $this->askService->execute('GET', '/pools/' . $this->pool());
            $stored = $reply->isOk() ? $reply->part('pool') : [];
            $this->problem = $reply->problem;
            $this->name = (string)($stored['name'] ?? '');
            $this->templateName = (string)($stored['dynamic']['templateName'] ?? '');
        }
        $kept = $this->formMemory->take($this->pool());
        $this->errors = $kept['errors'];
        $this->problem = $kept['problem'] ?: $this->problem;
        return $this->values = $this->fillForm->execute($stored, $kept['form']);
    }
}
