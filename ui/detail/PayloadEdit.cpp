// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/PayloadEdit.h"

#include "ui/theme/Theme.h"

#include <QMimeData>
#include <QTextBlock>

namespace livebelt {

namespace {

constexpr qsizetype longestBlock = 2000;
constexpr int continuesLine = 1; ///< user state of a block that stands on the same line as the one before it

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
}

void PayloadEdit::appendText(const QString &text)
{
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    qsizetype at = 0;
    while (at < text.size()) {
        if (text[at] == u'\n') {
            cursor.insertBlock();
            cursor.block().setUserState(0);
            m_column = 0;
            ++at;
            continue;
        }
        if (m_column >= longestBlock) {
            cursor.insertBlock();
            cursor.block().setUserState(continuesLine);
            m_column = 0;
        }
        const qsizetype lineEnd = text.indexOf(u'\n', at);
        qsizetype end = std::min(lineEnd < 0 ? text.size() : lineEnd, at + longestBlock - m_column);
        if (end < text.size() && text[end - 1].isHighSurrogate())
            ++end;
        cursor.insertText(text.sliced(at, end - at));
        m_column += end - at;
        at = end;
    }
    cursor.endEditBlock();
}

QString PayloadEdit::textBetween(int from, int to) const
{
    QString text;
    for (QTextBlock block = document()->findBlock(from); block.isValid() && block.position() <= to;
         block = block.next()) {
        if (block.position() > from && block.userState() != continuesLine)
            text += u'\n';
        const int first = std::max(from - block.position(), 0);
        text += QStringView(block.text()).mid(first, to - block.position() - first);
    }
    return text;
}

QString PayloadEdit::wholeText() const
{
    return textBetween(0, document()->characterCount() - 1);
}

QMimeData *PayloadEdit::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    copied->setText(textBetween(textCursor().selectionStart(), textCursor().selectionEnd()));
    return copied;
}

} // namespace livebelt
