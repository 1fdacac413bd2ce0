<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Admin\ForgetContact;

/**
 * Forgetting a person from the admin.
 */
class ForgetContactTest extends AdminTestCase
{
    private const CALL = 'POST ' . self::BASE . '/contacts/erase';

    /**
     * @return array{bool,string}
     */
    private function forget(string $contact): array
    {
        return (new ForgetContact($this->askService()))->execute($contact);
    }

    public function testTheServiceIsToldTheContactWithoutTheSpacesAroundIt(): void
    {
        $this->service->answers(self::CALL, 200, ['status' => 'completed', 'messages' => 3]);

        self::assertSame([true, 'The contact was forgotten. Messages: 3.'], $this->forget(' ada@example.com '));
        self::assertSame(['contact' => 'ada@example.com'], $this->service->calls[0]['body']);
    }

    public function testItIsSaidWhenNothingWasStoredOrMoreThanOneWaitsFor(): void
    {
        $this->service->answers(self::CALL, 200, ['status' => 'completed', 'messages' => 0]);
        self::assertSame([true, 'Nothing was stored of this contact.'], $this->forget('nobody'));

        $this->service->answers(self::CALL, 200, ['status' => 'running', 'messages' => 50000]);
        self::assertSame([true, 'The contact is being forgotten.'], $this->forget('everybody'));
    }

    public function testWhatIsNoContactIsNotSent(): void
    {
        foreach (['', '   ', str_repeat('a', 321), "\xff"] as $contact) {
            self::assertFalse($this->forget($contact)[0]);
        }
        self::assertSame([], $this->service->calls);
    }

    public function testAServiceThatIsDownIsASentence(): void
    {
        [$isDone, $sentence] = $this->forget('ada@example.com');

        self::assertFalse($isDone);
        self::assertStringContainsString('cannot be reached at the moment', $sentence);
    }
}
