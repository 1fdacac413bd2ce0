/** What is told about a file in which nothing but blank rows and perhaps a header was found. */
export const NO_CODES = "There are no codes in this file. Choose the file that holds your codes.";
