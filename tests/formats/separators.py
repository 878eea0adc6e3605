# SPDX-License-Identifier: GPL-3.0-or-later
"""Splits a CSV file at each separator as a spreadsheet may, and fails with a cell that it would take for a formula."""
import csv, re, sys
csv.field_size_limit(1 << 30)
for separator in ',;\t':
    with open(sys.argv[1], newline='', encoding='utf-8') as file:
        for row in csv.reader(file, delimiter=separator):
            for cell in row:
                begin = cell.lstrip(' "')
                number = re.fullmatch(r'[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?', begin)
                isBreak = separator == ',' and cell[:1] in ('\t', '\r', '\n')
                if isBreak or (begin[:1] in tuple('=+-@＝＋－＠') and not number):
                    sys.exit(f'{separator!r}: {cell!r}')
