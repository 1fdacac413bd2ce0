<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service\Sentences;

/**
 * What is wrong with a field of a form.
 */
class OfForms implements SentencesInterface
{
    /**
     * @inheritDoc
     */
    public function all(): array
    {
        return [
            __('Some fields need another look.'),
            __('Some of what you entered needs another look.'),
            __('This field is required.'),
            __('Give the pool a name'),
            __('Give the pool a handle'),
            __('Use at most %1 characters'),
            __('Use lower-case letters, digits and single hyphens, for example spring-sale'),
            __('Another pool of this account has or had this handle. Choose another one.'),
            __('Choose what a contact gets'),
            __('Choose what happens when the pool is empty'),
            __('Choose codes, percent or days'),
            __('Choose how exact the expiry is'),
            __('Choose a template'),
            __('Choose what stands between groups'),
            __('Choose the characters'),
            __('Enter a date and a time'),
            __('Choose it again'),
            __('Choose at least one product'),
            __('Choose at least one collection'),
            __('Choose an end after the start'),
            __('Choose products and categories of this store.'),
            __('Enter a number'),
            __('Enter a whole number'),
            __('Enter a number of codes'),
            __('Enter a whole number of codes'),
            __('Enter a number of codes, percent or days'),
            __('Enter a whole number of codes, percent or days'),
            __('Enter a number of days'),
            __('Enter a whole number of days'),
            __('Enter a number of hours'),
            __('Enter a whole number of hours'),
            __('Enter a number of seconds'),
            __('Enter a whole number of seconds'),
            __('Enter a number of milliseconds'),
            __('Enter a whole number of milliseconds'),
            __('%1 codes are assigned already. Enter at least as many.'),
            __('Enter at least %1'),
            __('Enter at most %1'),
            __('Enter at most 100 percent'),
            __('Enter 1 to %1 days'),
            __('Enter more than 0'),
            __('Enter less than 1,000,000'),
            __('Enter an amount'),
            __('Enter a percentage'),
            __('Enter the code that everybody gets when the pool is empty'),
            __('Use letters, digits, hyphens and underscores'),
            __('Use letters and digits, without spaces or commas'),
            __('Write each character once; capital and small letters count as the same'),
            __('Write at least 2 different characters'),
            __('A code would have %1 characters. Use at most %2.'),
            __('Give the template a name'),
            __('The template of a pool stays. Create another pool for another offer.'),
            __('This discount has ended or is inactive. Activate it first, or choose another.'),
            __('In Magento a rule begins with a day: choose the first moment of one in the shop\'s time zone.'),
            __('In Magento a rule ends with a day: choose the last second of one in the shop\'s time zone.'),
            __('“%1” is no SKU that a rule can name: at most %2 characters, without commas and semicolons.'),
            __('“%1” is no category: enter numbers of categories.'),
            __('Give the API client a name, such as the system that will use it.'),
            __('Use at most %1 characters, on one line.'),
            __('An account can have %1 API clients. Revoke one that is no longer used.'),
            __('Enter an e-mail address, such as ada@example.com.'),
            __('Enter at most %1 addresses.'),
            __('Save an address first: nobody gets alerts yet.'),
            __('Enter the whole address, such as https://mail.example.com/hooks/coupons.'),
            __('The address must not hold a user name or a password.'),
            __('The address must not have a part after #.'),
            __('The address must start with https://.'),
            __('The address must be public: this one is inside a network.'),
            __('There are %1 endpoints already. Remove one first.'),
        ];
    }
}
