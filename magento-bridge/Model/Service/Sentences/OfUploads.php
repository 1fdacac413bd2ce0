<?php

declare(strict_types=1);

namespace CouponPools\Bridge\Model\Service\Sentences;

/**
 * What is wrong with a file or one of its codes.
 */
class OfUploads implements SentencesInterface
{
    /**
     * @inheritDoc
     */
    public function all(): array
    {
        return [
            __('This upload does not exist any more. Upload the file again.'),
            __('This upload is not waiting to be confirmed. Upload the file again.'),
            __('There is no such upload.'),
            __('The file is being put together. Ask again in a moment.'),
            __('%1 of this file did not arrive. Upload the file again.'),
            __('This workbook has no such sheet. Choose another one.'),
            __('The expiry date must be in another column than the code.'),
            __('This pool makes its codes itself. Upload codes to a static pool.'),
            __('This pool is archived. Take it out of the archive before you upload codes.'),
            __('Only an upload that is completed can be undone. Wait until it is.'),
            __('The file is empty. Choose the file that holds your codes.'),
            __('There are no codes in this file. Choose the file that holds your codes.'),
            __('The file is no longer on the server. Upload it again.'),
            __('Part %1 of this file has %2 bytes, and %3 came. Send it again.'),
            __('None of the rows holds a code that can be used. Row %1: %2'),
            __(
                'This file is larger than %1 MB. Split it and upload the parts one after the other; a pool '
                . 'takes as many uploads as you like.'
            ),
            __(
                'This is a web page or an XML file, not a spreadsheet. Open it in Excel, save it as an '
                . 'Excel workbook (.xlsx) and upload that file.'
            ),
            __(
                'This is %1, not a list of codes. Save your codes as CSV or as an Excel workbook (.xlsx) '
                . 'and upload that file.'
            ),
            __(
                'This file is neither text nor a spreadsheet. Save your codes as CSV or as an Excel '
                . 'workbook (.xlsx) and upload that file.'
            ),
            __('A quotation mark opened in row %1 is never closed. Correct that row and upload the file again.'),
            __(
                'Row %1 is longer than %2 million characters. Put each code on a line of its own; if the '
                . 'row begins with a quotation mark, check that it is closed.'
            ),
            __('This workbook is protected by a password. Save it without a password, or save the sheet as CSV.'),
            __(
                'This workbook is damaged and cannot be read. Open it in your spreadsheet program and save '
                . 'it again, or save it as CSV.'
            ),
            __(
                'This file is neither a list of codes nor a workbook that can be read (.xlsx, .xls or .ods). '
                . '%1'
            ),
            __('This workbook is larger than %1 MB. %2'),
            __('This workbook is too large to be read. %1'),
            __('A sheet of this workbook has more than %1 rows. %2'),
            __('This workbook needs too much memory to be read. %1'),
            __('This workbook takes too long to be read. %1'),
            __('Save the sheet with your codes as CSV and upload that file.'),
            __('This is an Apple Numbers document. Export it as CSV or Excel and upload that file.'),
            __('Other workbooks are being read at the moment. Wait a minute and upload the file again.'),
            __('There is nothing in this workbook. Choose the file that holds your codes.'),
            __('There is no code in this row.'),
            __('The code contains a line break. A quotation mark may be missing or too many in this row.'),
            __('The code contains a control character. Type the code again.'),
            __('The code contains an invisible character. Type the code again.'),
            __(
                'The code contains a character that could not be read. Save the file as UTF-8, or choose '
                . 'another encoding.'
            ),
            __('The code is longer than %1 characters.'),
            __('The code expired on %1.'),
            __('TEST is what test messages show, so it cannot be a code.'),
            __(
                'The spreadsheet shows this number as %1 and has lost digits of it. Format the column as text '
                . 'and enter the codes again, or save the original list as CSV.'
            ),
            __('The cell shows the error %1 instead of a code.'),
            __(
                'The spreadsheet turned this code into the date %1. Format the column as text and enter the '
                . 'code again.'
            ),
            __('“%1” is not a date that can be read. %2'),
            __('Write dates as 2026-12-31, or choose the order of day and month in the preview.'),
            __('Dates are read as day, month, year (31.12.2026).'),
            __('Dates are read as month, day, year (12/31/2026).'),
        ];
    }
}
