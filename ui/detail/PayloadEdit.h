// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace livebelt {

/// A read-only text as visibleText() shows it, which breaks very long lines into blocks, as Qt would otherwise lay each
/// out as one. What is copied is the text as it was given.
class PayloadEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PayloadEdit(QWidget *parent = nullptr);

    void clearText();
    void appendText(const QString &text);
    /// Nothing follows: a carriage return that stands last is only that.
    void endText();
    /// All that was given.
    QString wholeText() const;

protected:
    QMimeData *createMimeDataFromSelection() const override;

private:
    void beginLine(QTextCursor &cursor, bool afterCarriageReturn);
    qsizetype m_column = 0;
    bool m_carriageReturn = false; ///< the last one given: what it is shows with the next character
};

} // namespace livebelt
