// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/ArrivedText.h"

#include "ui/theme/VisibleText.h"

#include <QTextBlock>
#include <QTextDocument>
#include <algorithm>

namespace livebelt {

namespace {

constexpr int originalProperty = QTextFormat::UserProperty + 1; ///< of a sign: the character it stands for
constexpr int lengthProperty = QTextFormat::UserProperty + 2;   ///< how many letters the sign has

// User states of a block. One that nobody has set is -1.
constexpr int continuesLine = 1;
constexpr int afterCarriageReturn = 2;

bool isMarked(const QTextBlock &block, int mark)
{
    return block.userState() > 0 && (block.userState() & mark) != 0;
}

void appendFragment(QString &text, const QTextFragment &fragment, int from, int to)
{
    const int first = std::max(from, fragment.position());
    const int last = std::min(to, fragment.position() + fragment.length());
    if (first >= last)
        return;
    const QTextCharFormat format = fragment.charFormat();
    if (const QVariant original = format.property(originalProperty); original.isValid()) {
        const int letters = std::max(1, format.intProperty(lengthProperty)); // of one sign; a part of one is all of it
        const int begin = (first - fragment.position()) / letters;
        const int end = (last - fragment.position() + letters - 1) / letters;
        text += original.toString().repeated(end - begin);
        return;
    }
    text += QStringView(fragment.text()).sliced(first - fragment.position(), last - first);
}

} // namespace

void insertVisible(QTextCursor &cursor, QStringView line, const QTextCharFormat &format)
{
    VisiblePieces pieces(line, true);
    while (pieces.next()) {
        if (pieces.isChanged())
            insertSign(cursor, pieces.shown(), pieces.original().toString(), format);
        else
            cursor.insertText(pieces.shown(), format);
    }
}

void insertSign(QTextCursor &cursor, const QString &sign, const QString &original, const QTextCharFormat &format)
{
    QTextCharFormat ofSign = format;
    ofSign.setProperty(originalProperty, original);
    ofSign.setProperty(lengthProperty, int(sign.size()));
    cursor.insertText(sign, ofSign);
}

void noteCarriageReturn(QTextCursor &cursor)
{
    cursor.block().setUserState(std::max(0, cursor.block().userState()) | afterCarriageReturn);
}

void noteContinuation(QTextCursor &cursor)
{
    cursor.block().setUserState(continuesLine);
}

QString arrivedText(const QTextDocument &document, int from, int to)
{
    QString text;
    for (QTextBlock block = document.findBlock(from); block.isValid() && block.position() <= to; block = block.next()) {
        if (block.position() > from && !isMarked(block, continuesLine))
            text += isMarked(block, afterCarriageReturn) ? QStringLiteral("\r\n") : QStringLiteral("\n");
        for (auto part = block.begin(); !part.atEnd(); ++part)
            appendFragment(text, part.fragment(), from, to);
    }
    return text;
}

} // namespace livebelt
