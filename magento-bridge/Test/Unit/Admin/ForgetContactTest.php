<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Test\Unit\Admin;

use CouponPools\Bridge\Model\Admin\ForgetContact;
use CouponPools\Bridge\Model\Admin\Outcome;

/**
 * Forgetting a person from the admin.
 */
class ForgetContactTest extends AdminTestCase
{
    private const CALL = 'POST ' . self::BASE . '/contacts/erase';

    private function forget(string $contact): Outcome
    {
        return (new ForgetContact($this->askService()))->execute($contact);
    }

    public function testTheServiceIsToldTheContactWithoutTheSpacesAroundIt(): void
    {
        $this->service->answers(self::CALL, 200, ['status' => 'completed', 'messages' => 3]);

        self::assertEquals(
            new Outcome(true, 'The contact was forgotten. Messages: 3.'),
            $this->forget(' ada@example.com ')
        );
        self::assertSame(['contact' => 'ada@example.com'], $this->service->calls[0]['body']);
    }

    public function testItIsSaidWhenNothingWasStoredOrMoreThanOneWaitsFor(): void
    {
        $this->service->answers(self::CALL, 200, ['status' => 'completed', 'messages' => 0]);
        self::assertEquals(new Outcome(true, 'Nothing was stored of this contact.'), $this->forget('nobody'));

        $this->service->answers(self::CALL, 200, ['status' => 'running', 'messages' => 50000]);
        self::assertEquals(new Outcome(true, 'The contact is being forgotten.'), $this->forget('everybody'));
    }

    public function testWhatIsNoContactIsNotSent(): void
    {
        foreach (['', '   ', str_repeat('a', 321), "\xff"] as $contact) {
            self::assertFalse($this->forget($contact)->isDone);
        }
        self::assertSame([], $this->service->calls);
    }

    public function testAServiceThatIsDownIsASentence(): void
    {
        $outcome = $this->forget('ada@example.com');

        self::assertFalse($outcome->isDone);
        self::assertStringContainsString('cannot be reached at the moment', $outcome->sentence);
    }
}
