// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/TextBuilder.h"

#include <QByteArrayView>

namespace livebelt {

/// Whether a text that is a number, such as -1.5, +3 or -1e5, is left as it is. Not at the start of a line: split
/// elsewhere, what follows would belong to it.
enum class Numbers : quint8 { Stay, Change };

/// What a spreadsheet must not run, though it splits the line at a semicolon, a tab or a comma as it likes: text is
/// looked at in the pieces between those and line ends. A piece that begins, behind spaces and quotes, with = + - @ or
/// their full-width forms gets an apostrophe in front (OWASP, "CSV Injection"), and so does a text that begins with a
/// tab or a line end. One that begins with apostrophes and goes on so gets one more: taking one away from each piece
/// that begins with one and goes on so gives every text back.
void appendForSpreadsheet(TextBuilder &out, QByteArrayView text, Numbers numbers = Numbers::Stay);

/// What appendForSpreadsheet() was given.
QByteArray withoutSpreadsheetMarks(QByteArrayView text);

/// Makes JSON harmless in the same way; it stays the same JSON: the sign is written as an escape (\u003d).
void appendJsonForSpreadsheet(TextBuilder &out, QByteArrayView json);

} // namespace livebelt
