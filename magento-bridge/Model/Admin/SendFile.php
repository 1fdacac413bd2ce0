<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Admin;

use Magento\Framework\App\Filesystem\DirectoryList;
use Magento\Framework\App\Response\Http\FileFactory;
use Magento\Framework\App\ResponseInterface;
use Magento\Framework\Controller\ResultInterface;
use Magento\Framework\Exception\LocalizedException;

/**
 * Gives the browser a whole CSV, or a sentence on a page: no file breaks off half-way.
 */
class SendFile
{
    /**
     * Wires the parts.
     *
     * @param FileFactory $fileFactory
     * @param ShowOutcome $showOutcome
     */
    public function __construct(
        private readonly FileFactory $fileFactory,
        private readonly ShowOutcome $showOutcome
    ) {
    }

    /**
     * Sends the file, or says why there is none.
     *
     * @param string $name for the browser
     * @param callable $fetch gives the path of the file below var/, or throws a LocalizedException
     * @param ResultInterface $otherwise where the sentence is shown
     * @return ResponseInterface|ResultInterface
     */
    public function execute(
        string $name,
        callable $fetch,
        ResultInterface $otherwise
    ): ResponseInterface|ResultInterface {
        try {
            $path = $fetch();
        } catch (LocalizedException $exception) {
            $this->showOutcome->execute(new Outcome(false, $exception->getMessage()));
            return $otherwise;
        }
        return $this->fileFactory->create(
            $name,
            ['type' => 'filename', 'value' => $path, 'rm' => true],
            DirectoryList::VAR_DIR,
            'text/csv'
        );
    }
}
