// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTextCharFormat>

class QTextCursor;
class QTextDocument;

namespace livebelt {

/// Inserts one line of a text as visibleText() shows it, and keeps with each sign what it stands for.
void insertVisible(QTextCursor &cursor, QStringView line, const QTextCharFormat &format);

/// Inserts a sign and keeps what it stands for.
void insertSign(QTextCursor &cursor, const QString &sign, const QString &original, const QTextCharFormat &format);

/// Notes that the line which ends here ended by a carriage return and a line feed.
void noteCarriageReturn(QTextCursor &cursor);
/// Says that the block goes on with the line of the one before it.
void noteContinuation(QTextCursor &cursor);

/// What was inserted between two places of the document, as it had arrived: signs are what they stand for, and blocks
/// are lines.
QString arrivedText(const QTextDocument &document, int from, int to);

} // namespace livebelt
