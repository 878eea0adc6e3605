// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/PayloadEdit.h"

#include "ui/detail/ArrivedText.h"
#include "ui/theme/Theme.h"

#include <QMimeData>
#include <QTextBlock>
#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

constexpr qsizetype longestBlock = 2000;

} // namespace

PayloadEdit::PayloadEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setFont(theme::fixedFont());
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTabChangesFocus(true);
    document()->setDocumentMargin(12);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void PayloadEdit::clearText()
{
    clear();
    m_column = 0;
    m_carriageReturn = false;
}

void PayloadEdit::beginLine(QTextCursor &cursor, bool afterCarriageReturn)
{
    cursor.insertBlock();
    cursor.block().setUserState(0);
    if (afterCarriageReturn)
        noteCarriageReturn(cursor);
    m_column = 0;
}

void PayloadEdit::appendText(const QString &given)
{
    // A carriage return at the end of one text may be that of a line feed at the beginning of the next.
    QString text = m_carriageReturn ? u'\r' + given : given;
    m_carriageReturn = text.endsWith(u'\r');
    if (m_carriageReturn)
        text.chop(1);
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    qsizetype at = 0;
    while (at < text.size()) {
        const bool isReturn = text[at] == u'\r' && at + 1 < text.size() && text[at + 1] == u'\n';
        if (isReturn || text[at] == u'\n') {
            beginLine(cursor, isReturn);
            at += isReturn ? 2 : 1;
            continue;
        }
        if (m_column >= longestBlock) {
            beginLine(cursor, false);
            noteContinuation(cursor);
        }
        const qsizetype lineEnd = text.indexOf(u'\n', at);
        qsizetype end = std::min(lineEnd < 0 ? text.size() : lineEnd, at + longestBlock - m_column);
        if (end == lineEnd && end > at && text[end - 1] == u'\r')
            --end;
        if (end < text.size() && text[end - 1].isHighSurrogate())
            ++end;
        insertVisible(cursor, QStringView(text).sliced(at, end - at), {});
        m_column += end - at;
        at = end;
    }
    cursor.endEditBlock();
}

void PayloadEdit::endText()
{
    if (!std::exchange(m_carriageReturn, false))
        return;
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    insertVisible(cursor, u"\r", {});
}

QString PayloadEdit::wholeText() const
{
    return arrivedText(*document(), 0, document()->characterCount() - 1);
}

QMimeData *PayloadEdit::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    copied->setText(arrivedText(*document(), textCursor().selectionStart(), textCursor().selectionEnd()));
    return copied;
}

} // namespace livebelt
