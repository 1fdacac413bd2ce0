<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service\Sentences;

/**
 * Why something cannot be done with a pool or a code.
 */
class OfPools implements SentencesInterface
{
    /**
     * @inheritDoc
     */
    public function all(): array
    {
        return [
            __('This account has no pool with that id or handle.'),
            __('This pool does not exist.'),
            __('This pool is archived. Restore it in Coupon Pools or use another pool.'),
            __('Its template %1 is archived. Restore the template first.'),
            __('This template does not exist, or is archived.'),
            __('This store has no such template.'),
            __('The discount of this template has ended. Give it a later end, or choose another template.'),
            __(
                'The discount of this template is switched off in the store. Switch it on, or choose '
                . 'another template.'
            ),
            __('The discount of this template was deleted in the store. Choose another template.'),
            __('The pool has no unassigned codes.'),
            __('No codes of this pool were created in Magento of late.'),
            __('The discount of the template has ended.'),
            __('The discount of the template was deleted in the store.'),
            __('The store does not answer at the moment.'),
            __('There is no such code.'),
            __('This pool has no such code.'),
            __('This code was used in an order already, so it cannot be marked void.'),
            __('This code is still being made. Try again in a minute.'),
            __('This code is handed out no more already.'),
            __('This pool has not answered that message.'),
            __('This contact was erased, so nobody can tell who should get another code.'),
            __('The pool has no code to give at the moment. Add codes, then try again.'),
            __(
                'The code that comes next, %1, is refused at the checkout, as the last look found. Mend '
                . 'that on the pool\'s page or mark this code void, then try again.'
            ),
            __('This pool cannot hand out codes: its store is disconnected. Install the app in the store again.'),
            __(
                'This pool cannot hand out codes: its store has to be connected again. Open the app in the '
                . 'store once.'
            ),
            __('This pool cannot hand out codes: its discount has not started yet.'),
            __('This pool cannot hand out codes: its discount is switched off. Switch it on in the store.'),
            __('This pool cannot hand out codes: its discount has ended. Give it a later end.'),
            __(
                'This pool cannot hand out codes: its discount was deleted in the store. The pool\'s page '
                . 'says what to do.'
            ),
        ];
    }
}
