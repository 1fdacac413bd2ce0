-- A code that was used as often as its discount allows is refused at the checkout, too.
alter type refused_why add value 'used_up' before 'invalid';
