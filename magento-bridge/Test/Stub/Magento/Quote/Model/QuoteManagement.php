<?php

declare(strict_types=1);

namespace Magento\Quote\Model;

class QuoteManagement
{
}
