#!/usr/bin/env python3
"""Makes the workbooks of this folder with LibreOffice, driven through its own bridge (python3-uno).

Run from test/files: soffice --headless --accept="socket,host=127.0.0.1,port=2002;urp;" &
                     /usr/bin/python3 make-workbooks.py
"""
import os
import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.lang import Locale

here = os.path.dirname(os.path.abspath(__file__))
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
context = resolver.resolve("uno:socket,host=127.0.0.1,port=2002;urp;StarOffice.ComponentContext")
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def prop(name, value):
    return PropertyValue(Name=name, Value=value)


def save(document, name, kind, password=None):
    properties = [prop("FilterName", kind)]
    if password and name.endswith(".xlsx"):
        secret = uno.Any("[]com.sun.star.beans.NamedValue", (NamedValue("CryptoType", "StrongEncryptionDataSpace"), NamedValue("OOXPassword", password)))
        properties.append(prop("EncryptionData", secret))
    elif password:
        properties.append(prop("Password", password))
    document.storeToURL("file://" + os.path.join(here, "workbooks", name), tuple(properties))


def new():
    return desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (prop("Hidden", True),))


document = new()
formats = document.NumberFormats
english = Locale("en", "US", "")


def number_format(pattern):
    key = formats.queryKey(pattern, english, False)
    return key if key != -1 else formats.addNew(pattern, english)


def put(sheet, row, column, value, pattern=None):
    cell = sheet.getCellByPosition(column, row - 1)
    if isinstance(value, str) and value.startswith("="):
        cell.Formula = value
    elif isinstance(value, str):
        cell.String = value
    else:
        cell.Value = float(value)
    if pattern:
        cell.NumberFormat = number_format(pattern)


def serial(year, month, day, hour=0):
    from datetime import datetime
    return (datetime(year, month, day, hour) - datetime(1899, 12, 30)).total_seconds() / 86400


sheets = document.Sheets
codes = sheets.getByIndex(0)
codes.Name = "Codes"
rows = [
    ("Note", "Coupon Code", "Expires"),
    ("text, real date", "SAVE-7KQ2", (serial(2027, 12, 31), "YYYY-MM-DD")),
    ("number with zeros, date and time", (123, "00000"), (serial(2027, 6, 30, 18), "DD.MM.YYYY HH:MM")),
    ("number in scientific notation", 1234567890123456789, None),
    ("sixteen digits", (1234567890123456, "0"), None),
    (None, None, None),
    ("formula", '="FORM" & "-1"', None),
    ("spaces around", "  PADDED  ", None),
    ("date instead of a code", (serial(2027, 3, 1), "D-MMM"), None),
    ("error", "=NA()", None),
    ("boolean", "=TRUE()", None),
    ("letters beyond ASCII, ISO text", "\u00dcN\u00cfCODE-\u00df", "2027-12-31"),
    ("other order of day and month", "DMY-1", "31/12/2027"),
    ("fifteen digits", (123456789012345, "0"), None),
    ("prefix by format", (77, '"VIP-"0000'), None),
]
for index, (note, code, expires) in enumerate(rows):
    for column, value in enumerate((note, code, expires)):
        if value is None:
            continue
        put(codes, index + 1, column, *(value if isinstance(value, tuple) else (value,)))
sheets.insertNewByName("Nothing", 1)
sheets.insertNewByName("More", 2)
more = sheets.getByIndex(2)
for index in range(1, 6):
    put(more, index, 0, f"MORE-{index}")
for name, kind in (("codes.xlsx", "Calc MS Excel 2007 XML"), ("codes.xls", "MS Excel 97"), ("codes.ods", "calc8")):
    save(document, name, kind)
    base, extension = name.split(".")
    save(document, f"protected.{extension}", kind, "secret")
document.close(True)

empty = new()
save(empty, "empty.xlsx", "Calc MS Excel 2007 XML")
empty.close(True)
