#!/bin/sh
# Makes the text files of this folder: exports of LibreOffice, and one list written in every encoding and
# with every line end by iconv. Run from test/files, after make-workbooks.py.
set -eu
cd "$(dirname "$0")"
export_csv() { # separator, character set (LibreOffice's number), name
  soffice --headless --norestore --convert-to "csv:Text - txt - csv (StarCalc):$1,34,$2,1" \
    --outdir text workbooks/codes.ods >/dev/null
  mv text/codes.csv "text/$3"
}
export_csv 44 76 libreoffice-comma-utf8.csv
export_csv 59 1 libreoffice-semicolon-windows1252.csv
export_csv 9 65535 libreoffice-tab-utf16.csv

list='Gutschein;gültig bis\nÄPFEL-1;2027-12-31\nÄPFEL-2;\nBIRNE-3;2027-06-30\n'
write() { # name, encoding, line end
  printf "$list" | sed "s/\$/$3/" | tr -d '\n' | sed 's/<CR>/\r/g; s/<LF>/\n/g' | iconv -f UTF-8 -t "$2" >"text/$1"
}
write utf8-crlf.csv UTF-8 '<CR><LF>'
write utf8-cr.txt UTF-8 '<CR>'
write windows1252-crlf.csv WINDOWS-1252 '<CR><LF>'
write utf16le-no-mark.txt UTF-16LE '<LF>'
write utf16be-no-mark.txt UTF-16BE '<CR><LF>'
{ printf '\357\273\277'; printf "$list"; } >text/utf8-mark-lf.csv
{ printf '\376\377'; printf "$list" | iconv -f UTF-8 -t UTF-16BE; } >text/utf16be-mark.csv
{ printf '\377\376'; printf "$list" | iconv -f UTF-8 -t UTF-16LE; } >text/utf16le-mark.csv

printf 'SAVE-1\n\n  SAVE-2  \nSAVE-3' >text/plain-list.txt
printf 'sep=|\r\nid|voucher\r\n1|"PIPE|1"\r\n2|"PIPE ""2"""\r\n3|"PIPE\r\n3"\r\n' >text/quotes-pipe.csv
printf 'code,expires\nSAVE-1,2027-12-31\n"SAVE-2,2027-12-31\nSAVE-3,\n' >text/quote-not-closed.csv
printf 'coupon_code\n' >text/header-only.csv
printf '' >text/empty.csv
printf ' \r\n\r\n' >text/blank.csv
