// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/PrettyView.h"

#include "ui/detail/ArrivedText.h"
#include "ui/detail/PrettyJson.h"
#include "ui/lists/TextFormats.h"
#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"

#include <QEvent>
#include <QMimeData>
#include <QScrollBar>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// So much of a text as is shown, and what then follows it.
struct Limited
{
    QString text, rest;
};

Limited limited(const QByteArray &text)
{
    // A cut within a character shows as one U+FFFD, just before the words that say that it was cut.
    Limited shown{QString::fromUtf8(text.left(PrettyView::longestText)), {}};
    if (text.size() > PrettyView::longestText)
        shown.rest = PrettyView::tr("… %1 more, under Raw").arg(format::bytes(text.size() - PrettyView::longestText));
    return shown;
}

} // namespace

PrettyView::PrettyView(QWidget *parent) : QTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setAcceptRichText(false);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(12);
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(u'n'));
    setAccessibleName(tr("Text of the record"));
}

void PrettyView::setRecord(const Record &record)
{
    m_record = record;
    rebuild();
    verticalScrollBar()->setValue(0);
}

/// One block with line separators: a message keeps together and is one piece for assistive technology.
void PrettyView::addText(QTextCursor &cursor, const QString &text, const QTextCharFormat &format)
{
    qsizetype at = 0;
    for (qsizetype end = text.indexOf(u'\n'); end >= 0; end = text.indexOf(u'\n', at)) {
        const bool hasReturn = end > at && text[end - 1] == u'\r';
        insertVisible(cursor, QStringView(text).sliced(at, end - at - (hasReturn ? 1 : 0)), format);
        insertSign(cursor, QChar(QChar::LineSeparator), hasReturn ? u"\r\n"_s : u"\n"_s, format);
        at = end + 1;
    }
    insertVisible(cursor, QStringView(text).sliced(at), format);
}

void PrettyView::rebuild()
{
    clear();
    if (m_record.text.isEmpty())
        return;
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    QTextCharFormat plain;
    plain.setForeground(palette().color(QPalette::Text));
    QTextCharFormat fixed = plain;
    fixed.setFont(theme::fixedFont(0.95));
    QTextCharFormat caption;
    caption.setForeground(theme::muted(palette()));

    const auto json = prettyJson(m_record.text);
    const Limited text = limited(json ? *json : m_record.text);
    addText(cursor, text.text, json ? fixed : plain);
    // Json is laid out anew: the places of the styles are not those of what is shown.
    const auto formats = json ? QList<QTextLayout::FormatRange>()
                              : textFormats(m_record, document()->characterCount() - 1, palette(),
                                            palette().color(QPalette::Base), true);
    for (const auto &range : formats) {
        QTextCursor part(document());
        part.setPosition(range.start);
        part.setPosition(range.start + range.length, QTextCursor::KeepAnchor);
        part.mergeCharFormat(range.format);
    }
    if (!text.rest.isEmpty())
        cursor.insertText(QChar(QChar::LineSeparator) + text.rest, caption);
    cursor.endEditBlock();
}

QMimeData *PrettyView::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    copied->setText(arrivedText(*document(), textCursor().selectionStart(), textCursor().selectionEnd()));
    return copied;
}

void PrettyView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_record.seq > 0)
        rebuild();
}

} // namespace livebelt
